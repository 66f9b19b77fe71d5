"use strict";

// A switch that stands alone in its form needs no button once there is a script.
document.querySelectorAll("form[data-submit]").forEach((form) => {
  form.classList.add("is-live");
  form.addEventListener("change", () => form.requestSubmit());
});

// One tap, one record: the server counts a token once, and this saves the second request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});

// What waits in this browser for a network (drafts.js) goes with whoever signs out, and is nobody else's.
const waiting = () => Object.keys(localStorage).filter((name) => name.startsWith("rakerwil:"));
const forget = (names) => names.forEach((name) => localStorage.removeItem(name));
const person = document.body.dataset.person;
try {
  if (person) forget(waiting().filter((name) => !name.startsWith(`rakerwil:${person}:`)));
  document.querySelectorAll("form[data-out]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      const { unsent } = document.body.dataset;
      if (unsent && waiting().length && !window.confirm(unsent)) event.preventDefault();
      else forget(waiting());
    });
  });
} catch {
  // a browser that keeps nothing has nothing to forget
}

// Back from the next page, the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});

// A drop-down closes when one taps elsewhere; Escape closes it and a question, and gives the focus back.
const drops = "details.drop, details.confirm";
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.drop").forEach((drop) => {
    if (!drop.contains(event.target)) drop.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const drop = event.key === "Escape" && event.target.closest(drops);
  if (drop && drop.open) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});

// The summary of what is wrong is where reading goes on.
document.querySelector(".trouble")?.focus();

// The door's password can be looked at.
document.querySelectorAll("[data-reveal]").forEach((button) => {
  const field = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
});
