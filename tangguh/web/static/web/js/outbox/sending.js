/* How an act travels. The server does each number once, so that sending again never does harm. */

import { keptPage, take } from "./kept.js";
import { all, amend, forget, note } from "./store.js";

const HELLO = "/outbox/hello/";
const PATIENCE = 20_000;
const SLOWEST = 4; // bytes a millisecond; a picture of 2 MB is given 8 minutes

// One sender on a device, in whichever tab or worker. Says whether anything is left that should be tried
// again, how many went, and what became of the act whose number is asked about.
export async function sendWaiting(asked) {
  const alone = (lock) => (lock ? sendAll(asked) : { left: true, went: [] });
  const round = await navigator.locks.request("outbox", { ifAvailable: true }, alone);
  if (!asked) await renew(new Set(round.went.map((act) => act.page)));
  return { left: round.left, sent: round.went.length, outcome: round.outcome ?? { kind: "later" } };
}

async function sendAll(asked) {
  const round = { left: false, went: [], stuck: new Set() };
  const acts = await all();
  if (acts.every((act) => act.refused)) return round;
  const hello = await greet();
  if (!hello) return { ...round, left: true };
  await note("signedIn", hello.person);
  for (const act of acts.filter((act) => act.person === hello.person)) {
    if (!mayGo(act, round)) continue;
    const outcome = await send(act, hello, act.id === asked ? "form" : "queue");
    if (act.id === asked) round.outcome = outcome;
    if (outcome.kind === "done") round.went.push(act);
    if (outcome.kind === "refused") await amend(act.id, { refused: outcome.told });
    if (outcome.kind === "later") round.stuck.add(act.page);
    if (outcome.kind === "refused") round.stuck.add(`${act.page} end`);
    round.left ||= outcome.kind === "later" || outcome.kind === "no signal";
    if (outcome.kind === "no signal" || outcome.kind === "sign in") break;
  }
  return round;
}

// What was entered on one page goes in its order: nothing overtakes an act that the server has not judged.
// The end of a meeting waits too while something of that meeting was refused: closed, it could take no more.
function mayGo(act, { stuck }) {
  if (act.refused) stuck.add(`${act.page} end`);
  return !act.refused && !stuck.has(act.page) && !(act.isEnd && stuck.has(`${act.page} end`));
}

// A page that was kept before these acts went does not show them yet.
async function renew(pages) {
  for (const page of pages) if (await keptPage(page)) await take(page);
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
  const { status, statusText } = answer;
  return { kind: "refused", told: { message: `${status} ${statusText}`, ...told, status } };
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
