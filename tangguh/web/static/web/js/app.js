/* What a page gains when scripts run. Everything works without this file. */
"use strict";

const YEAR = 365 * 24 * 3600;

// The server reads the theme from a cookie, so that a dark page never flashes white.
function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${theme ? YEAR : 0}; SameSite=Lax${secure}`;
  showTheme();
}

function showTheme() {
  const theme = document.documentElement.dataset.theme || "";
  for (const button of document.querySelectorAll("[data-set-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
  }
}

function closeFinds() {
  document.querySelector(".finds")?.replaceChildren();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set-theme], [data-print]");
  if (button?.hasAttribute("data-print")) window.print();
  else if (button) setTheme(button.dataset.setTheme);
  if (!event.target.closest(".find")) closeFinds();
});

// Arrow keys walk through what the search suggests; Escape returns to the words.
document.addEventListener("keydown", (event) => {
  const find = event.target.closest(".find");
  if (!find) return;
  const stops = [find.querySelector("input"), ...find.querySelectorAll(".finds a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && stops.length > 1) {
    event.preventDefault();
    const next = stops.indexOf(document.activeElement) + step;
    stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
  } else if (event.key === "Escape") {
    closeFinds();
    stops[0].focus();
  }
});

for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
document.querySelector("[aria-invalid=true]")?.closest("form")?.querySelector(".summary")?.focus();

// On a phone the navigation is one row: bring the page that is open into view.
const here = document.querySelector(".nav [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 24;
showTheme();
