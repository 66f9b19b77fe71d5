"use strict";

// Texts that save themselves, one item of the minutes each, in the order in which they were typed.
//
// Without a network a text waits in this browser (packets.js) and goes up when it is back; it lies there only
// until the server has it. Where another has saved the item meanwhile, both
// wordings are shown and the person chooses; the server keeps the one that is left, too. Every quarter of a
// minute the page asks what the others write, and takes over the items in which nothing is typed here.

const desk = document.querySelector("[data-desk]");
const words = desk.dataset;
const forms = [...desk.querySelectorAll("form[data-save]")];
const shelf = new Shelf(`rakerwil:${words.keep}:`);
const MONTH = 31 * 24 * 3600 * 1000;
const REST = 1200; // typing has paused
const LONGEST = 6000; // or goes on and on
const WATCH = 15000;

// One packet is one text as it was typed: key, text, the version seen, token, time.
let packets = [];
let net = "up"; // or "down", "door" (signed out), "reload" (signed in anew elsewhere)
let failures = 0;
let timer = 0;
let since = 0;
let current = null; // the form in which somebody writes now
let heard = 0;

const line = document.querySelector(".sendbar .saved b");
const again = document.getElementById("again");
let saved = line.textContent;

const keyOf = (form) => form.dataset.item;
const formOf = (key) => forms.find((form) => keyOf(form) === key);
const field = (form) => form.elements.text;
const of = (key) => packets.filter((packet) => packet.key === key);

// --- what waits in the browser ------------------------------------------------------------------

const keep = () => shelf.put(packets.map(({ held, ...packet }) => packet));

function restore() {
  packets = shelf.taken(MONTH).map((packet) => ({ ...packet, held: "" }));
  const homeless = packets.filter(({ key }) => !formOf(key));
  packets = packets.filter((packet) => !homeless.includes(packet));
  packets.forEach(({ key, text, leaves }) => leaves || (field(formOf(key)).value = text));
  homeless.forEach(({ text }) => tell(`${words.homeless} ${text}`, "is-back"));
  if (packets.length) tell(words.restored.replace("N", new Set(packets.map(({ key }) => key)).size), "is-done");
}

function tell(text, look) {
  const note = document.createElement("p");
  note.className = `note ${look}`;
  note.setAttribute("role", "status");
  note.textContent = text;
  document.getElementById("notice").append(note);
}

// --- typing -------------------------------------------------------------------------------------

function put(form, more = {}) {
  const key = keyOf(form);
  const last = of(key).at(-1);
  const packet = { key, text: field(form).value, at: Date.now(), ...more };
  if (last?.held === "choose") Object.assign(last, { text: packet.text, at: packet.at });
  else if (last && !last.isTried && !last.held) Object.assign(last, packet, { token: newToken() });
  else {
    packets = packets.filter((each) => each.key !== key || !each.held);
    const seen = of(key).length ? null : form.elements.version.value;
    packets.push({ ...packet, seen, token: newToken(), isTried: false, held: "" });
  }
  keep();
}

function touch(event) {
  const form = event.target.form;
  if (!forms.includes(form) || event.target !== field(form)) return;
  put(form);
  since ||= Date.now();
  plan(event.type === "change" ? 50 : Math.max(50, Math.min(REST, since + LONGEST - Date.now())));
  say();
}

function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

// --- sending ------------------------------------------------------------------------------------

const next = () =>
  packets.find((packet) => !packet.held && of(packet.key)[0] === packet);

function dataOf({ key, text, seen, token, leaves }) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", formOf(key).elements.csrfmiddlewaretoken.value);
  data.set("text", text);
  data.set("version", seen);
  data.set("token", token);
  if (leaves) data.set("clash", "stored");
  return data;
}

const answered = (told) => told && ("version" in told || "refused" in told);

