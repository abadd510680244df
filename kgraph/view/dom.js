/* Makes the page's elements. Text goes into them as text nodes and properties, never as markup. */
"use strict";

const dom = (function () {
  const BATCH = 40;
  const SVG = "http://www.w3.org/2000/svg";

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children); // strings become text nodes, never markup
    return made;
  }

  function button(className, action, ...children) {
    const made = element("button", className, ...children);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
  }

  /* Without what spellings differ in: accents, capitals, hyphens, apostrophes. */
  function plain(text) {
    const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return letters.replace(/['’‘ʻʼ`]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim() || letters.trim();
  }

  /* A link into the web that tells the other side nothing of this page; the mere words for any other address. */
  function link(words, address) {
    let scheme = "";
    try {
      scheme = new URL(address, location.href).protocol;
    } catch { /* not an address */ }
    if (scheme !== "http:" && scheme !== "https:") return element("span", "hostile", words);
    const made = element("a", "hostile", words);
    Object.assign(made, { href: address, target: "_blank", rel: "noopener noreferrer", referrerPolicy: "no-referrer" });
    return made;
  }

  function byId(id) {
    return document.getElementById(id);
  }

  /* A symbol or a line as in the picture; the colour is one that style sheets know, such as var(--style-1). */
  function icon(shape, color, dashes) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", shape === "line" ? 26 : 16);
    svg.setAttribute("height", 16);
    svg.setAttribute("viewBox", shape === "line" ? "0 -1 26 16" : "-1 -1 16 16");
    svg.setAttribute("aria-hidden", "true");
    const paths = {
      square: "M2 2H12V12H2Z", triangle: "M7 1L13 13H1Z", triangleDown: "M7 13L1 1H13Z", diamond: "M7 0L14 7L7 14L0 7Z",
      hexagon: "M4 1H10L14 7L10 13H4L0 7Z", dot: "M7 1A6 6 0 1 1 6.99 1Z", line: "M0 7H26",
    };
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", paths[shape]);
    path.style.stroke = shape === "line" ? color : "var(--rim)";
    path.style.strokeWidth = shape === "line" ? 3 : 1;
    if (shape !== "line") path.style.fill = color;
    if (dashes) path.setAttribute("stroke-dasharray", dashes.join(" "));
    svg.append(path);
    return svg;
  }

  /* A sentence with its words marked. Offsets count code points, which Array.from gives. */
  function markedSentence(text, spans, actors) {
    const quote = element("blockquote", "hostile");
    quote.dir = "auto";
    const characters = Array.from(text);
    const inside = spans.filter((span) => span.start >= 0 && span.start < span.end && span.end <= characters.length);
    const cuts = [...new Set([0, characters.length, ...inside.flatMap((span) => [span.start, span.end])])];
    cuts.sort((one, other) => one - other);
    cuts.slice(0, -1).forEach((start, index) => {
      const piece = characters.slice(start, cuts[index + 1]).join("");
      const roles = inside.filter((span) => span.start <= start && start < span.end).map((span) => span.role);
      quote.append(roles.length ? mark(piece, roles, actors) : piece);
    });
    return quote;
  }

  function mark(piece, roles, actors) {
    const made = element("mark", roles.join(" "), piece);
    made.title = roles.map((role) => (actors[role] ? `${role}: ${actors[role]}` : role)).join(", ");
    return made;
  }

  /* Long lists grow on demand, so that the page stays quick. */
  function batches(list, items, make) {
    list.append(...items.slice(0, BATCH).map(make));
    const rest = items.slice(BATCH);
    if (!rest.length) return;
    const row = element(list.tagName === "UL" ? "li" : "div", "");
    row.append(button("more", () => {
      row.remove();
      const before = list.children.length;
      batches(list, rest, make);
      const next = list.children[before];
      (next.querySelector("button") || next).focus();
    }, `Show ${Math.min(rest.length, BATCH)} more of ${rest.length}`));
    list.append(row);
  }

  return { element, button, batches, byId, icon, link, markedSentence, plain, plural };
})();
