"use strict";

// Ticking a list of people: the tapped row and the quorum change in place, the page stays where it is.
// Without a network, or with an answer that is no page, the form is sent as always.
const taken = ["kuorum"];

async function send(form) {
  const row = form.closest("tr");
  form.setAttribute("aria-busy", "true");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(row.id);
  if (!fresh || page.querySelector(".note[role=alert]")) throw new Error("refused");
  const old = document.getElementById(row.id);
  old.replaceWith(fresh);
  taken.forEach((id) => document.getElementById(id).replaceWith(page.getElementById(id)));
  // taken together, since each one that moves over leaves the page it came in
  const sifts = [...page.querySelectorAll(".sift")];
  document.querySelectorAll(".sift").forEach((sift, place) => sift.replaceWith(sifts[place]));
  fresh.querySelector("button")?.focus({ preventScroll: true });
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!("seat" in form.dataset)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.getAttribute("aria-busy") === "true") return;
    send(form).catch(() => form.submit());
  },
  true,
);
