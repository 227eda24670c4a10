/* A meeting works on with what it has just written down, though that still waits on the device. */

import { ofPerson, onChange } from "./store.js";

// data-ranks is where the proposals of this meeting are sent to; each that waits gets a row here.
export function rank(form) {
  keepUpWith(form.dataset.ranks, (act) => addRow(form, act));
  form.addEventListener("formdata", ({ formData }) => leaveOutUnchanged(form, formData));
}

// data-cards is where the problem cards of this meeting are sent to; a proposal may answer to one that waits.
export function offerCards(form) {
  const select = form.elements.problem;
  keepUpWith(form.dataset.cards, (act) => {
    const isThere = [...select.options].some(({ value }) => value === act.id);
    if (!isThere) select.append(new Option(entered(act, "text"), act.id));
  });
}

function keepUpWith(url, add) {
  const fill = () => addAll(url, add).catch(() => {});
  onChange(fill);
  document.addEventListener("outbox:kept", fill);
  fill();
}

async function addAll(url, add) {
  const { own } = await ofPerson();
  own.filter((act) => act.url === url).forEach(add);
}

const entered = (act, field) => act.fields.find(([name]) => name === field)?.[1] ?? "";

function addRow(form, act) {
  if (form.querySelector(`[data-act="${act.id}"]`)) return;
  const template = form.querySelector("template[data-row]");
  const row = template.content.cloneNode(true).firstElementChild;
  row.dataset.act = act.id;
  row.querySelector("legend").textContent = entered(act, "title");
  for (const select of row.querySelectorAll("select")) select.name += act.id;
  template.before(row);
}

// Points not named stay as they are: what another device gave meanwhile is not overwritten unseen.
function leaveOutUnchanged(form, formData) {
  for (const select of form.querySelectorAll("select")) {
    const before = [...select.options].find((option) => option.defaultSelected)?.value ?? "";
    if (select.value === before) formData.delete(select.name);
  }
}
