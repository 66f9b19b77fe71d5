"use strict";

// Sum, pace and result follow while the hall changes the parts; the server computes and checks them again.
document.querySelectorAll("form[data-plan]").forEach((form) => {
  const decimals = Number(form.dataset.decimals);
  const unit = 10 ** decimals;
  const months = Number(form.dataset.months || 0);
  const gap = Math.round(Number(form.dataset.plan) * unit);
  const fields = form.querySelectorAll(".cellin");
  const total = form.querySelector("[data-total]");
  const say = form.querySelector("[data-sum]");
  const write = (units, places = decimals) => written(units / unit, places);

  const beside = (row, units) => {
    const pace = row.querySelector("[data-pace]");
    const result = row.querySelector("[data-result]");
    if (pace && months) pace.textContent = write(units / months, 2);
    if (result) result.textContent = write(Math.round(Number(row.dataset.actual) * unit) + units);
  };

  const follow = () => {
    let sum = 0;
    let whole = true;
    for (const field of fields) {
      const amount = reading(field.value);
      if (amount === null) {
        whole = false;
        continue;
      }
      const units = Math.round(amount * unit);
      beside(field.closest("tr"), units);
      sum += units;
    }
    if (whole && total) {
      total.textContent = write(sum);
      beside(total.closest("tr"), sum);
    }
    say.textContent = whole ? `Σ ${write(sum)} ${sum === gap ? "=" : sum < gap ? "<" : ">"} ${write(gap)}` : "";
    say.className = sum === gap ? "is-done" : "is-back";
  };

  form.addEventListener("input", follow);
  follow();
});
