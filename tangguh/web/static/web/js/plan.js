/* A plan's map that can be tapped on: it writes into the form below what a hand would write there. */
"use strict";

const map = document.querySelector("[data-plan-map]");
if (map) {
  const NEAR = 24; // pixels on the screen within which a tap goes to a place that is known
  const STEP = 0.02; // of the map's width, for each arrow key
  const SVG = "http://www.w3.org/2000/svg";
  const [, , WIDTH, HEIGHT] = map.getAttribute("viewBox").split(" ").map(Number);
  const edge = (name) => Number(map.dataset[name]);
  const drawing = map.querySelector("[data-drawing]");
  const told = document.querySelector("[data-told]");
  const line = document.querySelector("[name=line]");
  const latitude = document.querySelector("[name=latitude]");
  const longitude = document.querySelector("[name=longitude]");
  const facility = document.querySelector("[name=facility]");
  const known = [...map.querySelectorAll("[data-snap]")].map((each) => {
    const moved = (each.getAttribute("transform") || "").match(/[\d.]+/g);
    return moved ? moved.map(Number) : [Number(each.getAttribute("cx")), Number(each.getAttribute("cy"))];
  });
  let shown = [0, 0, WIDTH, HEIGHT];
  let cross = null;

  const toDegrees = ([x, y]) => [
    edge("north") - (y / HEIGHT) * (edge("north") - edge("south")),
    edge("west") + (x / WIDTH) * (edge("east") - edge("west")),
  ];
  const toMap = ([north, east]) => [
    ((east - edge("west")) / (edge("east") - edge("west"))) * WIDTH,
    ((edge("north") - north) / (edge("north") - edge("south"))) * HEIGHT,
  ];
  const written = (spot) => toDegrees(spot).map((each) => each.toFixed(6)).join(", ");

  function bends() {
    if (line) {
      const rows = line.value.split("\n").filter((row) => row.trim());
      return rows.map((row) => toMap(row.split(",").map(Number)));
    }
    const filled = latitude.value.trim() && longitude.value.trim();
    return filled ? [toMap([Number(latitude.value), Number(longitude.value)])] : [];
  }

  function add(name, attributes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    drawing.append(shape);
  }

  function draw() {
    const spots = bends().filter((spot) => spot.every(Number.isFinite));
    const scale = shown[2] / WIDTH;
    drawing.replaceChildren();
    if (line) add("polyline", { points: spots.join(" "), "stroke-width": 9 * scale });
    for (const [cx, cy] of spots) {
      add("circle", { cx, cy, r: 13 * scale, fill: "#fff", "stroke-width": 6 * scale });
    }
    if (cross) {
      const size = 26 * scale;
      const [x, y] = cross;
      add("path", { d: `M${x - size} ${y}h${2 * size}M${x} ${y - size}v${2 * size}`, "stroke-width": 5 * scale });
    }
  }

  function settle(spot) {
    const pixel = shown[2] / map.getBoundingClientRect().width;
    const distance = ([x, y]) => Math.hypot(x - spot[0], y - spot[1]);
    const [nearest] = [...known].sort((one, other) => distance(one) - distance(other));
    return nearest && distance(nearest) <= NEAR * pixel ? nearest : spot;
  }

  function put(tapped) {
    const spot = line ? settle(tapped) : tapped;
    if (line) {
      line.value = [line.value.trim(), written(spot)].filter(Boolean).join("\n");
      told.textContent = `${told.dataset.wordBends} ${bends().length}`;
    } else {
      [latitude.value, longitude.value] = toDegrees(spot).map((each) => each.toFixed(6));
      told.textContent = `${told.dataset.wordSet} ${written(spot)}`;
    }
    draw();
  }

  function takeBack() {
    line.value = line.value.trim().split("\n").slice(0, -1).join("\n");
    told.textContent = `${told.dataset.wordBends} ${bends().length}`;
    draw();
  }

  function zoom(factor) {
    const [x, y, width] = shown;
    const wide = Math.min(WIDTH, Math.max(WIDTH / 12, width * factor));
    const high = (wide * HEIGHT) / WIDTH;
    const middle = cross || bends().at(-1) || [x + width / 2, y + (width * HEIGHT) / WIDTH / 2];
    const left = Math.min(WIDTH - wide, Math.max(0, middle[0] - wide / 2));
    const top = Math.min(HEIGHT - high, Math.max(0, middle[1] - high / 2));
    shown = [left, top, wide, high];
    map.setAttribute("viewBox", shown.join(" "));
    draw();
  }

  map.addEventListener("click", (event) => {
    const here = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    cross = null;
    put([here.x, here.y]);
  });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  map.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = cross || bends().at(-1) || [WIDTH / 2, HEIGHT / 2];
      const step = shown[2] * (event.shiftKey ? STEP / 5 : STEP);
      cross = [x + arrow[0] * step, y + arrow[1] * step];
      draw();
    } else if (event.key === "Enter" || event.key === " ") {
      put(cross || [WIDTH / 2, HEIGHT / 2]);
    } else if (event.key === "Backspace" && line) {
      takeBack();
    } else {
      return;
    }
    event.preventDefault();
  });

  document.querySelector("[data-map-tools]").hidden = false;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  }
  document.querySelector("[data-undo]")?.addEventListener("click", takeBack);
  for (const field of [line, latitude, longitude]) field?.addEventListener("input", draw);
  facility?.addEventListener("change", () => {
    latitude.value = "";
    longitude.value = ""; // the facility lends its own position
    draw();
  });
  draw();
}
