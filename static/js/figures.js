"use strict";

// Numbers as the server reads and writes them; what is wrong with one is the server's to say.

const language = document.documentElement.lang;

// A number that can be read in one way only; null where there is none or there could be two.
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

function writtenShare(percent) {
  return written(percent, 1) + (language === "en" ? "%" : "\u00a0%");
}

// The fields of a row that make its figure: number fields, or the two of a milestone.
function figureFields(entry) {
  return [...entry.querySelectorAll("input.figure, .choice input")];
}

// The figure of a row: a sum of two, a percent of two, or one number; null while it is not whole.
function figureOf(entry) {
  const inputs = [...entry.querySelectorAll("input.figure")];
  const [first, second] = inputs.map((input) => reading(input.value));
  if (inputs.length < 2) return first ?? null;
  if (first === null || second === null) return null;
  if (entry.querySelector("[data-makes]").dataset.makes === "sum") return first + second;
  return second > 0 && first <= second ? (100 * first) / second : null;
}
