/* Puts the parts together: what the reader does changes the state, and the state is shown. */
"use strict";

(function () {
  const { byId, plural } = dom;
  const { state } = filter;
  let shown;

  function refresh() {
    shown = filter.shown();
    picture.draw(shown);
    panel.render(shown, actions);
    controls.sync();
    timeline.sync();
    const claims = [...shown.edges.values()].reduce((sum, each) => sum + each.length, 0);
    byId("status").textContent = `${shown.actors.size} of ${plural(data.actors.length, "actor")} · ` +
      `${shown.edges.size} of ${plural(data.edges.length, "edge")} · ${claims} of ${plural(data.claims.id.length, "claim")}`;
    byId("chosen").textContent = state.selected ? byId("panel").querySelector("h2").textContent : ""; // for screen readers
    remember(link.write());
  }

  /* Puts the view into the address; a frame in a notebook has none. */
  function remember(words) {
    if (words === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", words ? `#${words}` : location.pathname + location.search);
    } catch { /* see above */ }
  }

  function choose(selected) {
    state.selected = selected;
    refresh();
    byId("panel").scrollTop = 0;
  }

  /* The same as choosing, but the focus moves to what is said of it. */
  function show(selected) {
    choose(selected);
    picture.reveal();
    byId("panel").focus({ preventScroll: true });
  }

  function keepFocus(change, id) {
    change();
    refresh();
    picture.reveal(true);
    (byId(id) || byId("panel")).focus({ preventScroll: true });
  }

  const actions = {
    choose: show,
    open: (id) => keepFocus(() => filter.open(id), "expand"),
    shut: (id) => keepFocus(() => filter.shut(id), "collapse"),
  };

  function restore() {
    link.read(location.hash);
    refresh();
    picture.fit();
  }

  // ------------------------------------------------------------------ the picture

  function onClick(event) {
    if (event.nodes.length) choose({ kind: "actor", id: event.nodes[0] });
    else if (event.edges.length) choose({ kind: "edge", id: event.edges[0] });
    else choose(null);
  }

  /* A double click brings an actor's neighbours into view, or puts them away. */
  function onDoubleClick(event) {
    if (!event.nodes.length) return;
    const id = event.nodes[0];
    const away = filter.neighbours(shown, id).some((other) => !shown.actors.has(other));
    (away ? filter.open : filter.shut)(id);
    choose({ kind: "actor", id });
    picture.reveal(true);
  }

  /* N and P go from actor to actor, the strongest first. */
  function pictureKeys(event) {
    const move = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || !shown.actors.size) return;
    const ids = [...shown.actors.keys()];
    const at = state.selected && state.selected.kind === "actor" ? ids.indexOf(state.selected.id) : move > 0 ? -1 : 0;
    choose({ kind: "actor", id: ids[(at + move + ids.length) % ids.length] });
  }

  function savePicture() {
    picture.png(`${document.title} · ${byId("status").textContent}`).toBlob((blob) => {
      const made = document.createElement("a");
      made.href = URL.createObjectURL(blob);
      made.download = "network.png";
      made.click();
      setTimeout(() => URL.revokeObjectURL(made.href), 10000);
    });
  }

  async function copyLink() {
    const box = byId("link");
    box.hidden = false;
    box.value = location.href;
    box.select();
    try {
      await navigator.clipboard.writeText(location.href);
      byId("link-note").textContent = "The link is copied.";
    } catch {
      byId("link-note").textContent = "Copy this link:";
    }
  }

  // ------------------------------------------------------------------ start

  controls.start(refresh);
  timeline.start(refresh);
  search.start((id) => show({ kind: "actor", id }));
  restore();
  picture.network.once("afterDrawing", () => performance.mark("drawn"));
  const drawing = byId("picture").querySelector(".vis-network");
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-label", "Network of actors. Arrow keys move it, + and - zoom, N and P choose the next and " +
    "the previous actor. The panel lists the same actors.");
  drawing.addEventListener("keydown", pictureKeys);
  picture.network.on("click", onClick);
  picture.network.on("doubleClick", onDoubleClick);
  theme.onChange(refresh);
  byId("theme").addEventListener("click", theme.toggle);
  byId("fit").addEventListener("click", picture.fit);
  byId("png").addEventListener("click", savePicture);
  byId("copy").addEventListener("click", copyLink);
  byId("skip").addEventListener("click", () => byId("panel").focus());
  byId("reset").addEventListener("click", () => {
    const { selected } = state;
    filter.reset();
    state.selected = selected;
    refresh();
  });
  window.addEventListener("hashchange", restore);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected) choose(null);
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId("search").focus();
    }
  });
  const { network, nodes, edges } = picture;
  window.kgraph = {
    network, nodes, edges, data, state, named: picture.named,
    showActor: (id) => show({ kind: "actor", id }), showEdge: (id) => show({ kind: "edge", id }),
  };
})();