function flush() {
  clearTimeout(timer);
  since = 0;
  return inTurn(async () => {
    for (let packet = next(); packet; packet = next()) {
      packet.isTried = true;
      keep();
      try {
        settle(packet, await sent(formOf(packet.key).dataset.save, dataOf(packet), answered));
        net = "up";
        failures = 0;
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

// What became of a packet: it is done with, it can't be written now, or two wordings met.
function settle(packet, told) {
  const form = formOf(packet.key);
  if (told.refused) {
    packet.held = "shut";
    form.querySelector(".met").textContent = told.refused;
    return;
  }
  if (told.clash) {
    packet.held = "choose";
    // what was typed since then is the wording that met the other
    packets = packets.filter((each) => each.key !== packet.key || each === packet);
    packet.text = field(form).value;
    ask(form, packet, told);
    return;
  }
  packets = packets.filter((each) => each !== packet);
  saved = told.saved;
  form.elements.version.value = told.version;
  of(packet.key).forEach((each) => (each.seen = told.version));
  form.querySelector(".met").textContent = "";
}

function ask(form, packet, told) {
  const met = form.querySelector(".met");
  met.innerHTML = told.clash;
  met.querySelectorAll("[data-choose]").forEach((button) => {
    button.addEventListener("click", () => {
      const text = field(form);
      const mine = text.value;
      met.textContent = "";
      packets = packets.filter((each) => each.key !== packet.key);
      form.elements.version.value = told.version;
      if (button.dataset.choose === "stored") text.value = told.stored;
      if (button.dataset.choose === "both") text.value = `${told.stored}\n\n${mine}`;
      put(form, button.dataset.choose === "stored" ? { leaves: true } : {});
      flush();
      text.focus();
    });
  });
}

// --- what the others do -------------------------------------------------------------------------

function busy() {
  return current && Date.now() - heard < 2 * 60000 ? keyOf(current) : "";
}

async function watch() {
  if (document.visibilityState === "hidden" || net === "door" || net === "reload") return;
  const data = new FormData();
  data.set("csrfmiddlewaretoken", forms[0].elements.csrfmiddlewaretoken.value);
  data.set("seen", forms.map((form) => `${keyOf(form)}:${form.elements.version.value}`).join(","));
  data.set("item", busy());
  let told;
  try {
    told = await sent(words.watch, data, (answer) => answer?.writers);
  } catch {
    return; // the next saving says how things are
  }
  forms.forEach((form) => {
    const key = keyOf(form);
    const others = form.parentElement.querySelector("[data-writers]");
    const said = (told.writers[key] ?? []).join(". ");
    if (others.textContent !== said) others.textContent = said;
    const newer = told.texts[key];
    if (!newer || of(key).length || newer.version <= Number(form.elements.version.value)) return;
    const text = field(form);
    const place = text.selectionStart;
    text.value = newer.text;
    if (text === document.activeElement) text.setSelectionRange(place, place);
    form.elements.version.value = newer.version;
  });
}

// --- what the page shows ------------------------------------------------------------------------

function standing() {
  const count = (rows) => new Set(rows.map(({ key }) => key)).size;
  const open = count(packets.filter((packet) => !packet.held));
  if (net === "door" || net === "reload") return ["back", words[net]];
  if (packets.some(({ held }) => held === "choose")) return ["back", words.choose];
  if (packets.some(({ held }) => held === "shut")) return ["back", words.shut];
  if (open && (net === "down" || !navigator.onLine)) return ["wait", words.waiting.replace("N", open)];
  return ["", open ? words.saving : saved];
}

function say() {
  const [look, told] = standing();
  again.hidden = net !== "door" && net !== "reload";
  if (net === "reload") again.textContent = words.anew;
  line.parentElement.className = look ? `saved is-${look}` : "saved";
  if (line.textContent !== told) line.textContent = told;
}

// --- coming and going ---------------------------------------------------------------------------

forms.forEach((form) => {
  form.classList.add("is-live"); // it saves by itself
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    flush();
  });
});
desk.addEventListener("focusin", (event) => {
  if (!forms.includes(event.target.form)) return;
  const isOther = current !== event.target.form;
  current = event.target.form;
  heard = Date.now();
  if (isOther) watch();
});
desk.addEventListener("focusout", () => (current = null));
desk.addEventListener("input", (event) => {
  heard = Date.now();
  touch(event);
});
desk.addEventListener("change", touch);
document.addEventListener("visibilitychange", () =>
  document.visibilityState === "hidden" ? flush() : watch(),
);
window.addEventListener("pagehide", () => {
  const packet = next();
  if (!packet || net !== "up") return;
  packet.isTried = true;
  keep();
  navigator.sendBeacon(formOf(packet.key).dataset.save, dataOf(packet));
});
window.addEventListener("online", () => flush());
window.addEventListener("offline", () => say());
window.addEventListener("beforeunload", (event) => {
  if (packets.length && !shelf.canKeep) event.preventDefault();
});
setInterval(watch, WATCH);

restore();
say();
if (packets.length) flush();
watch();
