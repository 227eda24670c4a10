/* The page of what waits: what was entered, when, what the server said, and what one can do about it. */

import { amend, find, forget, noted, ofPerson, onChange } from "./store.js";

const queue = document.getElementById("queue");
const row = document.getElementById("act").content.firstElementChild;
const { lang } = document.documentElement;
const time = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" });

onChange(show);
addEventListener("online", show);
addEventListener("offline", show);
queue.addEventListener("click", ({ target }) => act(target.closest("[data-do]")));
show();

async function show() {
  const [{ person, acts, own }, signedIn] = await Promise.all([ofPerson(), noted("signedIn")]);
  queue.querySelector("ol").replaceChildren(...own.map(shown));
  const waits = own.some((act) => !act.refused);
  const others = acts.length - own.length;
  say("empty", !acts.length);
  say("saved", own.some((act) => `#${act.id}` === location.hash && !act.refused));
  say("sign-in", person ? waits && signedIn === "" : others > 0);
  say("others", person && others > 0, others);
  say("offline", acts.length > 0 && !navigator.onLine);
}

function say(word, holds, count = 0) {
  const place = queue.querySelector(`[data-word="${word}"]`);
  place.hidden = !holds;
  const number = place.querySelector("[data-count]");
  if (number) number.textContent = count;
}

function shown(kept) {
  const item = row.cloneNode(true);
  const part = (name) => item.querySelector(`[data-part="${name}"]`);
  item.id = kept.id;
  part("title").textContent = kept.about || kept.title;
  part("about").textContent = kept.about ? kept.title : "";
  part("time").textContent = time.format(new Date(kept.happenedAt));
  part("time").dateTime = kept.happenedAt;
  part("entered").append(...kept.entered.flatMap(fact));
  part("waiting").hidden = Boolean(kept.refused);
  part("refused").hidden = !kept.refused;
  part("correct").hidden = !kept.refused;
  part("correct").href = `${kept.page}#act=${kept.id}`;
  if (kept.refused) part("why").append(...reasons(kept.refused));
  return item;
}

function fact([label, value]) {
  const [term, detail] = [document.createElement("dt"), document.createElement("dd")];
  [term.textContent, detail.textContent] = [label, value];
  return [term, detail];
}

function reasons({ message, errors = [] }) {
  const lines = errors.map((error) => (error.label ? `${error.label}: ${error.message}` : error.message));
  return (lines.length ? lines : [message]).map((text) =>
    Object.assign(document.createElement("li"), { textContent: text }),
  );
}

async function act(button) {
  const item = button?.closest("li[id]");
  if (!item) return;
  if (button.dataset.do === "discard" && confirm(button.dataset.sure)) await forget(item.id);
  if (button.dataset.do === "send" && (await find(item.id))?.refused) await amend(item.id, { refused: null });
  if (button.dataset.do === "send") document.dispatchEvent(new Event("outbox:send"));
  await show();
}
