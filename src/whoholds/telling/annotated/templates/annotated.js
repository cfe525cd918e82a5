"use strict";
(() => {
  const text = document.getElementById("text");
  const note = document.getElementById("note");
  const cards = JSON.parse(document.getElementById("data").textContent);
  const boxes = [...document.querySelectorAll("#legend input")];
  const stops = [...text.querySelectorAll(".m[tabindex]")];
  const shown = new Set(boxes.map((box) => box.dataset.layer));
  const wait = 160;
  let timer = 0;
  let anchor = null;

  const make = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  function section(card) {
    const box = document.createElement("section");
    const heading = make("h3", card.title.length > 140 ? `${card.title.slice(0, 140)}…` : card.title);
    heading.prepend(make("span", `${card.kind} `));
    const list = document.createElement("dl");
    for (const [label, words] of card.rows) list.append(make("dt", label), make("dd", words));
    box.append(heading, list);
    return box;
  }

  // The mark itself and those around it, the innermost first, without the layers that are switched off.
  function around(node) {
    const found = [];
    for (let at = node.closest(".m"); at; at = at.parentElement.closest(".m")) {
      if (shown.has(at.dataset.layer) && !found.some((one) => one.dataset.card === at.dataset.card)) found.push(at);
    }
    return found;
  }

  function mute() {
    for (const one of text.querySelectorAll(".near")) one.classList.remove("near");
    if (anchor) anchor.removeAttribute("aria-describedby");
  }

  function show(node) {
    clearTimeout(timer);
    const found = around(node);
    if (!found.length) return hide();
    mute();
    anchor = found[0];
    note.replaceChildren(...found.map((one) => section(cards[Number(one.dataset.card)])));
    note.hidden = false;
    note.scrollTop = 0;
    anchor.setAttribute("aria-describedby", "note");
    for (const one of text.querySelectorAll(`[data-card="${anchor.dataset.card}"]`)) one.classList.add("near");
    place(node);
  }

  // Below the words where there is room, else above them; a phone's style sheet puts it at the lower edge.
  function place(node) {
    const spot = node.getClientRects()[0] || node.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(spot.left, wide - note.offsetWidth - 12));
    const below = spot.bottom + 8;
    const fits = below + note.offsetHeight < window.innerHeight || spot.top < note.offsetHeight + 8;
    note.style.left = `${left + window.scrollX}px`;
    note.style.top = `${(fits ? below : spot.top - note.offsetHeight - 8) + window.scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    mute();
    anchor = null;
    note.hidden = true;
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, wait);
  };

  text.addEventListener("pointerover", (event) => {
    const node = event.target.closest(".m");
    if (node) show(node);
    else later();
  });
  text.addEventListener("pointerleave", later);
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("pointerleave", later);
  text.addEventListener("focusin", (event) => event.target.matches(".m") && show(event.target));
  text.addEventListener("focusout", later);

  function step(by) {
    const open = stops.filter((one) => shown.has(one.dataset.layer));
    const at = open.indexOf(document.activeElement);
    const next = open[at + by];
    if (at >= 0 && next) next.focus();
    return at >= 0;
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") hide();
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by && step(by)) event.preventDefault();
  });

  function toggle(box) {
    const layer = box.dataset.layer;
    if (box.checked) shown.add(layer);
    else shown.delete(layer);
    text.classList.toggle(`hide-${layer}`, !box.checked);
    for (const one of stops) if (one.dataset.layer === layer) one.tabIndex = box.checked ? 0 : -1;
    hide();
  }
  for (const box of boxes) {
    box.addEventListener("change", () => toggle(box));
    toggle(box); // A browser that comes back to the page remembers the boxes.
  }
})();
