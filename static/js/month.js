"use strict";

// What follows at once while a month is typed: sums and percents, the count of what is filled in, what is
// unusual, Enter to the next field. The server says the same again, with authority, once a row is saved.

const form = document.getElementById("month");
const words = form.dataset;
form.classList.add("is-live");

function make(duo) {
  const isShare = duo.dataset.makes === "share";
  const figure = figureOf(duo.closest(".entry"));
  const output = duo.querySelector("output");
  output.classList.toggle("none", figure === null);
  if (figure === null) output.textContent = "–";
  else output.textContent = isShare ? writtenShare(figure) : written(figure, Number(duo.dataset.decimals));
}

function isFilled(entry) {
  const fields = figureFields(entry);
  if (fields[0].type === "radio") return fields.some((field) => field.checked);
  return fields.every((field) => field.value.trim() !== "");
}

function count() {
  document.querySelectorAll("[data-tick]").forEach((tick) => {
    const entry = document.getElementById(tick.dataset.tick);
    if (entry && figureFields(entry).length) tick.classList.toggle("on", isFilled(entry));
  });
  const filled = document.querySelectorAll("[data-tick].on").length;
  const below = document.querySelector(".sendbar .saved .soft");
  document.querySelector("[data-filled]").textContent = filled;
  below.textContent = below.textContent.replace(/\d+/, filled);
}

// What is odd about a row, in the server's words; nothing while its figure is not whole.
function oddity(entry) {
  const { low, high, hint, within } = entry.dataset;
  const numbers = [...entry.querySelectorAll("input.figure")].map((input) => reading(input.value));
  const isShare = entry.querySelector("[data-makes=share]");
  if (isShare && numbers[1] !== null && numbers[0] > numbers[1]) {
    return entry.querySelector(".err") ? null : [words.over, ""];
  }
  const figure = figureOf(entry);
  if (figure === null) return null;
  const whole = within ? document.getElementById(`${entry.id.slice(0, 2)}-${within}`) : null;
  const other = whole ? figureOf(whole) : null;
  if (other !== null && figure > other) return [words.part.replace("CODE", within), words.check];
  if (figure < Number(low || 0) || figure > Number(high || Infinity)) {
    return [words.unusual, `${hint} ${words.check}`];
  }
  return null;
}

// A remark of our own stands until the server's takes its place.
function warn(entry) {
  const remarks = entry.querySelector(".remarks");
  const odd = oddity(entry);
  remarks.querySelector(".hint")?.remove();
  if (!odd || remarks.querySelector(".note.is-wait")) return;
  const note = document.createElement("div");
  const opening = document.createElement("b");
  note.className = "note is-wait hint";
  opening.textContent = odd[0];
  note.append(opening, ` ${odd[1]}`);
  remarks.append(note);
}

// After a change of one row, those that are part of it or it is part of are looked at, too.
function kin(entry) {
  const code = entry.id.slice(3);
  const parts = [...form.querySelectorAll(".entry[data-within]")].filter((row) => row.dataset.within === code);
  return [entry, ...parts];
}

function follow(entry) {
  entry.querySelectorAll("[data-makes]").forEach(make);
  if (words.save) kin(entry).forEach(warn);
  count();
}

form.querySelectorAll("[data-makes]").forEach(make);
count();
form.addEventListener("input", (event) => {
  const entry = event.target.closest(".entry");
  if (entry && !event.target.matches("textarea, [type=file]")) follow(entry);
});

// Enter goes on to the next figure, and from the last one to the button that sends.
form.querySelectorAll("input.figure").forEach((input) => (input.enterKeyHint = "next"));
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input.figure, .choice input")) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll("input.figure, .choice input")].filter(
    (field) => field.name !== event.target.name || field === event.target,
  );
  const next = fields[fields.indexOf(event.target) + 1] ?? document.querySelector("[form=month].main");
  next.focus();
  next.select?.();
});

// A correction is not saved by itself: leaving with something typed asks first.
if (!words.save) {
  let isChanged = false;
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
}
