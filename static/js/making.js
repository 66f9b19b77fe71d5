"use strict";

// What is being made is looked at again every two seconds; once it is done, the whole page is.
const place = document.getElementById("making");
const look = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("making");
    if (!answer.ok || !found || !found.querySelector("[data-under-way]")) {
      location.reload();
      return;
    }
    if (found.innerHTML !== place.innerHTML) place.replaceChildren(...found.childNodes);
  } catch {
    // without a network the next look may find one
  }
  setTimeout(look, 2000);
};
setTimeout(look, 2000);
