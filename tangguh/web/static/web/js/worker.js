/* The service worker: pages come from the network while there is one, and from what is kept otherwise. */

import { LOOSELY, clearKept, keepPage, keptPage, keptUrls, take } from "./outbox/kept.js";
import { sendWaiting } from "./outbox/sending.js";

const SHELL = "shell-";
const PATIENCE = 5_000; // a kept page does not wait longer for a weak signal

export function serve({ version, shell, pages, statics, signOut }) {
  const current = SHELL + version;

  addEventListener("install", (event) => {
    event.waitUntil(fillShell(current, shell, pages).then(() => skipWaiting()));
  });

  addEventListener("activate", (event) => {
    event.waitUntil(clients.claim().then(() => renew(current)));
  });

  addEventListener("sync", (event) => {
    event.waitUntil(sendWaiting().then(({ left }) => left && Promise.reject(new Error("still waiting"))));
  });

  addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    if (request.method === "POST" && url.pathname === signOut) event.waitUntil(clearKept());
    if (request.method !== "GET") return;
    if (url.pathname.startsWith(statics)) event.respondWith(fromShell(request));
    else if (request.mode === "navigate") event.respondWith(page(event, current, pages));
  });
}

// ── The shell ──

async function fillShell(name, shell, pages) {
  const cache = await caches.open(name);
  await Promise.all([cache.addAll(shell), fillPages(cache, pages)]);
}

function fillPages(cache, pages) {
  return cache.addAll(Object.values(pages).map((url) => new Request(url, { cache: "no-store" })));
}

async function fromShell(request) {
  return (await caches.match(request, LOOSELY)) || fetch(request);
}

// A kept page needs the scripts and styles with which it was kept. So it is taken anew for a new
// shell, and the old shell stays as long as one of them is still as it was.
async function renew(current) {
  const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== current);
  if (!old.length) return;
  let stale = 0;
  for (const url of await keptUrls()) stale += !(await take(url)) && Boolean(await keptPage(url));
  if (!stale) await Promise.all(old.map((name) => caches.delete(name)));
}

// ── Pages ──

async function page(event, current, pages) {
  const { request } = event;
  const kept = await keptPage(request.url);
  const coming = fromNetwork(event, current, pages);
  const late = kept ? [new Promise((resolve) => setTimeout(resolve, PATIENCE, kept))] : [];
  try {
    const answer = await Promise.race([coming, ...late]);
    return answer.status >= 502 ? kept || answer : answer;
  } catch {
    const shell = await caches.open(current);
    return kept || (await shell.match(request, LOOSELY)) || shell.match(pages.offline, LOOSELY);
  }
}

async function fromNetwork(event, current, pages) {
  const answer = await fetch(event.request);
  const copy = answer.clone();
  event.waitUntil(keepPage(event.request.url, copy).then(() => speak(answer, current, pages)));
  return answer;
}

// The pages of the shell speak the reader's language.
async function speak(answer, current, pages) {
  const language = answer.headers.get("Content-Language");
  const cache = await caches.open(current);
  const kept = await cache.match(pages.offline, LOOSELY);
  if (language && kept?.headers.get("Content-Language") !== language) await fillPages(cache, pages);
}
