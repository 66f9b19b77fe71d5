"use strict";

// The signed sheet: what is typed marks the rows, what is tapped writes the numbers; either says who it will be.
const form = document.querySelector("form[data-signed]");
const field = form?.querySelector("[data-numbers]");

function numbersIn(text) {
  const found = new Set();
  const plain = text.replace(/\s*(?:[-\u2013\u2014]|s\.?\/?d\.?|sampai|to)\s*/gi, "-");
  for (const part of plain.split(/[\s,;]+/)) {
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (!match) continue;
    for (let at = +match[1]; at <= +(match[2] ?? match[1]); at += 1) found.add(at);
  }
  return found;
}

function asRanges(numbers) {
  const spans = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}

if (field) {
  const boxes = [...form.querySelectorAll("input[name=tapped]:enabled")];
  const said = form.querySelector("[data-chosen]");
  const chosen = () => boxes.filter((box) => box.checked).map((box) => +box.value).sort((a, b) => a - b);
  const say = () => {
    const numbers = chosen();
    const head = document.createElement("b");
    head.textContent = `${said.dataset.some} (${numbers.length})`;
    said.replaceChildren(...(numbers.length ? [head, ` ${asRanges(numbers)}`] : [said.dataset.none]));
  };
  field.addEventListener("input", () => {
    const typed = numbersIn(field.value);
    for (const box of boxes) box.checked = typed.has(+box.value);
    say();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "tapped") return;
    field.value = asRanges(chosen());
    say();
  });
  form.querySelector("[data-look]").remove();
  if (field.value) field.dispatchEvent(new Event("input"));
  else if (chosen().length) field.value = asRanges(chosen());
}
