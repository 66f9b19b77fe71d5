"use strict";

// Evidence goes up by itself, one file after the other, photos made small on the phone first: what leaves it
// holds no place, no camera and no more pixels than a page needs. The chooser is not forced to the camera
// (no `capture`): a phone offers it beside the files, and a list already scanned is evidence, too.

const LONGEST = 1600;
const QUALITY = 0.8;

async function small(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // where a drawing lets the ground through
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const content = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return content ? new File([content], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" }) : file;
  } catch {
    return file; // not a picture that this browser knows: the server says what it thinks of it
  }
}

const uploads = {
  waiting: new Set(),
  // Resolves when nothing is on its way; what has failed waits for a tap.
  finished: () => work,
  isBusy: () => uploads.waiting.size > 0,
};

function begin(entry, file) {
  const line = document.createElement("div");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  line.className = "upload";
  line.setAttribute("role", "status");
  name.textContent = `${words.uploading} ${file.name}`;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  line.append(name, bar);
  entry.querySelector(".files").after(line);
  const upload = { entry, file, line, name, bar };
  uploads.waiting.add(upload);
  flush();
  return inTurn(() => send(upload));
}

async function send(upload) {
  const { entry, line, bar } = upload;
  upload.small ??= await small(upload.file);
  try {
    // a figure of this row that is still without an answer goes first, typed while the file waited or before
    const isBehind = () => packets.some((packet) => packet.key === entry.id && !packet.held);
    if (isBehind()) await sendRows();
    if (isBehind()) throw new Error(net === "up" ? "down" : net);
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set(`${entry.id}-version`, versionOf(entry.id).value);
    data.set(`${entry.id}-evidence`, upload.small);
    const answer = await post(data, (part) => (bar.value = part), 180000);
    const told = answer.rows[entry.id];
    seen(entry.id, told?.version ?? versionOf(entry.id).value);
    uploads.waiting.delete(upload);
    line.remove();
    reached(answer);
    const wrong = Object.values(told?.errors ?? {});
    if (wrong.length) refuse(upload, wrong.join(" "));
  } catch (error) {
    lost(error);
    fail(upload);
  }
  say();
}

function refuse(upload, text) {
  upload.line.className = "err";
  upload.line.setAttribute("role", "alert");
  upload.line.textContent = text;
  upload.entry.querySelector(".files").after(upload.line);
}

function fail(upload) {
  const { line, name, bar } = upload;
  bar.remove();
  name.textContent = `${upload.file.name}: ${words.failed}`;
  line.classList.add("is-back");
  const button = (word, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "press bare slim";
    made.textContent = word;
    made.addEventListener("click", act);
    return made;
  };
  const giveUp = () => {
    line.remove();
    uploads.waiting.delete(upload);
  };
  const retry = () => {
    giveUp();
    begin(upload.entry, upload.small ?? upload.file);
  };
  line.append(button(words.retry, retry), button(words.drop, giveUp));
  upload.retry = retry;
}

window.addEventListener("online", () => [...uploads.waiting].forEach((upload) => upload.retry?.()));

form.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const files = [...event.target.files];
  event.target.value = "";
  files.forEach((file) => begin(event.target.closest(".entry"), file));
});
