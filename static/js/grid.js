"use strict";

// A table of fields as people know it from spreadsheets: the arrows and Enter move, a block is pasted, and what
// is left of a target and what each quarter expects of it follow while it is typed. What a figure may be is the server's to say.

document.querySelectorAll("[data-grid]").forEach((grid) => {
  const say = grid.querySelector("[data-grid-say]");
  const undo = grid.querySelector("[data-grid-undo]");
  const words = grid.querySelector("template[data-words]");
  const rows = () => [...grid.querySelectorAll("tbody tr:not(.band)")];
  const column = (input) => input.closest("td").cellIndex;
  const inputAt = (row, index) => row.cells[index]?.querySelector(".cellin");

  // Moving

  function move(input, step) {
    const index = column(input);
    const inputs = rows().map((row) => inputAt(row, index)).filter(Boolean);
    const next = inputs[inputs.indexOf(input) + step];
    next?.focus();
    next?.select();
  }

  function moveAside(input, step) {
    const inputs = [...input.closest("tr").querySelectorAll(".cellin")];
    const next = inputs[inputs.indexOf(input) + step];
    next?.focus();
    next?.select();
    return Boolean(next);
  }

  grid.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches("td .cellin") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const whole = input.selectionEnd - input.selectionStart === input.value.length;
    const atStart = whole || input.selectionEnd === 0;
    const atEnd = whole || input.selectionStart === input.value.length;
    let done = true;
    if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) move(input, 1);
    else if (event.key === "ArrowUp" || event.key === "Enter") move(input, -1);
    else if (event.key === "ArrowRight" && atEnd && !event.shiftKey) done = moveAside(input, 1);
    else if (event.key === "ArrowLeft" && atStart && !event.shiftKey) done = moveAside(input, -1);
    else done = false;
    if (done) event.preventDefault();
  });

  // Pasting

  let before = [];

  // In a field for whole numbers 1.234 is a thousand: a block says so, where a single figure could mean two things.
  function bare(text, input) {
    const value = text.replace(/[\s\u00a0]/g, "").replace(/^Rp\.?/i, "").replace(/%$/, "");
    if (/^[-–—]$/.test(value)) return "";
    const isGrouped = /^\d{1,3}(\.\d{3})+$/.test(value) || /^\d{1,3}(,\d{3})+$/.test(value);
    return input.inputMode === "numeric" && isGrouped ? value.replace(/[.,]/g, "") : value;
  }

  function rowOf(line) {
    const code = line[0].trim().split(/\s/)[0];
    return code && rows().find((row) => row.id === code);
  }

  function paste(start, lines) {
    const first = column(start);
    const columns = [...new Set(rows().flatMap((row) => [...row.querySelectorAll(".cellin")].map(column)))]
      .filter((index) => index >= first)
      .sort((one, other) => one - other);
    const inOrder = rows().filter((row) => inputAt(row, first));
    const begin = inOrder.indexOf(start.closest("tr"));
    const isNamed = lines.some(rowOf);
    const left = [];
    let count = 0;
    before = [];
    lines.forEach((line, number) => {
      const row = isNamed ? rowOf(line) : inOrder[begin + number];
      (isNamed ? line.slice(1) : line).forEach((text, place) => {
        if (!text.trim()) return;
        const input = row && inputAt(row, columns[place]);
        if (!input) {
          left.push(text.trim());
          return;
        }
        before.push([input, input.value]);
        input.value = bare(text, input);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        count += 1;
      });
    });
    tell(count, left);
  }

  function tell(count, left) {
    const told = [say.dataset.pasted.replace("#", count)];
    if (left.length) told.push(say.dataset.unused.replace("#", left.join(" · ")));
    say.querySelector("[data-grid-told]").textContent = told.join(" ");
    undo.hidden = false;
    say.hidden = false;
  }

  grid.addEventListener("paste", (event) => {
    const input = event.target;
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r/g, "").replace(/\n+$/, "");
    if (!input.matches("td .cellin") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    paste(input, text.split("\n").map((line) => line.split("\t")));
  });

  undo?.addEventListener("click", () => {
    before.reverse().forEach(([input, value]) => {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    say.hidden = true;
  });

  // What is left of a target

  function amount(text, unit) {
    const value = text.trim() ? reading(text) : 0;
    return value === null ? null : Math.round(value * unit);
  }

  function together(row, unit) {
    const typed = row.querySelectorAll("[data-part] .cellin");
    const parts = [...typed].map((input) => amount(input.value, unit));
    if (parts.includes(null)) return null;
    return parts.reduce((sum, part) => sum + part, Math.round(Number(row.dataset.others) * unit));
  }

  function targetOf(row, unit) {
    if (row.dataset.target) return Math.round(Number(row.dataset.target) * unit);
    const input = row.querySelector("[data-whole] .cellin");
    return input?.value.trim() ? amount(input.value, unit) : null;
  }

  function follow(row) {
    const decimals = Number(row.dataset.decimals);
    const unit = 10 ** decimals;
    const sum = together(row, unit);
    const target = targetOf(row, unit);
    const shown = row.querySelector("[data-sum]");
    if (sum !== null && shown) shown.textContent = written(sum / unit, decimals);
    const left = row.querySelector("[data-left]");
    if (sum === null || target === null) {
      left.textContent = "–";
      return;
    }
    const rest = target - sum;
    const kind = rest === 0 ? "even" : rest < 0 ? "over" : "rest";
    const word = words.content.querySelector(`[data-${kind}]`).cloneNode(true);
    const figure = word.querySelector("[data-amount]");
    if (figure) figure.textContent = written(Math.abs(rest) / unit, decimals);
    left.replaceChildren(word);
  }

  // What is expected by the end of each quarter

  // The part of the target, exact as two whole numbers; null before anything is due.
  function partOf(text) {
    const [above, below] = text.split("/").map(Number);
    return Number.isNaN(above) ? null : [above, below ?? 1];
  }

  function baselineOf(row, pace, unit) {
    const input = row.querySelector("[name^=baseline-]");
    if (input?.value.trim()) return amount(input.value, unit);
    return pace.dataset.baseline ? Math.round(Number(pace.dataset.baseline) * unit) : null;
  }

  function expectedBy(part, target, baseline, kind) {
    if (target === null || part === null) return null;
    const [above, below] = part;
    if (kind === "ratio" || above === below) return target;
    if (kind === "flow") return (target * above) / below;
    return baseline === null ? null : (baseline * (below - above) + target * above) / below;
  }

  function followQuarters(row) {
    const pace = row.querySelector("[data-quarters]");
    const { quarters, kind, decimals } = pace.dataset;
    const isShare = kind === "ratio";
    const places = isShare ? 1 : Number(decimals);
    const unit = 10 ** places;
    const input = row.querySelector("[data-whole] .cellin");
    const target = input.value.trim() ? amount(input.value, unit) : null;
    const baseline = baselineOf(row, pace, unit);
    const told = quarters.trim().split(" ").map((text) => {
      const found = expectedBy(partOf(text), target, baseline, kind);
      if (found === null) return "–";
      const value = Math.round(found) / unit;
      return isShare ? writtenShare(value) : written(value, places);
    });
    pace.hidden = !input.value.trim();
    pace.querySelector("[data-amounts]").replaceChildren(
      ...told.flatMap((text, place) => {
        const shown = document.createElement("span");
        shown.className = "nb";
        shown.textContent = text;
        return place ? [" · ", shown] : [shown];
      }),
    );
  }

  grid.addEventListener("input", (event) => {
    const row = event.target.closest("tr");
    if (!row || !event.target.closest("[data-part], [data-whole], [name^=baseline-]")) return;
    if (row.matches("[data-others]")) follow(row);
    if (row.querySelector("[data-quarters]")) followQuarters(row);
  });
  grid.querySelectorAll("tr[data-others]").forEach(follow);
  grid.querySelectorAll("tr:has([data-quarters])").forEach(followQuarters);
});
