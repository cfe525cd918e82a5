"use strict";
(() => {
  const map = document.getElementById("map");
  const card = document.getElementById("card");
  const data = JSON.parse(document.getElementById("data").textContent);
  const [width, height] = [map.viewBox.baseVal.width, map.viewBox.baseVal.height];
  const pins = [...map.querySelectorAll(".place")];
  const levels = [...map.querySelectorAll(".level")];
  const fixed = [...map.querySelectorAll(".stay")].filter((node) => !node.closest(".level"));
  const most = 24;
  let view = { x: 0, y: 0, zoom: 1 };

  // Marks and labels grow far more slowly than the ground; on a small screen marks shrink more than words.
  function draw() {
    const shown = width / view.zoom;
    view.x = Math.min(Math.max(view.x, 0), width - shown);
    view.y = Math.min(Math.max(view.y, 0), height - height / view.zoom);
    map.setAttribute("viewBox", `${view.x} ${view.y} ${shown} ${height / view.zoom}`);
    const scale = (map.clientWidth / width) * view.zoom || 1;
    drawBar(scale);
    const words = Math.min(1.2, Math.max(0.74, Math.sqrt(scale)));
    const marks = Math.min(words, Math.max(0.5, Math.sqrt(scale) * 0.9 + 0.1));
    const rank = scale / words;
    const fitting = levels.filter((level) => Number(level.dataset.zoom) <= rank * 1.12);
    const level = fitting.length ? fitting[fitting.length - 1] : levels[0];
    for (const one of levels) one.setAttribute("display", one === level ? "inline" : "none");
    const put = (node, size) =>
      node.setAttribute("transform", `translate(${node.dataset.x},${node.dataset.y}) scale(${size / scale})`);
    for (const node of fixed) put(node, marks);
    for (const node of level.children) put(node, words);
    map.classList.toggle("small", rank < 0.9);
  }

  // A round length of at most a fifth of the map, as long on the screen as the ground says.
  const bar = document.getElementById("bar");
  const perKm = Number(bar.dataset.pxPerKm);
  function drawBar(scale) {
    const most = (map.clientWidth * 0.2) / (perKm * scale);
    const round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((km) => km <= most).pop() || 1;
    bar.style.width = `${round * perKm * scale}px`;
    bar.firstElementChild.textContent = `${round} km`;
  }

  function zoomBy(factor, x = view.x + width / view.zoom / 2, y = view.y + height / view.zoom / 2) {
    const zoom = Math.min(most, Math.max(1, view.zoom * factor));
    const kept = view.zoom / zoom;
    view = { x: x - (x - view.x) * kept, y: y - (y - view.y) * kept, zoom };
    draw();
  }

  function ground(event) {
    const box = map.getBoundingClientRect();
    return {
      x: view.x + ((event.clientX - box.left) / box.width) * (width / view.zoom),
      y: view.y + ((event.clientY - box.top) / box.height) * (height / view.zoom),
    };
  }

  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = ground(event);
    zoomBy(Math.exp(-event.deltaY * 0.0015), at.x, at.y);
  }, { passive: false });

  const fingers = new Map();
  let moved = 0;
  map.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    moved = 0;
  });
  window.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const others = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
    if (others.length) {
      const gap = (one) => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY) || 1;
      const at = ground({ clientX: (event.clientX + others[0].clientX) / 2, clientY: (event.clientY + others[0].clientY) / 2 });
      zoomBy(gap(event) / gap(last), at.x, at.y);
    } else {
      const perPx = width / view.zoom / map.clientWidth;
      view.x -= (event.clientX - last.clientX) * perPx;
      view.y -= (event.clientY - last.clientY) * perPx;
      draw();
    }
    moved += Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY);
    fingers.set(event.pointerId, event);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    window.addEventListener(kind, (event) => fingers.delete(event.pointerId));
  }

  function element(name, text, kind) {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  }

  // Quotes are text: every word of a report goes in as textContent, never as markup.
  function quoteOf(entry) {
    const block = element("blockquote");
    block.append(element("span", `“${entry.quote}”`));
    const source = element("footer", `${entry.said_by}, ${entry.day}`);
    if (entry.url) {
      const link = element("a", "source");
      link.href = entry.url;
      link.rel = "noopener noreferrer nofollow";
      source.append(" · ", link);
    }
    block.append(source);
    return block;
  }

  function show(pin) {
    const entry = data[pin.dataset.place];
    for (const other of pins) other.classList.toggle("chosen", other === pin);
    card.replaceChildren(element("h3", entry.name), element("p", entry.says));
    for (const quote of entry.quotes) card.append(quoteOf(quote));
    if (!entry.quotes.length) card.append(element("p", entry.basis, "hint"));
  }

  function focusOn(pin) {
    for (const other of pins) other.setAttribute("tabindex", other === pin ? "0" : "-1");
    const [x, y] = [Number(pin.dataset.x), Number(pin.dataset.y)];
    const [wide, high] = [width / view.zoom, height / view.zoom];
    if (x < view.x || x > view.x + wide || y < view.y || y > view.y + high) {
      view.x = x - wide / 2;
      view.y = y - high / 2;
      draw();
    }
    pin.focus({ preventScroll: true });
    show(pin);
  }

  // The nearest place in the direction of the arrow, within an eighth of a turn to either side of it.
  function neighbour(pin, dx, dy) {
    const [x, y] = [Number(pin.dataset.x), Number(pin.dataset.y)];
    let best = null;
    let least = Infinity;
    for (const other of pins) {
      const [ax, ay] = [Number(other.dataset.x) - x, Number(other.dataset.y) - y];
      const along = ax * dx + ay * dy;
      const aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (along > 0 && aside <= along && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = other;
      }
    }
    return best;
  }

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  map.addEventListener("keydown", (event) => {
    const pin = event.target.closest(".place");
    if (event.key in arrows && pin) {
      event.preventDefault();
      const next = neighbour(pin, ...arrows[event.key]);
      if (next) focusOn(next);
    } else if ((event.key === "Enter" || event.key === " ") && pin) {
      event.preventDefault();
      show(pin);
    } else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else if (event.key === "0") zoomBy(1 / most);
  });

  for (const pin of pins) {
    pin.addEventListener("click", () => { if (moved < 5) focusOn(pin); });
    pin.addEventListener("pointerenter", () => { if (!fingers.size && !map.querySelector(".place.chosen")) preview(pin); });
  }
  function preview(pin) {
    const entry = data[pin.dataset.place];
    card.replaceChildren(element("h3", entry.name), element("p", entry.says));
    if (entry.quotes.length) card.append(quoteOf(entry.quotes[0]));
  }
  map.addEventListener("click", (event) => {
    if (event.target.closest(".place") || moved >= 5) return;
    for (const pin of pins) pin.classList.remove("chosen");
  });

  document.getElementById("in").addEventListener("click", () => zoomBy(1.6));
  document.getElementById("out").addEventListener("click", () => zoomBy(1 / 1.6));
  document.getElementById("all").addEventListener("click", () => zoomBy(1 / most));
  document.getElementById("find").addEventListener("change", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const pin = pins.find((one) => data[one.dataset.place].name.toLowerCase() === wanted);
    if (!pin) return;
    if (view.zoom < 4) zoomBy(4 / view.zoom, Number(pin.dataset.x), Number(pin.dataset.y));
    focusOn(pin);
  });
  window.addEventListener("resize", draw);
  draw();
})();
