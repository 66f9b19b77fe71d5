"use strict";

// What is typed and not up yet: the one queue of the pages that save by themselves.
//
// A packet is sent until it is answered, always with the same token and the same words, so that it counts
// once. Until then it lies in local storage and not the session's, since phones close pages that nobody looks
// at. It is emptied packet by packet, at sign-out (base.js and the server), and of what is too old.

const PAUSES = [2000, 5000, 15000, 30000];

const newToken = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The shelf of one page. Each packet lies under its own name, so that two tabs don't write over each other's.
class Shelf {
  constructor(prefix) {
    this.prefix = prefix;
    this.lying = new Set();
    this.canKeep = true;
  }

  put(packets) {
    try {
      packets.forEach((packet) => {
        localStorage.setItem(this.prefix + packet.token, JSON.stringify(packet));
        this.lying.add(packet.token);
      });
    } catch {
      this.canKeep = false; // no room, or switched off: the page itself still holds it, and leaving asks first
    }
    this.lying.forEach((token) => {
      if (packets.some((packet) => packet.token === token)) return;
      localStorage.removeItem(this.prefix + token);
      this.lying.delete(token);
    });
  }

  // The oldest first; what is older than `age` milliseconds is left to be emptied by the next `put`.
  taken(age) {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    names.forEach((name) => this.lying.add(name.slice(this.prefix.length)));
    return names
      .map((name) => JSON.parse(localStorage.getItem(name)))
      .filter((packet) => packet.at > Date.now() - age)
      .sort((one, other) => one.at - other.at);
  }
}

// The server's answer; throws where there is none. A door instead of an answer: the sign-in has ended.
function sent(address, data, isAnswer, { progress, pause = 20000 } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const url = new URL(address, location.href).href;
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.timeout = pause;
    if (progress) request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onerror = request.ontimeout = () => reject(new Error("down"));
    request.onload = () => {
      if (request.status === 200 && isAnswer(request.response)) resolve(request.response);
      else if (request.status === 403 || request.status === 404) reject(new Error("reload"));
      else if (request.responseURL !== url) reject(new Error("door"));
      else reject(new Error("down"));
    };
    request.send(data);
  });
}

// One thing at a time, in order.
let work = Promise.resolve();
function inTurn(job) {
  work = work.then(job);
  return work;
}
