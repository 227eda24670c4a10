/* A form with data-outbox is written down on the device first, and then sent if there is a signal. */

import { take } from "./kept.js";
import { offerCards, rank } from "./ranking.js";
import { greet, send, sendWaiting } from "./sending.js";
import { find, keep, nextId, noted } from "./store.js";

const QUEUE = "/outbox/";
const AROUND = new Set(["csrfmiddlewaretoken", "act_id"]);
const PATIENCE = 5_000; // where line follows upon line, nobody waits longer for a weak signal
const RENEWED = 60_000;
const words = document.getElementById("outbox-words").content;

for (const form of document.querySelectorAll("form[data-outbox]")) open(form);
for (const form of document.querySelectorAll("form[data-ranks]")) rank(form);
for (const form of document.querySelectorAll("form[data-cards]")) offerCards(form);

async function open(form) {
  const opened = { files: [] };
  freshen(form);
  const corrected = await find(location.hash.replace(/^#act=/, "")).catch(() => undefined);
  if (corrected?.url === urlOf(form)) fill(form, opened, corrected);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hand(form, opened, event.submitter);
  });
  form.dataset.ready = "";
}

const urlOf = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;

// A form that was kept yesterday still says yesterday's date.
function freshen(form) {
  const then = form.dataset.outbox;
  const today = new Intl.DateTimeFormat("en-CA").format(new Date());
  for (const field of form.querySelectorAll("input[type=date]")) {
    if (today > then && field.max === then) field.max = today;
    if (today > then && field.value === then) field.value = today;
  }
}

// Puts back what was entered, so that a refused act can be put right under its own number.
function fill(form, opened, act) {
  const files = act.fields.filter(([, value]) => value instanceof Blob);
  Object.assign(opened, { id: act.id, happenedAt: act.happenedAt, files });
  for (const input of form.elements) {
    const given = act.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "file" && given[0]) input.before(sentence("file-kept"), ` ${given[0].name}`);
    const before = isOneOf(input) ? "" : shown(input);
    if (input.name && input.type !== "hidden" && input.type !== "file") put(input, given);
    if (act.refused?.status === 409 && before && before !== shown(input)) input.after(onRecord(before));
  }
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (act.refused) showWrong(form, act.refused);
}

const isOneOf = (input) => input.type === "checkbox" || input.type === "radio";

// Two devices changed the same thing: what stands there, beside what was entered here.
function onRecord(text) {
  const place = sentence("on-record");
  place.append(` ${text}`);
  return place;
}

function put(input, given) {
  if (isOneOf(input)) input.checked = given.includes(input.value);
  else if (input.multiple) for (const option of input.options) option.selected = given.includes(option.value);
  else if (given.length) input.value = given[0];
}

async function hand(form, opened, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  const gaps = [...form.elements].filter((input) => input.name && input.willValidate && !input.validity.valid);
  if (gaps.length) return showWrong(form, { errors: gaps.map(gap) });
  form.setAttribute("aria-busy", "true");
  say(form, "sending");
  opened.id ??= await nextId();
  opened.happenedAt ??= new Date().toISOString(); // a correction does not move it
  const act = await described(form, opened, button);
  const isKept = await keep(act).then(() => true, () => false);
  navigator.storage?.persist?.();
  const outcome = await (isKept ? tried(form, act) : triedUnkept(act)).catch(() => ({ kind: "later" }));
  form.removeAttribute("aria-busy");
  if (outcome.kind === "refused") showWrong(form, outcome.told); // where it is kept, it stays until it is put right
  else if (outcome.kind !== "done" && !isKept) say(form, "not-kept");
  else {
    Object.assign(opened, { id: undefined, happenedAt: undefined, files: [] }); // whoever comes back here enters something new
    if ("stay" in form.dataset) stay(form, outcome.kind);
    else if (outcome.kind === "done") location.assign(outcome.told.url);
    else await leave(act);
  }
}

// What a device can see by itself, said before anybody walks away from the place.
function gap(input) {
  const message = input.validity.valueMissing ? sentence("required").textContent : input.validationMessage;
  return { name: input.name, label: labelOf(input), message };
}

const labelOf = (input) => input.labels[0]?.firstChild.textContent.trim() ?? "";

