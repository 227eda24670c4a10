/* What the ballot gains when scripts run: the code from the slip's QR, and the sum of what is chosen. */
"use strict";

// The code stands behind the # of the address, so that no server and no proxy ever sees it there.
const code = document.querySelector("[data-slip]");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}

const sum = document.querySelector("[data-sum]");
function showSum() {
  const chosen = [...document.querySelectorAll("[data-cost]:checked")];
  const rupiah = chosen.reduce((all, each) => all + Number(each.dataset.cost), 0);
  const words = { count: chosen.length, sum: `Rp${rupiah.toLocaleString("id-ID")}` };
  sum.textContent = sum.dataset.sum.replace(/\[(count|sum)\]/g, (_, name) => words[name]);
}
if (sum) {
  document.addEventListener("change", showSum);
  showSum();
}
