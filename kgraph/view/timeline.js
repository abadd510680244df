/* When: how many claims speak of which time, and two handles that choose a part of it. */
"use strict";

const timeline = (function () {
  const { element, byId } = dom;
  const { state } = filter;
  const BARS = 40;
  const DAYS = 120; // up to so many days, the handles move by days,
  const MONTHS = 12 * 40; // up to so many months, by months, else by years
  const units = made();

  /* The days, months or years from the first to the last that claims speak of, each with its first and last day. */
  function made() {
    const known = data.periods.filter(Boolean);
    if (!known.length) return [];
    const first = known.reduce((least, period) => Math.min(least, period.from), Infinity);
    const last = known.reduce((most, period) => Math.max(most, period.to), -Infinity);
    const span = last - first;
    const letters = span <= DAYS ? 10 : span <= 30.5 * MONTHS ? 7 : 4;
    const found = [];
    for (let from = first; from <= last; from = found[found.length - 1].to + 1) {
      const name = new Date(from * 86400000).toISOString().slice(0, letters);
      found.push({ name, from: found.length ? from : first, to: lastDay(from, letters) });
    }
    return found;
  }

  function lastDay(from, letters) {
    const date = new Date(from * 86400000);
    if (letters === 10) return from;
    return letters === 7 ? data.day(date.getUTCFullYear(), date.getUTCMonth() + 2, 1) - 1 : data.day(date.getUTCFullYear() + 1, 1, 1) - 1;
  }

  function draw() {
    const size = Math.ceil(units.length / BARS);
    const counts = new Array(Math.ceil(units.length / size)).fill(0);
    data.claims.time.forEach((_, number) => {
      const period = data.periodOf(number);
      if (!period) return;
      // A claim about a whole year counts where the year begins.
      counts[Math.floor(units.findIndex((unit) => unit.to >= period.from) / size)] += 1;
    });
    const most = Math.max(...counts);
    byId("bars").replaceChildren(...counts.map((count, at) => {
      const bar = element("span", "");
      bar.style.height = `${count ? Math.max(8, (100 * count) / most) : 0}%`;
      const last = units[Math.min((at + 1) * size, units.length) - 1];
      bar.title = `${units[at * size].name}${size > 1 ? ` to ${last.name}` : ""}: ${dom.plural(count, "claim")}`;
      return bar;
    }));
  }

  function start(changed) {
    const undated = data.claims.time.filter((_, number) => !data.periodOf(number)).length;
    byId("undated-count").textContent = undated;
    byId("timeline").hidden = !units.length;
    byId("undated").addEventListener("change", () => {
      state.undated = byId("undated").checked;
      changed();
    });
    if (!units.length) return;
    for (const id of ["since", "until"]) {
      byId(id).max = units.length - 1;
      byId(id).addEventListener("input", () => {
        take(id);
        changed();
      });
    }
    draw();
  }

  /* The handles do not pass each other. */
  function take(moved) {
    let [since, until] = ["since", "until"].map((id) => Number(byId(id).value));
    if (moved === "since") since = Math.min(since, until);
    else until = Math.max(since, until);
    state.since = since > 0 ? units[since].from : null;
    state.until = until < units.length - 1 ? units[until].to : null;
  }

  function sync() {
    byId("undated").checked = state.undated;
    if (!units.length) return;
    const since = state.since === null ? 0 : place(state.since);
    const until = state.until === null ? units.length - 1 : place(state.until);
    for (const [id, at] of [["since", since], ["until", until]]) {
      byId(id).value = at;
      byId(id).setAttribute("aria-valuetext", units[at].name);
      byId(`${id}-value`).textContent = units[at].name;
    }
    const bars = byId("bars").children;
    const size = Math.ceil(units.length / BARS);
    [...bars].forEach((bar, at) => bar.classList.toggle("out", (at + 1) * size - 1 < since || at * size > until));
  }

  function place(day) {
    const found = units.findIndex((unit) => unit.to >= day);
    return found < 0 ? units.length - 1 : found;
  }

  return { start, sync };
})();
