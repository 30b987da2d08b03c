// What the pages gain when scripts run. Every page is complete without it.
// It builds no HTML: under `require-trusted-types-for 'script'` only texts, classes and properties change.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const questions = () => all(".question > details");

  // Makes of the page as it was built the page of this reader, any number of times.
  const enhance = () => {
    const foot = document.querySelector(".site-footer");

    // The reader's own calendar day. Never before the day of the build: a clock that is
    // behind must not bring back a status that had already passed.
    const now = new Date();
    const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const asOf = foot?.dataset.asOf ?? "";
    const today = local > asOf ? local : asOf;

    // A page says what was true when it was built. `data-steps` holds the dates on which that
    // changes ("2025-06-30:current 2026-07-01:stale"), so an old page does not go on claiming "current".
    let outdated = false;
    for (const chip of all(".chip[data-steps]")) {
      const step = chip.dataset.steps.split(" ").filter((s) => s.slice(0, 10) <= today).pop();
      const state = step?.slice(11);
      // What the page itself says comes before what all pages say.
      const words = state && (chip.closest(`[data-status-${state}]`) ?? foot);
      const label = words?.getAttribute("data-status-" + state);
      if (!label || chip.classList.contains("chip-" + state)) continue;
      chip.className = "chip chip-" + state;
      chip.textContent = label;
      chip.closest("li")?.querySelector(".strip")?.setAttribute("class", "strip strip-" + state);
      // Until when, or since when, was said of the other status.
      const turn = chip.nextElementSibling;
      if (turn?.classList.contains("row-meta")) turn.textContent = "";
      outdated ||= Boolean(chip.closest(".status-line"));
    }
    // The sentence beside the chip gives the reason for the old status: it must not contradict the chip.
    if (outdated) for (const p of all("[data-status-text]")) p.textContent = p.dataset.statusText;

    // The line of today on the strips.
    for (const svg of all(".strip, .axis")) {
      const [start, end, day] = [svg.dataset.start, svg.dataset.end, today].map((d) => Date.parse(d));
      const x = `${(100 * Math.min(1, Math.max(0, (day - start) / (end - start)))).toFixed(2)}%`;
      for (const mark of all(".s-today, .s-now", svg)) for (const name of ["x", "x1", "x2"]) {
        if (mark.hasAttribute(name)) mark.setAttribute(name, x);
      }
    }

    // Banners are built while in force; this is for the days after the build.
    for (const banner of all(".banner")) {
      const { start, end } = banner.dataset;
      banner.hidden = (end && today > end) || (start && today < start) || false;
    }

    // How long one can object, counted from this day.
    for (const counted of all("[data-until]")) {
      const { until, left, last, over } = counted.dataset;
      const days = Math.round((Date.parse(until) - Date.parse(today)) / 86400000);
      if (days < 0) counted.textContent = over;
      else if (left) counted.textContent = days ? formOf(left, days).replace("{n}", days) : last;
    }

    relabel();
    for (const filter of all("[data-filter]")) apply(filter);
    for (const form of all("[data-narrow]")) narrow(form);
  };

  // One button opens every question, and says what it would do next.
  const everyOpen = () => questions().every((q) => q.open);
  const relabel = () => {
    for (const button of all("[data-open-all]")) {
      button.dataset.open ??= button.textContent;
      button.textContent = everyOpen() ? button.dataset.close : button.dataset.open;
      button.hidden = questions().length < 2;
    }
  };
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-open-all]")) return;
    const open = !everyOpen();
    for (const q of questions()) q.open = open;
  });
  // It does not bubble.
  document.addEventListener("toggle", relabel, true);

  // The form of a string that goes with a number.
  const formOf = (text, number) => {
    const forms = JSON.parse(text);
    return forms[new Intl.PluralRules(forms.locale).select(number)] ?? forms.other;
  };

  // The scope matrix: "dew" finds by abbreviation or name, the state by any of the row's reports. Where an environment or
  // a place is chosen, a cell says what holds there, and a row stays when any report covers it there.
  const rows = (filter) => all("tbody tr", document.getElementById(filter.dataset.filter) ?? filter);
  // Spaces and hyphens are how people differ: "anti ddos", "Anti-DDoS", "antiddos".
  const plain = (s) => s.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "");
  // Shows the state of a cell for a choice: a letter for a state, with how many choices in a row have it.
  const choose = (cell, choice, state) => {
    const { choices = "" } = cell.dataset;
    let left = choice;
    const run = [...choices.matchAll(/([a-z])(\d*)/g)].find(([, , count]) => (left -= count || 1) < 0);
    const option = run && state?.options[run[1].charCodeAt() - 96];
    const chip = cell.querySelector(".scope");
    if (option && chip && chip.textContent !== option.text) {
      chip.className = "scope scope-" + option.value;
      chip.textContent = option.text;
    }
    return option?.value ?? cell.dataset.state;
  };
  const apply = (filter) => {
    const [text, state, count] = ["input", "select", "[role=status]"].map((s) => filter.querySelector(s));
    const [environment, place] = ["#filter-environment", "#filter-place"].map((s) => filter.querySelector(s));
    const choice = (environment?.selectedIndex ?? 0) * (place?.length ?? 1) + (place?.selectedIndex ?? 0);
    const isWanted = (shown) => (state?.value ? shown === state.value : ["in-scope", "partial"].includes(shown));
    const wanted = plain(text?.value ?? "");
    let shown = 0;
    for (const row of rows(filter)) {
      const states = all("td", row).map((cell) => choose(cell, choice, state));
      row.hidden = !plain(row.cells[0].textContent).includes(wanted)
        || Boolean((state?.value || choice) && !states.some(isWanted));
      shown += Number(!row.hidden);
    }
    if (!count) return;
    const total = rows(filter).length;
    count.textContent = formOf(count.dataset.text, total).replace("{shown}", shown).replace("{total}", total);
  };
  document.addEventListener("input", ({ target }) => {
    const filter = target.closest("[data-filter]");
    if (filter) apply(filter);
    const form = target.closest("[data-narrow]");
    if (form) narrow(form);
  });
  // The choices are as they were until this is over.
  document.addEventListener("reset", ({ target }) => setTimeout(() => { if (target.matches("[data-narrow]")) narrow(target); }));

  // A list whose rows say in `data-…` what they have, several things with a bar between them. What holds rows goes with
  // the last of them.
  const narrow = (form) => {
    const list = document.getElementById(form.dataset.narrow);
    const wanted = all("select", form).filter((select) => select.value);
    const rows = all("[data-row]", list);
    for (const row of rows) {
      row.hidden = wanted.some(({ name, value }) => !`|${row.getAttribute("data-" + name)}|`.includes(`|${value}|`));
    }
    for (const group of all("[data-rows]", list)) {
      group.hidden = wanted.length > 0 && !group.querySelector("[data-row]:not([hidden])");
    }
    // Those that are folded away are not counted.
    const counted = rows.filter((row) => !row.closest("details.fold"));
    const shown = counted.filter((row) => !row.hidden).length;
    const count = form.querySelector("[role=status]");
    const { text, nothing } = count.dataset;
    const spoken = shown ? text.replace("{shown}", shown).replace("{total}", counted.length) : nothing;
    count.textContent = wanted.length ? spoken : "";
  };

  // Paper cannot be clicked: print every answer, then leave the page as it was.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = questions().filter((q) => !q.open);
    for (const q of closed) q.open = true;
  });
  addEventListener("afterprint", () => { for (const q of closed) q.open = false; });

  enhance();
  // A preview changes the page in place to what was built last and then sends this event. Scripts of
  // other themes hook in the same way; listeners on `document`, as above, need not be added again.
  document.addEventListener("candor:updated", enhance);

  // A link to a question shows its answer, also when the target is a heading inside the answer.
  const openTarget = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* not percent-encoded: take it as it is */ }
    const target = id && document.getElementById(id);
    const details = target && target.closest("details");
    if (!details || details.open) return;
    details.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // A menu is open until something else is chosen.
  const close = (menu) => { menu.open = false; };
  document.addEventListener("click", ({ target }) => all(".menu[open]").filter((menu) => !menu.contains(target)).forEach(close));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of all(".menu[open]")) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      close(menu);
    }
  });

  // A folder opened from disk has no server to turn "reports/" into "reports/index.html".
  if (location.protocol === "file:") {
    for (const link of all("a[href]")) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  }

  // A page that has moved takes along what the old address asked for.
  const moved = document.querySelector("a[data-moved]");
  if (moved) {
    const target = new URL(moved.href);
    target.search = location.search;
    if (location.hash) target.hash = location.hash;
    location.replace(target);
  }
})();
