/* Taking pages along, and telling which are here. */

import { keptPage, keptUrls, take } from "./kept.js";

const button = document.querySelector("[data-take-all]");
const links = [...document.querySelectorAll("a[data-take]")];
const list = document.querySelector("[data-kept]");

if (button) {
  button.addEventListener("click", takeAll);
  document.getElementById("taking").hidden = false;
  markKept();
}
if (list) listKept();

async function takeAll() {
  button.disabled = true;
  navigator.storage?.persist?.();
  await take(location.href);
  let count = 0;
  for (const link of links) {
    count += Number(await take(link.href));
    tell("taking", count);
  }
  await markKept();
  tell(count === links.length ? "taken" : "incomplete", count);
  button.disabled = false;
}

function tell(word, count) {
  const text = button.dataset[word].replace("{n}", count).replace("{all}", links.length);
  document.getElementById("taken").textContent = text;
}

async function markKept() {
  for (const link of links) {
    const mark = link.closest("li").querySelector("[data-here]");
    mark.hidden = !(await keptPage(link.href));
  }
}

async function listKept() {
  const pages = await Promise.all((await keptUrls()).map(described));
  list.replaceChildren(...pages);
  document.querySelector("[data-none]").hidden = pages.length > 0;
}

async function described(url) {
  const text = await (await keptPage(url)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const title = (selector) => page.querySelector(selector)?.textContent.trim();
  const link = Object.assign(document.createElement("a"), { href: url });
  link.textContent = [title("h1"), title("h1 + .lead")].filter((text) => text?.length < 100).join(" · ");
  const item = document.createElement("li");
  item.append(link);
  return item;
}
