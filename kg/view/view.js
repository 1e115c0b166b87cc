"use strict";
/* The view in the browser: canvas, legend, search, panel. Text reaches the page as text only. */
(() => {
  const { view, nodes, edges, options } = JSON.parse(document.getElementById("view").textContent);
  const at = (id) => document.getElementById(id);
  const INK = "#16202b", RING = "#16202b";
  const FONT = 'Inter, "Segoe UI", system-ui, "Noto Sans", "Liberation Sans", sans-serif';
  const HUB = 10;
  const PIXELS = nodes.length > 80 ? 11 : 12;
  const near = nodes.map(() => new Set());
  const joined = nodes.map(() => []);
  for (const edge of edges) {
    near[edge.from].add(edge.to);
    near[edge.to].add(edge.from);
    joined[edge.from].push(edge);
    if (edge.to !== edge.from) joined[edge.to].push(edge);
  }
  const state = { selected: null, hovered: null, kinds: new Set(), predicates: new Set() };

  /* ---------------------------------------------------------------- small parts of the page */

  function make(tag, text, attributes = {}) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function drawn(tag, attributes, ...inner) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inner);
    return element;
  }

  const OUTLINES = {
    square: "M3 3H17V17H3Z", diamond: "M10 1L19 10L10 19L1 10Z", triangle: "M10 1L19 18H1Z",
    hexagon: "M5.5 2H14.5L19 10L14.5 18H5.5L1 10Z",
  };

  function sign(kind) {
    const look = { fill: kind.hue, stroke: RING, "stroke-opacity": 0.45 };
    const shape = kind.shape === "dot" ? drawn("circle", { cx: 10, cy: 10, r: 8.5, ...look })
      : drawn("path", { d: OUTLINES[kind.shape], ...look });
    const y = kind.shape === "triangle" ? 15.5 : 13.7;
    const letter = drawn("text", { x: 10, y, "text-anchor": "middle", "font-size": 10, "font-weight": 700, fill: kind.ink }, kind.letter);
    return drawn("svg", { width: 18, height: 18, viewBox: "0 0 20 20", "aria-hidden": "true" }, shape, letter);
  }

  function stroke(predicate) {
    const line = drawn("path", { d: "M1 6H20", stroke: predicate.hue, "stroke-width": 2.2, "stroke-dasharray": predicate.dash.join(" ") });
    const head = drawn("path", { d: "M20 2.5L26 6L20 9.5Z", fill: predicate.hue });
    return drawn("svg", { width: 27, height: 12, viewBox: "0 0 27 12", "aria-hidden": "true" }, line, head);
  }

  /* ---------------------------------------------------------------- the canvas */

  const canvasNodes = new vis.DataSet(nodes.map((n) => ({
    id: n.id, x: n.x, y: n.y, size: n.size, shape: n.shape, label: undefined,
    color: { background: view.kinds[n.kind].hue, border: "rgba(22,32,43,.5)", hover: { background: view.kinds[n.kind].hue, border: RING } },
  })));
  const alpha = edges.length > 400 ? 0.35 : edges.length > 120 ? 0.5 : 0.65;
  const canvasEdges = new vis.DataSet(edges.map((e) => ({
    id: e.id, from: e.from, to: e.to, smooth: e.smooth || false,
    dashes: view.predicates[e.p].dash.length ? view.predicates[e.p].dash : false,
    color: { color: view.predicates[e.p].hue, hover: view.predicates[e.p].hue, opacity: alpha },
  })));
  const network = new vis.Network(at("canvas"), { nodes: canvasNodes, edges: canvasEdges }, JSON.parse(options));
  at("canvas").firstElementChild.tabIndex = 0; // the library puts itself before all else
  const hidden = (n) => state.kinds.has(n.kind);
  const lit = (id) => state.selected === null || id === state.selected || near[state.selected].has(id);
  const rank = nodes.map((n) => n.id).sort((a, b) => (b === view.start) - (a === view.start)
    || joined[b].length - joined[a].length || a - b);

  function restyle() {
    canvasNodes.update(nodes.map((n) => ({
      id: n.id, hidden: hidden(n), opacity: lit(n.id) ? 1 : 0.18, borderWidth: n.id === state.selected ? 4 : 1.5,
    })));
    canvasEdges.update(edges.map((e) => {
      const touched = state.selected !== null && (e.from === state.selected || e.to === state.selected);
      const strength = state.selected === null ? alpha : touched ? Math.max(alpha, 0.75) : 0.08;
      return {
        id: e.id, hidden: state.predicates.has(e.p) || hidden(nodes[e.from]) || hidden(nodes[e.to]),
        color: { color: view.predicates[e.p].hue, hover: view.predicates[e.p].hue, opacity: strength },
      };
    }));
  }

  /* Names keep their size at any zoom; one that would cover another is left out until there is room. */
  function names(context) {
    const scale = network.getScale(), cell = 48, cells = new Map();
    const taken = (box, name, anyway) => {
      const found = [];
      for (let i = Math.floor(box[0] / cell); i <= Math.floor(box[2] / cell); i++)
        for (let j = Math.floor(box[1] / cell); j <= Math.floor(box[3] / cell); j++) found.push(i + ":" + j);
      if (!anyway) for (const key of found)
        for (const other of cells.get(key) || [])
          if (other.name !== name && box[0] < other.box[2] && other.box[0] < box[2] && box[1] < other.box[3] && other.box[1] < box[3]) return true;
      for (const key of found) cells.set(key, [...(cells.get(key) || []), { box, name }]);
      return false;
    };
    const shown = rank.filter((id) => !hidden(nodes[id]) && (lit(id) || id === state.hovered));
    const first = [state.hovered, state.selected].filter((id) => id !== null && shown.includes(id));
    const places = network.getPositions(shown);
    const origin = network.canvasToDOM({ x: 0, y: 0 }), frame = at("canvas").getBoundingClientRect();
    context.textAlign = "center";
    for (const id of shown) {
      const { x, y } = places[id], r = nodes[id].size, kind = view.kinds[nodes[id].kind];
      if (r * scale < 6.5 || !lit(id)) continue;
      context.font = `700 ${r * (kind.shape === "triangle" ? 0.85 : 1.05)}px sans-serif`;
      context.textBaseline = "middle";
      context.fillStyle = kind.ink;
      context.fillText(kind.letter, x, y + r * (kind.shape === "triangle" ? 0.16 : 0.06));
    }
    context.textBaseline = "top";
    context.lineJoin = "round";
    let count = 0, covered = false;
    const disc = (id) => {
      const { x, y } = places[id], r = nodes[id].size;
      taken([(x - r) * scale, (y - r) * scale, (x + r) * scale, (y + r) * scale], id, true);
    };
    for (const id of new Set([...first, ...shown])) {
      const forced = id === state.hovered || id === state.selected;
      /* The names of hubs may cover small nodes; all other names give way to every node. */
      if (!covered && !forced && joined[id].length < HUB) {
        shown.forEach(disc);
        covered = true;
      }
      const strong = forced || id === view.start;
      const { x, y } = places[id], r = nodes[id].size, size = (strong ? PIXELS + 1 : PIXELS) / scale, step = size * 1.14;
      if (count < 160) {
        context.font = `${strong ? 650 : 400} ${size}px ${FONT}`;
        const whole = nodes[id].short, gap = 3 / scale;
        /* Below the node where there is room, else beside or above it, else its first line only. */
        const place = (lines) => {
          const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2;
          const high = step * lines.length, beside = r + half + gap * 1.4;
          const spots = [[x, y + r + gap], [x + beside, y - high / 2], [x - beside, y - high / 2], [x, y - r - gap - high]];
          const box = ([cx, top]) => [(cx - half) * scale - 2, top * scale, (cx + half) * scale + 2, (top + high) * scale];
          const inside = ([left, top, right, low]) => left + origin.x > 3 && right + origin.x < frame.width - 3
            && top + origin.y > 3 && low + origin.y < frame.height - 3;
          const free = spots.find((spot) => inside(box(spot)) && !taken(box(spot), id));
          return free && { cx: free[0], top: free[1], lines };
        };
        const found = place(whole) || (whole.length > 1 && place([whole[0] + "…"]))
          || (forced && { cx: x, top: y + r + gap, lines: whole });
        const { cx, top, lines } = found || { cx: x, top: y, lines: [] };
        context.strokeStyle = "rgba(255,255,255,.94)";
        context.lineWidth = 3.5 / scale;
        context.fillStyle = INK;
        lines.forEach((line, i) => context.strokeText(line, cx, top + i * step));
        lines.forEach((line, i) => context.fillText(line, cx, top + i * step));
        count += lines.length ? 1 : 0;
      }
      if (!covered) disc(id);
    }
    document.body.dataset.ready = "yes";
    document.body.dataset.named = String(count);
  }
  network.on("afterDrawing", names);

  /* Bring all that is not hidden into the frame, names included; names do not shrink with the rest. */
  function fit() {
    const shown = nodes.filter((n) => !hidden(n));
    if (!shown.length) return;
    const frame = at("canvas").getBoundingClientRect();
    const room = { x: Math.max(frame.width - 32, 100), y: Math.max(frame.height - 76, 100) };
    let scale = 1.3, reach;
    for (let turn = 0; turn < 6; turn++) {
      const wide = (n) => Math.max(n.size, Math.max(...n.short.map((l) => l.length)) * PIXELS * 0.28 / scale);
      const low = (n) => n.size + n.short.length * PIXELS * 1.2 / scale;
      reach = {
        left: Math.min(...shown.map((n) => n.x - wide(n))), right: Math.max(...shown.map((n) => n.x + wide(n))),
        top: Math.min(...shown.map((n) => n.y - n.size)), low: Math.max(...shown.map((n) => n.y + low(n))),
      };
      scale = Math.min(1.3, room.x / (reach.right - reach.left), room.y / (reach.low - reach.top));
    }
    const position = { x: (reach.left + reach.right) / 2, y: (reach.top + reach.low) / 2 + 18 / scale };
    network.setOptions({ edges: { width: Math.max(1.4, 0.7 / scale) } });
    network.moveTo({ position, scale, animation: false });
  }
  let moved = false;
  for (const act of ["zoom", "dragEnd"]) network.on(act, () => { moved = true; });
  new ResizeObserver(() => {
    network.setSize("100%", "100%");
    network.redraw();
    if (!moved) fit();
  }).observe(at("canvas"));

  /* ---------------------------------------------------------------- the panel */

  const word = (index) => (typeof index === "number" ? view.strings[index] : index);

  function evidence(line) {
    const inside = make("div");
    const say = (name, text) => {
      if (!text) return;
      const row = make("p");
      row.append(make("b", name + " "), text);
      inside.append(row);
    };
    say("Source", word(line.s));
    say("Place", line.a);
    if (line.q) inside.append(make("blockquote", "“" + line.q + "”"));
    say("As written", line.r);
    say("Interval", line.i && `${line.i}${line.w === undefined ? "" : " (" + word(line.w) + ")"}`);
    if (!line.i) say("Bounds", word(line.w));
    say("Confidence", word(line.c));
    say("By", word(line.b));
    if (line.t !== undefined) inside.append(address(word(line.t), "Relies on "));
    say("Note", line.n);
    if (line.m) say("", "Written from memory; no source was opened for it.");
    if (line.k) say("Also said by", line.k === 1 ? "one more statement" : `${line.k} more statements`);
    for (const [value, reason] of line.x || []) say("Overruled:", `${value} (${reason})`);
    return inside;
  }

  /* A web address from the data becomes a link only by these two schemes. */
  function address(text, before) {
    const row = make("p");
    if (before) row.append(make("b", before));
    if (/^https?:\/\//i.test(text)) {
      row.append(make("a", text, { href: text, rel: "noopener noreferrer", target: "_blank" }));
    } else row.append(text);
    return row;
  }

  let opened = 0;
  function entry(line, other) {
    const item = make("dd"), said = make("div");
    if (other !== undefined) {
      const button = make("button", nodes[other].name, { type: "button", class: "thing" });
      button.addEventListener("click", () => select(other, { move: true, read: true }));
      said.append(button);
    } else said.append(/^https?:\/\//i.test(line.v) ? address(line.v) : line.v);
    item.append(said);
    if (!line) return item;
    if (line.m) said.append(make("span", "from memory", { class: "tag" }));
    if (line.x) said.append(make("span", `${line.x.length} overruled`, { class: "tag" }));
    if (line.i) said.append(make("div", line.i, { class: "note" }));
    if (line.s === undefined && !line.x) return item;
    const inside = evidence(line), name = "evidence-" + (opened += 1);
    const toggle = make("button", "source", { type: "button", class: "why", "aria-expanded": "false", "aria-controls": name });
    inside.id = name;
    inside.className = "evidence";
    inside.hidden = true;
    toggle.addEventListener("click", () => {
      inside.hidden = !inside.hidden;
      toggle.setAttribute("aria-expanded", String(!inside.hidden));
    });
    item.append(toggle, inside);
    return item;
  }

  function list(title, groups) {
    if (!groups.size) return [];
    const terms = make("dl");
    for (const [name, items] of groups) terms.append(make("dt", items.length > 3 ? `${name} (${items.length})` : name), ...items);
    return [make("h3", title), terms];
  }

  function panel(id) {
    const aside = at("panel");
    aside.scrollTop = 0;
    if (id === null) {
      aside.replaceChildren(make("h2", view.title), make("p", view.summary, { class: "note" }),
        make("p", "Select a thing, here or in the table, to read what is known of it and on what that rests.", { class: "note" }));
      return;
    }
    const n = nodes[id], kind = make("p", null, { class: "kind" });
    kind.append(sign(view.kinds[n.kind]), view.kinds[n.kind].name);
    const lines = view.lines[id] || [], properties = new Map(), relations = new Map();
    const add = (groups, name, item) => groups.set(name, [...(groups.get(name) || []), item]);
    for (const line of lines) {
      const name = word(line.g);
      if (typeof line.o === "number" && line.o !== id) continue;
      add(line.o === undefined ? properties : relations, line.o === undefined ? name : "→ " + name, entry(line));
    }
    const sought = (from, to, name) => (view.lines[from] || []).find((l) => l.o === to && word(l.g) === name);
    for (const edge of joined[id]) {
      const name = view.predicates[edge.p].name, out = edge.from === id;
      add(relations, (out ? "→ " : "← ") + name, entry(sought(edge.from, edge.to, name), out ? edge.to : edge.from));
    }
    const more = n.links - joined[id].length;
    const counted = `${n.links} ${n.links === 1 ? "relation" : "relations"} in the whole graph, ${joined[id].length} drawn`;
    aside.replaceChildren(make("h2", n.name), kind, make("code", n.iri), make("p", counted, { class: "note" }));
    if (view.lines[id] === null) aside.append(make("p", "What is known of it was left out to keep this file small; draw a view of it alone.", { class: "note" }));
    aside.append(...list("Properties", properties), ...list("Relations", relations));
    if (more > 0 && joined[id].length) aside.append(make("p", `Relations that are not drawn: ${more}`, { class: "note" }));
  }

  /* ---------------------------------------------------------------- what the reader does */

  function select(id, { move = false, read = false } = {}) {
    state.selected = id;
    if (id !== null && hidden(nodes[id])) at("kinds").querySelectorAll("input")[nodes[id].kind].click();
    restyle();
    panel(id);
    try {
      history.replaceState(null, "", id === null ? "#" : "#" + encodeURIComponent(nodes[id].iri));
    } catch (refused) { /* a page inside a notebook has no address of its own */ }
    at("heard").textContent = id === null ? "Nothing selected" : `${nodes[id].name}, ${view.kinds[nodes[id].kind].name}`;
    if (move && id !== null) network.moveTo({ position: { x: nodes[id].x, y: nodes[id].y }, animation: false });
    if (read) at("panel").focus({ preventScroll: false });
  }

  network.on("click", (event) => select(event.nodes.length ? event.nodes[0] : null));
  network.on("hoverNode", (event) => { state.hovered = event.node; network.redraw(); });
  network.on("blurNode", () => { state.hovered = null; network.redraw(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") select(null); });

  function legend(place, entries, picture, off) {
    entries.forEach((each, index) => {
      const label = make("label"), box = make("input", null, { type: "checkbox" });
      box.checked = true;
      box.addEventListener("change", () => { box.checked ? off.delete(index) : off.add(index); restyle(); });
      label.append(box, picture(each), make("span", each.name), make("span", each.total > each.count ? `${each.count}/${each.total}` : each.count));
      const item = make("li");
      item.append(label);
      at(place).append(item);
    });
  }
  legend("kinds", view.kinds, sign, state.kinds);
  legend("predicates", view.predicates, stroke, state.predicates);

  at("names").append(...nodes.map((n) => make("option", null, { value: n.name })));
  function search(loose) {
    const sought = at("search").value.trim().toLowerCase();
    if (!sought) return;
    const exact = nodes.find((n) => n.name.toLowerCase() === sought || n.iri.toLowerCase() === sought);
    const found = exact || (loose && rank.map((id) => nodes[id]).find((n) => n.name.toLowerCase().includes(sought)));
    if (found) select(found.id, { move: true });
    else if (loose) at("heard").textContent = "Nothing in this view is called so";
    at("search").setAttribute("aria-invalid", String(Boolean(loose && !found)));
  }
  at("search").addEventListener("input", () => search(false));
  at("search").addEventListener("keydown", (event) => { if (event.key === "Enter") search(true); });
  at("tables").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-node]");
    if (!button) return;
    select(Number(button.dataset.node), { move: true, read: true });
    at("stage").scrollIntoView({ block: "end" });
  });

  function save(blob, ending) {
    const link = make("a", null, { href: URL.createObjectURL(blob), download: (view.title.replace(/[^\w.-]+/g, "-") || "view") + ending });
    link.click();
    URL.revokeObjectURL(link.href);
  }
  at("fit").addEventListener("click", fit);
  at("png").addEventListener("click", () => {
    const picture = at("canvas").querySelector("canvas"), copy = make("canvas");
    copy.width = picture.width;
    copy.height = picture.height;
    const context = copy.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(picture, 0, 0);
    copy.toBlob((blob) => save(blob, ".png"));
  });
  at("csv").addEventListener("click", () => {
    const quoted = (cell) => '"' + cell.textContent.replace(/"/g, '""').replace(/^([=+\-@])/, "'$1") + '"';
    const table = at("relations-table") || at("things-table");
    const lines = [...table.rows].map((row) => [...row.cells].map(quoted).join(","));
    save(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }), ".csv");
  });

  fit();
  const asked = decodeURIComponent(location.hash.slice(1));
  const linked = nodes.find((n) => n.iri === asked);
  if (linked) select(linked.id);
  else panel(view.start);
})();
