/* The search box: a combobox whose list holds the actors with a spelling that fits (WAI-ARIA 1.2, list autocomplete). */
"use strict";

const search = (function () {
  const { element, byId, plain } = dom;
  const MOST = 12;
  const NONE = 3;
  const box = byId("search");
  const list = byId("found");
  const spellings = data.actors.map((actor) => [actor.label, ...actor.names, ...actor.known].map((text) => ({ text, plain: plain(text) })));
  let found = []; // actors, with the spelling that fits
  let current = -1;
  let choose;

  /* How well a spelling fits: 0 for a name that begins so, 1 for one with a word that does, 2 for one that holds it,
     whatever the spaces; NONE for any other. */
  function rank(text, wanted) {
    if (text.startsWith(wanted)) return 0;
    if (text.includes(` ${wanted}`)) return 1;
    return text.replaceAll(" ", "").includes(wanted.replaceAll(" ", "")) ? 2 : NONE;
  }

  function best(id, wanted) {
    let fit = null;
    spellings[id].forEach((spelling, number) => {
      const order = rank(spelling.plain, wanted);
      if (order < NONE && (!fit || order < fit.order)) fit = { id, order, text: number ? spelling.text : null };
    });
    return fit;
  }

  function update() {
    const wanted = plain(box.value);
    const fitting = wanted ? data.actors.map((_, id) => best(id, wanted)).filter(Boolean) : [];
    fitting.sort((one, other) => one.order - other.order || one.id - other.id); // of equals, the strongest first
    found = fitting.slice(0, MOST);
    list.replaceChildren(...found.map(option));
    byId("found-none").hidden = !wanted || found.length > 0;
    byId("found-count").textContent = !wanted ? "" : `${fitting.length} found${fitting.length > MOST ? `, ${MOST} listed` : ""}`;
    show(found.length > 0);
    point(found.length ? 0 : -1);
  }

  function option({ id, text }, number) {
    const made = element("li", "actor", panel.symbol(id), element("span", "name hostile", data.actors[id].label),
      element("span", "count hostile", text || data.actors[id].type));
    made.id = `found-${number}`;
    made.setAttribute("role", "option");
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    made.addEventListener("click", () => take(number));
    return made;
  }

  function show(visible) {
    list.hidden = !visible;
    box.setAttribute("aria-expanded", visible);
  }

  function point(number) {
    current = number;
    [...list.children].forEach((each, at) => each.setAttribute("aria-selected", at === number));
    if (number < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", `found-${number}`);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function take(number) {
    const { id } = found[number];
    close();
    choose(id);
  }

  function close() {
    box.value = "";
    update();
  }

  function keys(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && found.length) {
      show(true);
      point((current + move + found.length) % found.length);
    } else if (event.key === "Enter" && current >= 0 && !list.hidden) take(current);
    else if (event.key === "Escape" && box.value) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /* `chosen` is told the actor that the reader takes. */
  function start(chosen) {
    choose = chosen;
    box.addEventListener("input", update);
    box.addEventListener("keydown", keys);
    box.addEventListener("blur", () => show(false));
    box.addEventListener("focus", () => show(found.length > 0));
  }

  return { start };
})();
