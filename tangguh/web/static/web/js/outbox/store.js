/* What waits on this device to be sent. "acts" holds what people entered, "notes" what is known of them. */

import { actId, momentOf } from "./act_id.js";

const others = new BroadcastChannel("outbox"); // tabs and worker
const here = new EventTarget(); // a channel does not hear itself

export function onChange(show) {
  others.addEventListener("message", show);
  here.addEventListener("change", show);
}

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("tangguh", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("acts", { keyPath: "id" });
      request.result.createObjectStore("notes");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

// Strict: the device has written it down for good before anybody is told that it is kept.
async function within(table, mode, work) {
  const transaction = (await database()).transaction(table, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(table));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

async function changed(table, work) {
  const result = await within(table, "readwrite", work);
  others.postMessage("change");
  here.dispatchEvent(new Event("change"));
  return result;
}

export const keep = (act) => changed("acts", (acts) => acts.put(act));
export const forget = (id) => changed("acts", (acts) => acts.delete(id));
export const find = (id) => within("acts", "readonly", (acts) => acts.get(id));
// A number behind all that wait, even if the device's clock was put back meanwhile.
export async function nextId() {
  const ids = await within("acts", "readonly", (acts) => acts.getAllKeys()).catch(() => []);
  return actId(Math.max(Date.now(), ...ids.map((id) => momentOf(id) + 1)));
}

export const all = () => within("acts", "readonly", (acts) => acts.getAll()); // oldest first

// Changes what is still there: an act that was discarded meanwhile does not come back.
export const amend = (id, more) =>
  changed("acts", (acts) => {
    const request = acts.get(id);
    request.onsuccess = () => request.result && acts.put({ ...request.result, ...more });
    return request;
  });

export const note = (name, value) => changed("notes", (notes) => notes.put(value, name));
export const noted = (name) => within("notes", "readonly", (notes) => notes.get(name));

// Who holds the device, as far as it knows. While nobody is signed in, all acts count, none is shown.
export async function ofPerson() {
  const [acts, person] = await Promise.all([all(), noted("person")]);
  return { person: person || "", acts, own: acts.filter((act) => act.person === (person || "")) };
}
