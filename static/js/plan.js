"use strict";

// The sum of the parts follows while the hall changes them; the server checks it again.
document.querySelectorAll("form[data-plan]").forEach((form) => {
  const unit = 10 ** Number(form.dataset.decimals);
  const gap = Math.round(Number(form.dataset.plan) * unit);
  const fields = form.querySelectorAll(".cellin");
  const say = form.querySelector("[data-sum]");
  const write = (units) => (units / unit).toLocaleString(document.documentElement.lang);

  const follow = () => {
    let sum = 0;
    for (const field of fields) {
      const text = field.value.trim().replace(",", ".");
      if (!/^\d+(\.\d+)?$/.test(text)) {
        say.textContent = "";
        return;
      }
      sum += Math.round(Number(text) * unit);
    }
    say.textContent = `Σ ${write(sum)} ${sum === gap ? "=" : sum < gap ? "<" : ">"} ${write(gap)}`;
    say.className = sum === gap ? "is-done" : "is-back";
  };

  form.addEventListener("input", follow);
  follow();
});
