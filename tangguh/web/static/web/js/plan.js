/* A map that can be tapped on: it writes into the form below what a hand would write there.
   data-moves: bends that stand can be taken up and put down elsewhere; "draw" adds new ones at the end. */
"use strict";

const map = document.querySelector("[data-plan-map]");
if (map) {
  const NEAR = 24; // pixels on the screen within which a tap goes to a place that is known
  const BESIDE = 14; // pixels within which a tap means the line itself
  const DRAG = 8; // pixels after which a finger moves the map and means no place
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
  let taken = -1; // the bend that is in the hand
  const moves = line && map.dataset.moves;

  const toDegrees = ([x, y]) => [
    edge("north") - (y / HEIGHT) * (edge("north") - edge("south")),
    edge("west") + (x / WIDTH) * (edge("east") - edge("west")),
  ];
  const toMap = ([north, east]) => [
    ((east - edge("west")) / (edge("east") - edge("west"))) * WIDTH,
    ((edge("north") - north) / (edge("north") - edge("south"))) * HEIGHT,
  ];
  const written = (spot) => toDegrees(spot).map((each) => each.toFixed(6)).join(", ");

  const rows = () => line.value.split("\n").filter((row) => row.trim());

  function bends() {
    if (line) return rows().map((row) => toMap(row.split(",").map(Number)));
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
    spots.forEach(([cx, cy], number) => {
      const [r, fill] = number === taken ? [20 * scale, "#111"] : [13 * scale, "#fff"];
      add("circle", { cx, cy, r, fill, "stroke-width": 6 * scale });
    });
    if (cross) {
      const size = 26 * scale;
      const [x, y] = cross;
      add("path", { d: `M${x - size} ${y}h${2 * size}M${x} ${y - size}v${2 * size}`, "stroke-width": 5 * scale });
    }
  }

  const pixel = () => shown[2] / map.getBoundingClientRect().width;
  const apart = ([x, y], [a, b]) => Math.hypot(x - a, y - b);

  function nearest(spots, spot) {
    const found = spots.reduce((best, each, at) => (best < 0 || apart(each, spot) < apart(spots[best], spot) ? at : best), -1);
    return found >= 0 && apart(spots[found], spot) <= NEAR * pixel() ? found : -1;
  }

  function settle(spot) {
    const found = nearest(known, spot);
    return found < 0 ? spot : known[found];
  }

  /* After which bend the line passes by a spot; -1 if it does not. */
  function beside(spots, [x, y]) {
    return spots.slice(0, -1).findIndex(([ax, ay], at) => {
      const [bx, by] = spots[at + 1];
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
      const share = Math.min(1, Math.max(0, along));
      return apart([x, y], [ax + share * (bx - ax), ay + share * (by - ay)]) <= BESIDE * pixel();
    });
  }

  /* What a tap does to the bends of a line: take one up, put it down, slip one in, or add one. */
  function bent(spots, tapped) {
    if (taken >= 0) {
      spots[taken] = settle(tapped);
      taken = -1;
      return;
    }
    taken = moves ? nearest(spots, tapped) : -1;
    const after = moves && taken < 0 ? beside(spots, tapped) : -1;
    if (after >= 0) {
      taken = after + 1;
      spots.splice(taken, 0, tapped);
    } else if (taken < 0 && moves !== "shape") {
      spots.push(settle(tapped));
    }
  }

  function put(tapped) {
    if (moves) {
      const spots = bends();
      bent(spots, tapped);
      write(spots.map(written));
    } else if (line) {
      write([...rows(), written(settle(tapped))]);
    } else {
      [latitude.value, longitude.value] = toDegrees(tapped).map((each) => each.toFixed(6));
      told.textContent = `${told.dataset.wordSet} ${written(tapped)}`;
      draw();
    }
  }

  function write(lines) {
    line.value = lines.join("\n");
    const held = taken >= 0 ? ` ${told.dataset.wordTaken} ${taken + 1}` : "";
    told.textContent = `${told.dataset.wordBends} ${lines.length}${held}`;
    draw();
  }

  function takeBack() {
    const lines = rows();
    lines.splice(taken >= 0 ? taken : -1, 1);
    taken = -1;
    write(lines);
  }

  function zoom(factor) {
    const [x, y, width] = shown;
    const wide = Math.min(WIDTH, Math.max(WIDTH / 12, width * factor));
    const high = (wide * HEIGHT) / WIDTH;
    const middle = cross || bends().at(-1) || [x + width / 2, y + (width * HEIGHT) / WIDTH / 2];
    show(middle[0] - wide / 2, middle[1] - high / 2, wide, high);
  }

  function show(left, top, wide, high) {
    shown = [Math.min(WIDTH - wide, Math.max(0, left)), Math.min(HEIGHT - high, Math.max(0, top)), wide, high];
    map.setAttribute("viewBox", shown.join(" "));
    map.style.touchAction = wide < WIDTH ? "none" : "";
    draw();
  }

  let from = null; // where a finger came down, and what was shown then
  let dragged = false;
  map.addEventListener("pointerdown", (event) => {
    from = [event.clientX, event.clientY, ...shown];
    dragged = false;
  });
  map.addEventListener("pointermove", (event) => {
    if (!from || shown[2] === WIDTH) return;
    const [x, y, left, top, wide, high] = from;
    const [right, down] = [event.clientX - x, event.clientY - y];
    dragged ||= Math.hypot(right, down) > DRAG;
    if (dragged) show(left - right * pixel(), top - down * pixel(), wide, high);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) map.addEventListener(end, () => (from = null));

  map.addEventListener("click", (event) => {
    if (dragged) return;
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

  // From the RT over the point to the shelter along the roads, as long as nobody has drawn by hand.
  const ends = ["neighbourhood", "point", "shelter"].map((name) => document.querySelector(`[name=${name}]`));
  let followed = "";
  async function follow() {
    if (line.value.trim() !== followed || !ends[0].value || !ends[1].value) return;
    const asked = new URLSearchParams(ends.map((field) => [field.name, field.value]));
    const answer = await fetch(`${told.dataset.way}?${asked}`).catch(() => null);
    if (!answer?.ok || line.value.trim() !== followed) return; // without a signal it is drawn by hand
    const way = await answer.json();
    line.value = followed = way.line;
    told.textContent = way.told;
    draw();
  }
  if (line) for (const field of ends) field.addEventListener("change", follow);

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