// In its turn, behind what waits already. Where line follows upon line, what takes long goes on by itself.
function tried(form, act) {
  const sending = sendWaiting(act.id).then(({ outcome }) => outcome);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, { kind: "later" }));
  return "stay" in form.dataset ? Promise.race([sending, late]) : sending;
}

// The device had no room for it: now or never. Still one sender at a time.
async function triedUnkept(act) {
  const hello = await greet();
  if (!hello) return { kind: "no signal" };
  if (hello.person !== act.person) return { kind: "sign in" };
  const alone = (lock) => (lock ? send(act, hello, "form") : { kind: "later" });
  return navigator.locks.request("outbox", { ifAvailable: true }, alone);
}

// A list that grows line by line: the same form again, empty, ready for the next one.
async function stay(form, kind) {
  form.reset();
  freshen(form);
  say(form, kind === "done" ? "written" : "kept");
  form.dispatchEvent(new CustomEvent("outbox:kept", { bubbles: true }));
  form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  if (kind === "done") renewSoon();
  else await sendInBackground();
}

// The kept page is to show what was written down since, but not be fetched for every line.
let renewing;
function renewSoon() {
  renewing ??= setTimeout(() => {
    renewing = undefined;
    take(location.pathname);
  }, RENEWED);
}

async function leave(act) {
  await sendInBackground();
  location.assign(`${QUEUE}#${act.id}`);
}

// Where a browser can, it sends even after the page is closed.
async function sendInBackground() {
  document.dispatchEvent(new Event("outbox:send"));
  const worker = await navigator.serviceWorker.getRegistration();
  await worker?.sync?.register("outbox").catch(() => {});
}

async function described(form, opened, button) {
  const fields = [...new FormData(form, button)].filter(([name, value]) => !AROUND.has(name) && !isEmpty(value));
  const files = opened.files.filter(([name]) => !fields.some(([other]) => other === name));
  return {
    id: opened.id,
    url: urlOf(form),
    page: location.pathname + location.search,
    person: document.documentElement.dataset.person ?? (await noted("person")) ?? "",
    title: document.querySelector("h1").textContent.trim(),
    about: document.querySelector("h1 + .lead")?.textContent.trim() ?? "",
    entered: readable(form, new Set(fields.map(([name]) => name))),
    fields: [...fields, ...files],
    isEnd: "end" in form.dataset,
    happenedAt: opened.happenedAt,
  };
}

const isEmpty = (value) => value instanceof File && !value.size && !value.name;

// What was entered, in the words of the form, for the list of what waits.
function readable(form, names) {
  return [...form.elements]
    .filter((input) => names.has(input.name) && input.labels?.length && input.value && input.type !== "hidden")
    .filter((input) => !isOneOf(input) || input.checked)
    .map((input) => [[groupOf(input), labelOf(input)].filter(Boolean).join(" · "), shown(input)]);
}

const groupOf = (input) => input.closest("fieldset")?.querySelector("legend").firstChild.textContent.trim();

function shown(input) {
  if (input.type === "file") return [...input.files].map((file) => file.name).join(", ");
  if (input.selectedOptions) return [...input.selectedOptions].map((option) => option.text).join(", ");
  return input.type === "checkbox" || input.type === "radio" ? "✓" : input.value;
}

// ── What the form says ──

const sentence = (word) => words.querySelector(`[data-word="${word}"]`).cloneNode(true);

function say(form, word) {
  form.querySelector("[role=status]")?.remove();
  form.append(sentence(word));
}

function showWrong(form, { message, errors = [] }) {
  form.querySelector("[role=status]")?.remove();
  form.querySelector(".summary")?.remove();
  const summary = words.querySelector(".summary").cloneNode(true);
  const lines = errors.length ? errors : [{ name: "", label: "", message }];
  summary.querySelector("ul").replaceChildren(...lines.map((line) => wrong(form, line)));
  form.prepend(summary);
  summary.focus();
}

function wrong(form, { name, label, message }) {
  const item = document.createElement("li");
  const field = name && form.elements[name];
  if (field?.id) {
    const link = Object.assign(document.createElement("a"), { href: `#${field.id}`, textContent: label });
    item.append(link, ": ");
  }
  item.append(message);
  return item;
}
