/* Light or dark: as the system has it, until the reader switches. */
"use strict";

const theme = (function () {
  const KEY = "kgraph-theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let chosen = remembered();

  /* Where a browser keeps nothing for a page, the choice holds until the page is closed. */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function dark() {
    return chosen ? chosen === "dark" : system.matches;
  }

  function toggle() {
    chosen = dark() ? "light" : "dark";
    try {
      localStorage.setItem(KEY, chosen);
    } catch { /* see above */ }
    apply();
  }

  function apply() {
    const root = document.documentElement;
    root.dataset.theme = dark() ? "dark" : "light";
    for (const [kind, pairs] of Object.entries(colors)) {
      pairs.forEach((pair, number) => root.style.setProperty(`--${kind}-${number}`, pick(pair)));
    }
    listeners.forEach((listener) => listener());
  }

  const colors = {
    branch: data.branches.map((branch) => [branch.light, branch.dark]),
    style: data.styles.map((style) => [style.light, style.dark]),
    group: [...data.groupColors, data.noGroup],
  };

  function pick([light, other]) {
    return dark() ? other : light;
  }

  /* A colour for the canvas; in the document it is `var(--KIND-NUMBER)`. */
  function color(kind, number) {
    return pick(colors[kind][number]);
  }

  /* A colour of the style sheet. */
  function variable(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  system.addEventListener("change", apply);
  apply();
  return { dark, toggle, color, variable, onChange: (listener) => listeners.push(listener) };
})();
