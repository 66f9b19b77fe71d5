"use strict";

// The screen shows what the desk has changed, without anybody touching it.
setInterval(() => {
  if (document.visibilityState === "visible" && navigator.onLine) location.reload();
}, 20000);
