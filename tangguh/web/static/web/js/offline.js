/* What every page knows of the signal: it starts the worker, counts what waits, and has it sent. */

import { clearKept, take } from "./outbox/kept.js";
import { note, ofPerson, onChange } from "./outbox/store.js";

const SOON = 5_000;
const LATEST = 10 * 60_000;
const { person } = document.documentElement.dataset; // absent on a page that is kept for whoever holds the device
const line = document.getElementById("waiting");
let pause = SOON;
let timer;

async function start() {
  const isFirstVisit = !navigator.serviceWorker.controller;
  if (!(await registered())) return; // an older browser: its forms are ordinary forms
  if (person !== undefined) await note("person", person);
  if (person) await clearKept({ except: person });
  if (document.querySelector("form[data-outbox]")) await import("./outbox/forms.js");
  if (document.getElementById("queue")) await import("./outbox/queue.js");
  if (document.querySelector("[data-take], [data-kept]")) await import("./outbox/field.js");
  watch();
  await navigator.serviceWorker.ready;
  if (isFirstVisit && document.querySelector("form[data-outbox], [data-take]")) take(location.href);
}

const registered = () => navigator.serviceWorker.register("/sw.js", { type: "module" }).catch(() => null);

function watch() {
  onChange(showWaiting);
  for (const moment of ["online", "pageshow"]) addEventListener(moment, sendSoon);
  document.addEventListener("visibilitychange", () => document.hidden || sendSoon());
  document.addEventListener("outbox:send", sendSoon);
  showWaiting();
  sendSoon();
}

async function showWaiting() {
  const { person: holder, acts, own } = await ofPerson();
  const counted = holder ? own : acts;
  const refused = counted.filter((act) => act.refused).length;
  line.hidden = !counted.length;
  const waiting = counted.length - refused;
  line.querySelector("a").lastChild.data = [
    waiting && line.dataset.waiting.replace("{n}", waiting),
    refused && line.dataset.refused.replace("{n}", refused),
  ].filter(Boolean).join(" · ");
}

function sendSoon() {
  pause = SOON;
  flush();
}

// Waits longer after each failure, up to ten minutes, and never in step with all the other phones.
async function flush() {
  clearTimeout(timer);
  const { acts } = await ofPerson();
  if (!acts.some((act) => !act.refused)) return;
  const { sendWaiting } = await import("./outbox/sending.js");
  const { left, sent } = await sendWaiting();
  await showWaiting();
  if (!left) return;
  if (sent) pause = SOON; // it was the signal that broke off, not the server that is down
  timer = setTimeout(flush, pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, LATEST);
}

// Whoever signs out hears that something still waits; it stays, and goes when they sign in again.
document.addEventListener("submit", (event) => {
  const leaves = event.target.getAttribute("action") === line?.dataset.signOut;
  if (leaves && !line.hidden && !confirm(line.dataset.leaving)) event.preventDefault();
});

if (line && isSecureContext && "serviceWorker" in navigator && "locks" in navigator) start();
