"use strict";

// A line of the rundown is dragged to its place by its grip, with the mouse or a finger: an extra, since the
// arrows beside it do the same for everybody. What has begun has no grip and keeps its place. A stroke shows
// where the line will stand; the server puts it there.

const drop = document.getElementById("drop");
const rows = [...document.querySelectorAll("tr[data-place]")];

function drag(row, grip, start) {
  let place = null; // the row in front of which it goes; "end" behind the last

  function mark(over, isBehind) {
    rows.forEach((each) => each.classList.remove("is-before", "is-behind"));
    over?.classList.add(isBehind ? "is-behind" : "is-before");
  }

  function move({ clientX, clientY }) {
    const over = document.elementFromPoint(clientX, clientY)?.closest("tr[data-place]");
    if (!over) return;
    const { top, height } = over.getBoundingClientRect();
    const next = rows[rows.indexOf(over) + 1];
    const isBehind = clientY > top + height / 2;
    place = isBehind ? (next ?? "end") : over;
    if (place === row || over === row) place = null;
    mark(place && over, isBehind);
  }

  function end({ type, key }) {
    if (type === "keydown" && key !== "Escape") return;
    grip.removeEventListener("pointermove", move);
    ["pointerup", "pointercancel"].forEach((name) => grip.removeEventListener(name, end));
    document.removeEventListener("keydown", end);
    row.classList.remove("is-dragged");
    mark(null);
    if (type !== "pointerup" || !place) return;
    drop.action = row.dataset.place;
    drop.elements.before.value = place === "end" ? "" : place.dataset.item;
    drop.requestSubmit();
  }

  start.preventDefault();
  grip.setPointerCapture(start.pointerId);
  row.classList.add("is-dragged");
  grip.addEventListener("pointermove", move);
  ["pointerup", "pointercancel"].forEach((name) => grip.addEventListener(name, end));
  document.addEventListener("keydown", end);
}

if (rows.length > 1) {
  rows.forEach((row) => {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.title = drop.dataset.grip;
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "\u2807\u2807";
    grip.addEventListener("pointerdown", (event) => event.button === 0 && drag(row, grip, event));
    row.querySelector(".what").prepend(grip);
  });
}
