/* A form with data-outbox is written down on the device first, and then sent if there is a signal. */

import { actId } from "./act_id.js";
import { amend, find, keep, noted } from "./store.js";
import { greet, send } from "./sending.js";
import { rank } from "./ranking.js";

const QUEUE = "/outbox/";
const AROUND = new Set(["csrfmiddlewaretoken", "act_id"]);
const words = document.getElementById("outbox-words").content;

for (const form of document.querySelectorAll("form[data-outbox]")) open(form);
for (const form of document.querySelectorAll("form[data-ranks]")) rank(form);

async function open(form) {
  const opened = { id: actId(), files: [] };
  freshen(form);
  const corrected = await find(location.hash.replace(/^#act=/, "")).catch(() => undefined);
  if (corrected?.url === urlOf(form)) fill(form, Object.assign(opened, { id: corrected.id }), corrected);
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
  opened.files = act.fields.filter(([, value]) => value instanceof Blob);
  for (const input of form.elements) {
    const given = act.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "file" && given[0]) input.before(sentence("file-kept"), ` ${given[0].name}`);
    if (input.name && input.type !== "hidden" && input.type !== "file") put(input, given);
  }
  if (act.refused) showWrong(form, act.refused);
}

function put(input, given) {
  if (input.type === "checkbox" || input.type === "radio") input.checked = given.includes(input.value);
  else if (input.multiple) for (const option of input.options) option.selected = given.includes(option.value);
  else input.value = given[0] ?? "";
}

async function hand(form, opened, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  const gaps = [...form.elements].filter((input) => input.name && input.willValidate && !input.validity.valid);
  if (gaps.length) return showWrong(form, { errors: gaps.map(gap) });
  form.setAttribute("aria-busy", "true");
  say(form, "sending");
  const act = await described(form, opened, button);
  const isKept = await keep(act).then(() => true, () => false);
  navigator.storage?.persist?.();
  const outcome = await tried(act);
  form.removeAttribute("aria-busy");
  if (outcome.kind === "refused") await putRight(form, act, outcome.told, isKept);
  else if (outcome.kind !== "done" && !isKept) say(form, "not-kept");
  else {
    Object.assign(opened, { id: actId(), files: [] }); // whoever comes back here enters something new
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

// One sender at a time: where another tab is at it, this act waits with the others.
async function tried(act) {
  const hello = await greet();
  if (!hello) return { kind: "no signal" };
  if (hello.person !== act.person) return { kind: "sign in" };
  const alone = (lock) => (lock ? send(act, hello, "form") : { kind: "later" });
  return navigator.locks.request("outbox", { ifAvailable: true }, alone);
}

// It stays on the device while the person corrects it: a tab that is closed now loses nothing.
async function putRight(form, act, told, isKept) {
  if (isKept) await amend(act.id, { refused: told });
  showWrong(form, told);
}

// A list that grows line by line: the same form again, empty, ready for the next one.
async function stay(form, kind) {
  form.reset();
  freshen(form);
  say(form, kind === "done" ? "written" : "kept");
  form.dispatchEvent(new CustomEvent("outbox:kept", { bubbles: true }));
  form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  if (kind !== "done") await sendInBackground();
}

async function leave(act) {
  await sendInBackground();
  location.assign(`${QUEUE}#${act.id}`);
}

// Where a browser can, it sends even after the page is closed.
async function sendInBackground() {
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
    entered: readable(form),
    fields: [...fields, ...files],
    happenedAt: new Date().toISOString(),
  };
}

const isEmpty = (value) => value instanceof File && !value.size && !value.name;

// What was entered, in the words of the form, for the list of what waits.
function readable(form) {
  const filled = [...form.elements].filter((input) => input.labels?.length && input.value && input.type !== "hidden");
  return filled
    .filter((input) => (input.type !== "checkbox" && input.type !== "radio") || input.checked)
    .map((input) => [labelOf(input), shown(input)]);
}

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
