"use strict";

// A page that follows the meeting: every few seconds it asks whether anything moved (304: nothing did) and
// puts the parts that changed into their places. A part that somebody is busy in stays until they are done.

const PAUSE = 4000;
const QUIET = 3; // so many answers missing in a row until the page says that it is alone
const { follow } = document.querySelector("[data-follow]").dataset;
let tag = "";
let missed = 0;
let turn = 0;

const isBusy = (part) =>
  part.contains(document.activeElement) || part.querySelector("details[open], form[aria-busy=true]") !== null;

function put(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  let isWhole = true;
  page.querySelectorAll("[data-part]").forEach((fresh) => {
    const old = document.getElementById(fresh.id);
    if (!old || old.outerHTML === fresh.outerHTML) return;
    if (isBusy(old)) isWhole = false;
    else old.replaceWith(fresh);
  });
  return isWhole;
}

async function look() {
  clearTimeout(turn);
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(follow, { headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status === 200 && !answer.redirected) {
        const fresh = answer.headers.get("ETag") ?? "";
        tag = put(await answer.text()) ? fresh : "";
      }
      missed = 0;
    } catch {
      missed += 1;
    }
    document.documentElement.classList.toggle("is-alone", missed >= QUIET);
  }
  turn = setTimeout(look, PAUSE);
}

document.addEventListener("quick:written", look);
turn = setTimeout(look, PAUSE);
