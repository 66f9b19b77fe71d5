"use strict";

// The sum or percent of two fields as they are typed, the count of what is filled in, the names of chosen files.
// What is wrong with a figure is the server's to say: here it only shows a dash.
const form = document.getElementById("month");
const language = document.documentElement.lang;
form.classList.add("is-live");

// A number that can be read in one way only, as the server reads it; otherwise nothing.
function reading(text) {
  const typed = text.replace(/\s/g, "");
  if (/^\d+$/.test(typed)) return Number(typed);
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(typed)) return null;
  if (/^\d+[.,]\d+$/.test(typed)) return Number(typed.replace(",", "."));
  return null;
}

function written(value, decimals) {
  return value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function make(duo) {
  const [first, second] = [...duo.querySelectorAll("input.figure")].map((input) => reading(input.value));
  const output = duo.querySelector("output");
  const isShare = duo.dataset.makes === "share";
  const made = first !== null && second !== null && (!isShare || (second > 0 && first <= second));
  output.classList.toggle("none", !made);
  if (!made) output.textContent = "–";
  else if (isShare) output.textContent = written((100 * first) / second, 1) + (language === "en" ? "%" : "\u00a0%");
  else output.textContent = written(first + second, Number(duo.dataset.decimals));
}

function isFilled(entry) {
  const figures = [...entry.querySelectorAll("input.figure")];
  if (figures.length) return figures.every((input) => input.value.trim() !== "");
  return entry.querySelector("input[type=radio]:checked") !== null;
}

function count() {
  document.querySelectorAll("[data-tick]").forEach((tick) => {
    const entry = document.getElementById(tick.dataset.tick);
    if (entry && entry.querySelector("input.figure, input[type=radio]")) {
      tick.classList.toggle("on", isFilled(entry));
    }
  });
  document.querySelector("[data-filled]").textContent = document.querySelectorAll("[data-tick].on").length;
}

form.querySelectorAll("[data-makes]").forEach(make);
count();

let isChanged = false;
form.addEventListener("input", (event) => {
  isChanged = true;
  const duo = event.target.closest("[data-makes]");
  if (duo) make(duo);
  count();
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const label = form.querySelector(`label[for="${CSS.escape(event.target.id)}"]`);
  label.dataset.word ||= label.firstChild.textContent;
  const names = [...event.target.files].map((file) => file.name);
  label.firstChild.textContent = names.length ? names.join(", ") : label.dataset.word;
});

// Leaving with something typed and not saved asks first.
form.addEventListener("submit", () => (isChanged = false));
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
