/* A map of many thin links: a tap within a finger's width goes to the nearest of them. */
"use strict";

const REACH = 22; // pixels around a finger
const SAMPLES = 24; // points of a line that are looked at

for (const map of document.querySelectorAll("[data-nearest]")) {
  map.addEventListener("click", (event) => {
    const toScreen = map.getScreenCTM();
    const away = (line) => {
      const length = line.getTotalLength();
      const spots = Array.from({ length: SAMPLES + 1 }, (_, at) => line.getPointAtLength((length * at) / SAMPLES).matrixTransform(toScreen));
      return Math.min(...spots.map(({ x, y }) => Math.hypot(x - event.clientX, y - event.clientY)));
    };
    const found = [...map.querySelectorAll("a")].map((link) => [away(link.querySelector("path")), link.getAttribute("href")]);
    const [pixels, there] = found.reduce((best, each) => (each[0] < best[0] ? each : best), [Infinity, ""]);
    if (pixels > REACH) return;
    event.preventDefault();
    location.assign(there);
  });
}
