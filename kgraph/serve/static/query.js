// The query page: YASGUI with the named queries, and a table of our own in place of YASR's, which writes
// labels into the page as HTML before it cleans them.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const queries = new Map(data.queries.map((query) => [query.name, query]));
const BASE = "https://w3id.org/kgraph/";
const ROWS_AT_FIRST = 200;

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** The server's own page about an IRI, or the IRI itself if it leads elsewhere into the web; null for any other. */
function linkOf(iri) {
  for (const room of ["actor", "claim", "document"]) {
    if (iri.startsWith(`${BASE}${room}/`)) return `/${iri.slice(BASE.length)}`;
  }
  return /^https?:/i.test(iri) && !iri.startsWith(BASE) ? iri : null;
}

function shortened(iri) {
  for (const [prefix, namespace] of Object.entries(data.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
}

function cellOf(term) {
  if (term === undefined) return "";
  if (term.type !== "uri") return term.type === "bnode" ? `_:${term.value}` : term.value;
  const link = linkOf(term.value);
  const options = { textContent: shortened(term.value), title: term.value };
  return link === null ? make("span", options) : make("a", { ...options, href: link, rel: "noopener noreferrer" });
}

/** The table of results, as a plugin of YASR. */
class Table {
  constructor(yasr) {
    this.yasr = yasr;
    this.priority = 10;
    this.label = "Table";
  }

  canHandleResults() {
    return Boolean(this.yasr.results && this.yasr.results.getVariables().length);
  }

  getIcon() {
    return make("span", { textContent: "▦ " });
  }

  download(name) {
    const getData = () => this.yasr.results.asCsv();
    return { getData, contentType: "text/csv", title: "Download as CSV", filename: `${name || "answer"}.csv` };
  }

  draw() {
    const variables = this.yasr.results.getVariables();
    const bindings = this.yasr.results.getBindings();
    const head = make("tr", {}, make("th", {}), ...variables.map((name) => make("th", { textContent: name })));
    const body = make("tbody", {});
    const table = make("table", { className: "answer" }, make("thead", {}, head), body);
    const more = make("button", { type: "button", className: "more" });
    const grow = () => {
      const shown = body.rows.length;
      for (const [at, row] of bindings.slice(shown, shown + ROWS_AT_FIRST).entries()) {
        const number = make("td", { className: "number", textContent: shown + at + 1 });
        body.append(make("tr", {}, number, ...variables.map((name) => make("td", {}, cellOf(row[name])))));
      }
      const left = bindings.length - body.rows.length;
      more.hidden = left === 0;
      more.textContent = `${left} more rows`;
    };
    more.addEventListener("click", grow);
    grow();
    this.yasr.resultsEl.replaceChildren(table, more);
    if (!bindings.length) this.yasr.resultsEl.append(make("p", { textContent: "No rows." }));
  }
}

const form = document.getElementById("named");
const choice = document.getElementById("queries");
const fields = document.getElementById("parameters");
const about = document.getElementById("about");
const hint = about.textContent;

/** The values of the chosen query's parameters that are in the editor's text, as the endpoint takes them. */
function parameters(text) {
  return [...fields.querySelectorAll("input")]
    .filter((input) => new RegExp(`[?$]${input.dataset.name}\\b`).test(text))
    .map((input) => ({ name: `$${input.dataset.name}`, value: input.value }));
}

const FIRST = `PREFIX kg: <${data.prefixes.kg}>
PREFIX rdf: <${data.prefixes.rdf}>
SELECT ?subject ?relation ?object ?claims WHERE {
  ?fact a kg:Fact ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; kg:claimCount ?claims .
}
ORDER BY DESC(?claims) ?subject ?relation ?object
LIMIT 100
`;

Yasgui.Yasr.registerPlugin("table", Table);
// Typing "kg:" declares the prefix. YASQE's own list is another, and knows nothing of ours.
Yasgui.Yasqe.forkAutocompleter("prefixes", {
  name: "prefixes",
  persistenceId: "kgraph-prefixes",
  get: async () => Object.entries(data.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`),
});
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  autofocus: false,
  persistenceId: "kgraph",
  copyEndpointOnNewTab: true,
  requestConfig: { endpoint: new URL("/sparql", window.location.href).href, method: "POST" },
  endpointCatalogueOptions: { getData: () => [] },
  yasqe: {
    value: FIRST,
    autocompleters: ["prefixes", "variables"],
    prefixCcApi: "",
    resizeable: true,
  },
  yasr: { pluginOrder: ["table", "response"], prefixes: data.prefixes },
});

yasgui.on("queryBefore", (_, tab) => tab.setRequestConfig({ args: parameters(tab.getYasqe().getValue()) }));

/** Put the chosen query into the editor, with a field for each of its parameters. */
function choose(name) {
  const query = queries.get(name);
  const tab = yasgui.getTab();
  const texts = Object.entries(query ? query.parameters : {});
  fields.replaceChildren(
    ...texts.map(([key, meaning]) => {
      const input = make("input", { type: "text", title: meaning, placeholder: meaning, required: true, name: `$${key}` });
      input.dataset.name = key;
      return make("label", {}, `${key} `, input);
    }),
  );
  about.textContent = query ? query.about : hint;
  if (query && tab) tab.getYasqe().setValue(query.text);
}

choice.addEventListener("change", () => choose(choice.value));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const tab = yasgui.getTab();
  if (tab) tab.getYasqe().query().catch(() => {}); // YASR shows what went wrong
});
window.kgraph = { yasgui, choose };
