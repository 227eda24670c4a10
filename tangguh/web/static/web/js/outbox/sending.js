/* How an act travels. The server does each number once, so that sending again never does harm. */

import { all, amend, forget, note } from "./store.js";

const HELLO = "/outbox/hello/";
const PATIENCE = 20_000;
const SLOWEST = 4; // bytes a millisecond; a picture of 2 MB is given 8 minutes

// One sender on a device, in whichever tab or worker. Says whether anything is left that should be tried again.
export function sendWaiting() {
  return navigator.locks.request("outbox", { ifAvailable: true }, (lock) => (lock ? sendAll() : false));
}

async function sendAll() {
  const waiting = (await all()).filter((act) => !act.refused);
  if (!waiting.length) return false;
  const hello = await greet();
  if (!hello) return true;
  await note("signedIn", hello.person);
  let left = false;
  for (const act of waiting.filter((act) => act.person === hello.person)) {
    const outcome = await send(act, hello);
    if (outcome.kind === "refused") await amend(act.id, { refused: outcome.told });
    if (outcome.kind === "no signal" || outcome.kind === "sign in") return outcome.kind === "no signal";
    left ||= outcome.kind === "later";
  }
  return left;
}

// Whether there is a signal that leads to us, who is signed in, and a fresh token. A hotel's page is no signal.
export async function greet() {
  try {
    const answer = await fetch(HELLO, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// kind: done | refused | sign in | later | no signal. An act leaves the device only when it is done.
export async function send(act, hello, asker = "queue") {
  let answer, told;
  try {
    answer = await post(act, hello, asker);
    told = await answer.json().catch(() => null);
  } catch (error) {
    return { kind: error.name === "TimeoutError" ? "later" : "no signal" };
  }
  if (answer.ok && told?.done) {
    await forget(act.id);
    return { kind: "done", told };
  }
  if (answer.status === 401) return { kind: "sign in" };
  if (isUndecided(answer.status, told)) return { kind: "later" };
  return { kind: "refused", told: told ?? { message: `${answer.status} ${answer.statusText}` } };
}

// Whether the server has not judged the act itself: it is down or busy, or the token was stale.
function isUndecided(status, told) {
  if (status < 400 || status >= 500) return true;
  if (status === 403) return !told || told.code === "not_taken";
  return status === 408 || status === 429;
}

function post(act, hello, asker) {
  const body = new FormData();
  for (const [name, value] of act.fields) body.append(name, value);
  body.set("act_id", act.id);
  body.set("act_by", act.person);
  body.set("act_happened_at", act.happenedAt);
  body.set("act_sent_at", new Date().toISOString());
  return fetch(act.url, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": hello.csrf, "X-Outbox": asker },
    signal: AbortSignal.timeout(PATIENCE + sizeOf(act) / SLOWEST),
  });
}

function sizeOf(act) {
  return act.fields.reduce((sum, [, value]) => sum + (value.size ?? value.length), 0);
}
