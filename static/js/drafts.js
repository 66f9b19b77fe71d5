"use strict";

// Each row saves itself as a draft on the server, in the order in which it was typed.
//
// Without a network the figures wait in this browser (packets.js), never a note, a name or a file, and go up
// when it is back. There is no service worker: it would have to keep a page with the region's figures on the
// device. A page loaded without a network is the browser's own; what was typed stands there again with the
// first page that loads.

const shelf = new Shelf(`rakerwil:${words.keep}:`);
const MONTH = 31 * 24 * 3600 * 1000;

// One packet is one row as it was typed: key, values by field name, the version seen, token, time.
let packets = [];
let net = "up"; // or "down", "door" (signed out), "reload" (signed in anew elsewhere)
let failures = 0;
let timer = 0;

const line = document.querySelector(".sendbar .saved b");
const again = document.getElementById("again");
let saved = line.textContent;
document.querySelector(".sendbar").classList.add("is-live"); // it saves by itself

const entryOf = (key) => document.getElementById(key);
const versionOf = (key) => form.elements[`${key}-version`];
const isFigure = (name) => !name.endsWith("-note");

function valuesOf(entry) {
  const values = {};
  for (const field of figureFields(entry)) {
    if (field.type !== "radio") values[field.name] = field.value;
    else if (field.checked) values[field.name] = field.value;
  }
  const note = entry.querySelector("textarea");
  if (note && note.value !== note.defaultValue) values[note.name] = note.value;
  return values;
}

// --- what waits in the browser ------------------------------------------------------------------

function keep() {
  shelf.put(
    packets.map(({ held, ...packet }) => {
      const figures = Object.entries(packet.values).filter(([name]) => isFigure(name));
      return { ...packet, values: Object.fromEntries(figures) };
    }),
  );
}

function restore() {
  packets = shelf.taken(MONTH).map((packet) => ({ ...packet, held: "" }));
  const shut = packets.filter(({ key }) => entryOf(key) && !versionOf(key));
  packets = packets.filter((packet) => !shut.includes(packet));
  packets.forEach(({ values }) => {
    Object.entries(values).forEach(([name, value]) => {
      const field = form.elements[name];
      if (field) field.value = value;
    });
  });
  packets.forEach(({ key }) => entryOf(key) && follow(entryOf(key)));
  if (packets.length) {
    const time = new Date(packets.at(-1).at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    tell(words.restored.replace("N", new Set(packets.map(({ key }) => key)).size).replace("T", time), "is-done");
  }
  if (shut.length) {
    const rows = shut.map(({ key, values }) => `${key.slice(3)}: ${Object.values(values).join(" / ")}`);
    tell(`${words.shut} ${rows.join(", ")}`, "is-back");
  }
  keep();
}

function tell(text, look) {
  const note = document.createElement("p");
  note.className = `note ${look}`;
  note.setAttribute("role", "status");
  note.textContent = text;
  document.getElementById("notice").append(note);
}

// --- typing -------------------------------------------------------------------------------------

function put(entry) {
  const values = valuesOf(entry);
  const earlier = packets.filter((packet) => packet.key === entry.id);
  const last = earlier.at(-1);
  const at = Date.now();
  if (last && last.held === "choose") last.values = values;
  else if (last && !last.isTried) Object.assign(last, { values, at, token: newToken() });
  else {
    const seen = last && !last.held ? null : versionOf(entry.id).value;
    packets = packets.filter((packet) => packet.key !== entry.id || !packet.held);
    packets.push({ key: entry.id, values, seen, token: newToken(), at, isTried: false, held: "" });
  }
  keep();
}

function touch(event) {
  const entry = event.target.closest(".entry");
  if (!entry || event.target.type === "file" || event.target.type === "hidden") return;
  put(entry);
  plan(event.type === "change" ? 50 : 900);
  say();
}

function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

// --- sending ------------------------------------------------------------------------------------

// The oldest packet of each row; a later one of the same row waits for its answer.
function batch() {
  const rows = new Set();
  return packets.filter((packet) => {
    const isNext = !rows.has(packet.key);
    rows.add(packet.key);
    return isNext && !packet.held;
  });
}

function dataOf(rows) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  rows.forEach(({ key, values, seen, token }) => {
    data.set(`${key}-version`, seen);
    data.set(`${key}-token`, token);
    Object.entries(values).forEach(([name, value]) => data.set(name, value));
  });
  return data;
}

const post = (data, progress, pause) => sent(words.save, data, (answer) => answer?.rows, { progress, pause });

function reached(answer) {
  net = "up";
  failures = 0;
  saved = answer.saved;
  Object.entries(answer.looks).forEach(([key, look]) => entryOf(key) && paint(entryOf(key), look));
  packets.forEach(({ key }) => entryOf(key) && warn(entryOf(key)));
}

function lost(error) {
  net = error.message;
  failures += 1;
  if (net === "down") plan(PAUSES[Math.min(failures, PAUSES.length) - 1]);
}

function flush() {
  clearTimeout(timer);
  return inTurn(sendRows);
}

async function sendRows() {
  for (let rows = batch(); rows.length; rows = batch()) {
    rows.forEach((packet) => (packet.isTried = true));
    keep();
    try {
      const answer = await post(dataOf(rows));
      rows.forEach((packet) => settle(packet, answer.rows[packet.key]));
      reached(answer);
    } catch (error) {
      lost(error);
      break;
    } finally {
      keep();
    }
  }
  say();
}

