/* A meeting ranks what it has just asked for, though the proposal still waits on the device. */

import { ofPerson, onChange } from "./store.js";

// data-ranks is where the proposals of this meeting are sent to; each that waits gets a row here.
export function rank(form) {
  const fill = () => addRows(form).catch(() => {});
  onChange(fill);
  document.addEventListener("outbox:kept", fill);
  fill();
}

async function addRows(form) {
  const { own } = await ofPerson();
  const waiting = own.filter((act) => act.url === form.dataset.ranks);
  for (const act of waiting) if (!form.querySelector(`[data-act="${act.id}"]`)) addRow(form, act);
}

function addRow(form, act) {
  const template = form.querySelector("template[data-row]");
  const row = template.content.cloneNode(true).firstElementChild;
  const title = act.fields.find(([name]) => name === "title")?.[1] ?? "";
  row.dataset.act = act.id;
  row.querySelector("legend").textContent = title;
  for (const select of row.querySelectorAll("select")) select.name += act.id;
  template.before(row);
}
