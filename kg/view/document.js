"use strict";
// Marks follow the boxes and the slider; a mark, a row or an arrow key chooses a fact, and the panel
// tells what was read there. Rows are made as they are wanted: a long law has thousands.
(() => {
  const PAGE = 100;
  const by = (id) => document.getElementById(id);
  const all = JSON.parse(by("annotations").textContent);
  const runs = [...document.querySelectorAll("[data-ids]")];
  const boxes = [...document.querySelectorAll("nav input[type=checkbox]")];
  const least = by("least");
  const ids = new Map(runs.map((run) => [run, run.dataset.ids.split(" ").map(Number)]));
  const places = all.map(() => []);
  for (const [run, numbers] of ids) for (const n of numbers) places[n].push(run);
  const quote = (n) => all[n].quote ?? places[n].map((run) => run.textContent).join("");
  let shown = [];
  let rows = 0;
  let chosen = -1;

  function element(tag, text, name) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function filter() {
    const types = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    const sure = least.value / 100;
    by("said").textContent = `${least.value} %`;
    shown = [];
    all.forEach((a, n) => { if (types.has(a.type) && a.sure >= sure) shown.push(n); });
    const visible = new Set(shown);
    for (const [run, numbers] of ids) run.classList.toggle("off", !numbers.some((n) => visible.has(n)));
    rows = 0;
    by("rows").replaceChildren();
    by("count").textContent = shown.length === all.length ? `${all.length}` : `${shown.length} of ${all.length}`;
    list();
  }

  function list() {
    const part = document.createDocumentFragment();
    for (const n of shown.slice(rows, rows + PAGE)) {
      const a = all[n];
      const row = element("tr");
      row.tabIndex = 0;
      row.dataset.n = n;
      const words = quote(n);
      row.append(element("td", a.type), element("td", a.says));
      row.append(element("td", words.length > 240 ? `“${words.slice(0, 240)}…”` : `“${words}”`));
      row.append(element("td", a.path || a.place), element("td", `${Math.round(100 * a.sure)} %`));
      part.append(row);
    }
    by("rows").append(part);
    rows = Math.min(rows + PAGE, shown.length);
    by("more").hidden = rows >= shown.length;
  }

  function card(n) {
    const a = all[n];
    const list = element("dl");
    const kind = element("dt");
    kind.append(element("i", undefined, `swatch t-${a.type}`), a.type);
    list.append(kind, element("dd", a.says, "says"), element("dd", `“${quote(n)}”`));
    list.append(element("dd", a.path ? `${a.path}, characters ${a.place}` : `characters ${a.place}`, "small"));
    const guess = a.inferred ? "; inferred, not written so" : "";
    list.append(element("dd", `rule ${a.rule}, right in ${Math.round(100 * a.sure)} %${guess}`, "small"));
    return list;
  }

  function tell(numbers) {
    for (const run of document.querySelectorAll(".chosen")) run.classList.remove("chosen");
    [chosen] = numbers;
    for (const run of places[chosen]) run.classList.add("chosen");
    by("told").replaceChildren(...numbers.map(card));
  }

  function tellRun(run) {
    const visible = new Set(shown);
    const numbers = ids.get(run).filter((n) => visible.has(n));
    // The shortest is what the reader pointed at; what lies around it is told after it.
    numbers.sort((a, b) => quote(a).length - quote(b).length);
    if (numbers.length) tell(numbers);
  }

  function goTo(n) {
    tell([n]);
    places[n][0]?.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    if (next >= 0 && next < shown.length) goTo(shown[next]);
  }

  for (const run of runs) run.tabIndex = -1;
  by("text").addEventListener("click", (event) => {
    const run = event.target.closest("[data-ids]");
    if (run) tellRun(run);
  });
  for (const kind of ["click", "keydown"]) {
    by("rows").addEventListener(kind, (event) => {
      const row = event.target.closest("tr");
      if (row && (kind === "click" || event.key === "Enter")) goTo(Number(row.dataset.n));
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  });
  by("before").addEventListener("click", () => step(-1));
  by("after").addEventListener("click", () => step(1));
  by("more").addEventListener("click", list);
  for (const input of [...boxes, least]) input.addEventListener("input", filter);
  filter();
})();
