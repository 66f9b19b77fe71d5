"use strict";

// The quick line: what is typed goes up line by line, in order, each once; without a network it waits here
// (packets.js), and the next line can be typed at once. All of it is emptied at sign-out (base.js).

const form = document.getElementById("catat");
const words = form.dataset;
const shelf = new Shelf(`rakerwil:${words.keep}:`);
const WEEK = 7 * 24 * 3600 * 1000;
const TYPED = `rakerwil:${words.keep}-typed`;

const field = form.elements.text;
const said = form.querySelector(".quick-said");
const list = form.querySelector(".quick-wait");

// One packet is one line: its values by field name, token, time; `refused` holds the server's words.
let packets = shelf.taken(WEEK);
let net = "up"; // or "down", "door" (signed out), "reload" (signed in anew elsewhere)
let failures = 0;
let timer = 0;

function keep() {
  shelf.put(packets);
}

function valuesOf() {
  const names = ["text", "kind", "speaker", "owner", "due_on", "item"];
  const values = Object.fromEntries(names.map((name) => [name, form.elements[name]?.value ?? ""]));
  // whoever is on the list waits here as a number, not by name
  values.speaker = values.speaker.match(/^\d+(?=\s|$)/)?.[0] ?? values.speaker;
  return values;
}

function dataOf({ values, token, at }) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  Object.entries(values).forEach(([name, value]) => value && data.set(name, value));
  data.set("token", token);
  data.set("waited", Math.max(Math.round((Date.now() - at) / 1000), 0));
  return data;
}

function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

function flush() {
  clearTimeout(timer);
  return inTurn(async () => {
    const next = () => packets.find((packet) => !packet.refused);
    for (let packet = next(); packet; packet = next()) {
      say();
      try {
        const answer = await sent(form.action, dataOf(packet), (told) => told?.told || told?.refused);
        net = "up";
        failures = 0;
        if (answer.refused) packet.refused = answer.refused;
        else packets = packets.filter((each) => each !== packet);
        say(answer.told);
        document.dispatchEvent(new Event("quick:written"));
      } catch (error) {
        net = error.message;
        failures += 1;
        if (net === "down") plan(PAUSES[Math.min(failures, PAUSES.length) - 1]);
        break;
      } finally {
        keep();
      }
    }
    say();
  });
}

// --- what the page shows ------------------------------------------------------------------------

function say(told) {
  const open = packets.filter((packet) => !packet.refused);
  if (net === "door" || net === "reload") said.textContent = words[net];
  else if (open.length && (net === "down" || !navigator.onLine)) said.textContent = words.waiting.replace("N", open.length);
  else if (told) said.textContent = told;
  else if (open.length) said.textContent = words.sending;
  else if (said.textContent === words.sending) said.textContent = "";
  said.hidden = said.textContent === "";
  said.classList.toggle("is-wait", open.length > 0 && net !== "up");
  list.replaceChildren(...packets.map(shown));
  list.hidden = packets.length === 0;
}

function shown(packet) {
  const row = document.createElement("li");
  const line = document.createElement("p");
  line.textContent = packet.values.text;
  row.append(line);
  if (packet.refused) {
    const why = document.createElement("p");
    why.className = "err";
    why.textContent = `${words.refused} ${packet.refused}`;
    const acts = document.createElement("div");
    acts.className = "acts";
    acts.append(
      button(words.note, () => again(packet)),
      button(words.drop, () => drop(packet)),
    );
    row.append(why, acts);
  }
  return row;
}

function button(text, step) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "press slim";
  made.textContent = text;
  made.addEventListener("click", step);
  return made;
}

// A note has no quorum to wait for. Its leading letter would make it something else again.
function again(packet) {
  packet.values = { ...packet.values, text: packet.values.text.replace(/^[^:]{1,15}:\s*(?=\S)/, ""), kind: "note" };
  packet.token = newToken();
  delete packet.refused;
  keep();
  flush();
}

function drop(packet) {
  packets = packets.filter((each) => each !== packet);
  keep();
  say();
  field.focus();
}

// --- typing -------------------------------------------------------------------------------------

function remember() {
  try {
    if (field.value) localStorage.setItem(TYPED, field.value);
    else localStorage.removeItem(TYPED);
  } catch {
    // a browser that keeps nothing: the field itself still holds it
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!field.value.trim()) return field.focus();
  packets.push({ values: valuesOf(), token: newToken(), at: Date.now() });
  keep();
  field.value = "";
  ["speaker", "owner", "due_on"].forEach((name) => (form.elements[name].value = ""));
  form.elements.kind.value = "note";
  remember();
  field.focus();
  flush();
});

field.addEventListener("input", remember);
window.addEventListener("online", () => flush());
window.addEventListener("offline", () => say());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
window.addEventListener("beforeunload", (event) => {
  if (packets.length && !shelf.canKeep) event.preventDefault();
});

try {
  if (!field.value) field.value = localStorage.getItem(TYPED) ?? "";
} catch {
  // nothing was kept
}
say();
if (packets.length) flush();
