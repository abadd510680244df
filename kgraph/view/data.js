/* What the page knows: the columns of the data as actors, edges and claims that know each other by number. */
"use strict";

const data = (function () {
  const content = parsed("kgraph-data");
  const places = parsed("kgraph-nodes");
  const lines = parsed("kgraph-edges");
  const { claims, sentences, times } = content;

  const stretch = stretched();
  const actors = content.actors.label.map((label, number) => ({
    // The end of the actor's IRI: what a link calls the actor by.
    id: content.actors.id[number] || label.replaceAll(" ", "_"),
    label,
    type: content.actors.types[content.actors.type[number]],
    style: content.actors.style[number],
    names: content.actors.names[number],
    known: content.actors.known[number],
    x: places.x[number],
    y: places.y[number] * stretch,
    edges: [],
    strength: 0, // the number of its claims, whatever is filtered
  }));

  const edges = lines.from.map((from, number) => ({
    from, to: lines.to[number], bend: lines.bend[number] / 100, branch: content.edges.branch[number], claims: [],
  }));
  claims.edge.forEach((edge, number) => edges[edge].claims.push(number));
  edges.forEach((edge, number) => {
    for (const actor of new Set([edge.from, edge.to])) {
      actors[actor].edges.push(number);
      actors[actor].strength += edge.claims.length;
    }
  });

  const periods = times.map(period);
  const groups = Object.fromEntries(Object.entries(content.groups).map(([kind, of]) => [kind, { of, names: groupNames(of) }]));

  function parsed(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  /* How much higher or flatter the layout is made, so that those in view at first fill the window. */
  function stretched() {
    const { clientWidth, clientHeight } = document.getElementById("picture");
    const [width, height] = ["x", "y"].map((axis) => {
      const first = places[axis].slice(0, content.atFirst);
      return Math.max(...first) - Math.min(...first);
    });
    const wanted = ((clientHeight / clientWidth) * width) / height;
    return wanted > 0 && Number.isFinite(wanted) ? Math.min(Math.max(wanted, 0.6), 1.8) : 1;
  }

  /* The first and the last day of an ISO 8601 date or interval, counted from 1970; null for what is neither. */
  function period(text) {
    const ends = text.split("/").map((part) => /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(part));
    if (ends.length > 2 || ends.includes(null)) return null;
    const [first, last] = [ends[0], ends[ends.length - 1]].map((found) => found.slice(1).map((part) => part && Number(part)));
    const from = day(first[0], first[1] || 1, first[2] || 1);
    const to = last[2] ? day(...last) : last[1] ? day(last[0], last[1] + 1, 1) - 1 : day(last[0] + 1, 1, 1) - 1;
    return Number.isFinite(from) && from <= to ? { from, to } : null;
  }

  function day(year, month, date) {
    return new Date(0).setUTCFullYear(year, month - 1, date) / 86400000;
  }

  /* Groups are called after their two strongest members. */
  function groupNames(of) {
    const names = [];
    of.forEach((group, actor) => {
      if (group < 0) return;
      names[group] = names[group] || [];
      if (names[group].length < 2) names[group].push(actors[actor].label);
    });
    return names.map((each) => each.join(", "));
  }

  /* One claim with all that is said about it. */
  function claim(number) {
    const edge = edges[claims.edge[number]];
    const spans = claims.spans[number];
    return {
      id: claims.id[number],
      subject: actors[edge.from].label,
      object: actors[edge.to].label,
      relation: content.relations[claims.relation[number]].label,
      branch: edge.branch,
      factuality: content.factualities[claims.factuality[number]],
      confidence: claims.confidence[number] / 100,
      by: content.speakers[claims.by[number]],
      time: times[claims.time[number]],
      sentence: sentences.text[claims.sentence[number]],
      document: content.documents[sentences.doc[claims.sentence[number]]],
      spans: ["subject", "cue", "object"].map((role, at) => ({ role, start: spans[2 * at], end: spans[2 * at + 1] })),
    };
  }

  return {
    actors, edges, claims, claim, periods, day,
    atFirst: content.atFirst, groups, groupColors: content.groupColors, noGroup: content.noGroup,
    branches: content.branches, styles: content.styles, relations: content.relations, documents: content.documents,
    speakers: content.speakers, factualities: content.factualities,
    documentOf: (number) => sentences.doc[claims.sentence[number]],
    periodOf: (number) => periods[claims.time[number]] || null,
  };
})();