// What became of a packet: it is done with, somebody has to look, or two versions met.
function settle(packet, told) {
  // mended while the answer was on its way: the later packet speaks for the row, and nothing holds it up
  const isOvertaken = packets.some((each) => each.key === packet.key && !each.isTried);
  if (told?.clash) packet.held = "choose";
  else if (told?.errors && !isOvertaken) packet.held = "look";
  else packets = packets.filter((each) => each !== packet);
  const entry = entryOf(packet.key);
  if (told && !told.clash) seen(packet.key, told.version);
  if (!entry || !told) return;
  const note = entry.querySelector("textarea");
  if (note && note.name in packet.values && !packet.held) note.defaultValue = packet.values[note.name];
  blame(entry, told.errors ?? {});
  warn(entry);
  if (told.clash) ask(packet, told);
}

// What is typed from now on changes this version.
function seen(key, version) {
  if (versionOf(key)) versionOf(key).value = version;
  packets.filter((packet) => packet.key === key && !packet.isTried).forEach((packet) => (packet.seen = version));
}

// --- what the page shows ------------------------------------------------------------------------

function paint(entry, { tag, files, remarks }) {
  const parts = { ".far": tag, ".files": files, ".remarks": remarks };
  Object.entries(parts).forEach(([place, html]) => {
    const part = entry.querySelector(place);
    if (part && part.dataset.html !== html) part.innerHTML = html;
    if (part) part.dataset.html = html;
  });
  const memo = entry.querySelector("details.memo");
  if (memo && entry.querySelector(".remarks .note.is-wait")) memo.open = true;
}

function blame(entry, errors) {
  entry.querySelectorAll(".err").forEach((old) => old.remove());
  entry.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
  Object.entries(errors).forEach(([id, text]) => {
    const field = document.getElementById(id) ?? document.getElementById(`${id}_0`);
    const place = field?.closest(".memo, .duo.one .fld") ?? entry.querySelector(".entry-in");
    const line = document.createElement("p");
    line.className = "err";
    line.id = `${id}_error`;
    line.textContent = text;
    place.append(line);
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", line.id);
  });
}

function ask(packet, told) {
  const entry = entryOf(packet.key);
  entry.querySelector(".clash")?.remove();
  entry.insertAdjacentHTML("beforeend", told.clash);
  const clash = entry.querySelector(".clash");
  clash.addEventListener("click", (event) => {
    const choice = event.target.dataset.choose;
    if (!choice) return;
    clash.remove();
    packets = packets.filter((each) => each.key !== packet.key);
    versionOf(packet.key).value = told.version;
    if (choice === "stored") {
      Object.entries(told.stored).forEach(([name, value]) => (form.elements[name].value = value));
      follow(entry);
    } else put(entry);
    keep();
    flush();
    (entry.querySelector("input:not([type=hidden])") ?? entry).focus();
  });
}

// Look and text of the line that says how far everything is.
function standing() {
  const rows = packets.filter((packet) => entryOf(packet.key));
  const held = (why) => rows.filter((packet) => packet.held === why).length;
  const open = new Set(rows.filter((packet) => !packet.held).map(({ key }) => key)).size;
  if (net === "door" || net === "reload") return ["back", words[net]];
  if (held("choose")) return ["back", words.choose];
  if (open && (net === "down" || !navigator.onLine)) return ["wait", words.waiting.replace("N", open)];
  if (held("look")) return ["back", words.look.replace("N", held("look"))];
  return ["", open ? words.saving : saved];
}

function say() {
  const [look, told] = standing();
  again.hidden = net !== "door" && net !== "reload";
  if (net === "reload") again.textContent = words.anew;
  line.parentElement.className = look ? `saved is-${look}` : "saved";
  if (line.textContent !== told) line.textContent = told;
}

// --- leaving, and sending the page --------------------------------------------------------------

// A note, a file, or a browser that keeps nothing: then leaving asks first.
const hasUnkept = () =>
  packets.length && (!shelf.canKeep || packets.some(({ values }) => !Object.keys(values).every(isFigure)));

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
window.addEventListener("pagehide", () => {
  const rows = batch();
  if (!rows.length || net !== "up") return;
  rows.forEach((packet) => (packet.isTried = true));
  keep();
  navigator.sendBeacon(words.save, dataOf(rows));
});
window.addEventListener("online", () => flush());
window.addEventListener("offline", () => say());
form.addEventListener("input", touch);
form.addEventListener("change", touch);

// A button of the page waits until everything typed is up, so that it speaks of the latest versions.
let isCleared = false;
let isLeaving = false;
form.addEventListener("submit", async (event) => {
  if (isCleared) return;
  event.preventDefault();
  const button = event.submitter;
  await flush();
  await uploads.finished();
  say();
  const clash = form.querySelector(".clash [data-choose]");
  if (clash) clash.focus();
  else if (net === "up" && navigator.onLine) {
    isCleared = isLeaving = true;
    form.requestSubmit(button);
  } else if (net === "down" || !navigator.onLine) {
    line.textContent = words.unsent;
  }
});
window.addEventListener("pageshow", () => (isCleared = isLeaving = false));
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && (hasUnkept() || uploads.isBusy())) event.preventDefault();
});

restore();
say();
if (packets.length) flush();
