"""Draw things and relations as one HTML page that loads nothing from elsewhere.

pyvis brings the library that draws on the canvas and holds nodes, edges and options; the page is
ours (`kg/view/`), because the one that pyvis has loads style sheets from the network and inserts
text raw. Every text from the data passes through the template's escaping or through JSON.
"""

import base64
import json
import math
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

import kg
from kg.layout import positions
from kg.looks import DASHES, LINES, LOOKS, OTHER, ink_on, shortened
from kg.names import compact
from kg.panel import Line, lines
from kg.wording import label

if TYPE_CHECKING:
    from kg.network import Network

PAGE_BYTES, FIXED_BYTES, NODE_BYTES, EDGE_BYTES = 1_450_000, 530_000, 280, 240
"""What a page may weigh, and about what its fixed part, a node and an edge do; the facts for the
panel have the rest. At the usual limit all fit; of a thousand nodes the first have theirs."""
INTERNED = "gswbct"
"""The keys of panel lines whose values come again and again and stand in a table of strings."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be drawn: the things in order of weight, the first one selected where `start`."""

    title: str
    summary: str
    network: "Network"
    start: bool
    total: dict[str, int]
    """The number of things before the limit, by kind."""
    left_out: str
    sources_to: str
    known_at: str


def page(scene: Scene, store: ox.Store) -> str:
    """Return the HTML page of a scene; the same scene gives the same text."""
    things = list(scene.network)
    number = {iri: i for i, iri in enumerate(things)}
    pairs = [
        (number[a], number[b], str(d["predicate"])) for a, b, d in scene.network.edges(data=True)
    ]
    count = Counter(p for *_, p in pairs)
    names = {p: label(store, p) if "://" in p else p for p in count}
    predicates = sorted(count, key=lambda p: (-count[p], names[p], p))
    kinds = _kinds(scene)
    known = [lines(store, iri) for iri in things]
    nodes = _nodes(scene.network, things, pairs, kinds)
    strings, packed = _packed(known, number, edges=len(pairs))
    view = {
        "title": scene.title,
        "summary": scene.summary,
        "start": 0 if scene.start else None,
        "corner": _corner(scene),
        "kinds": kinds,
        "predicates": [
            {
                "name": names[p],
                "hue": LINES[i % len(LINES)],
                "dash": DASHES[i // len(LINES) % len(DASHES)],
                "count": count[p],
            }
            for i, p in enumerate(predicates)
        ],
        "strings": strings,
        "lines": packed,
    }
    rows = _rows(pairs, known, things, names)
    return _rendered(view, nodes, _edges(pairs, predicates), rows)


def _kinds(scene: Scene) -> list[dict[str, Any]]:
    """Return the kinds that occur, in the order of `LOOKS`, with their looks and numbers."""
    count = Counter(str(kind) for _, kind in scene.network.nodes(data="kind"))
    known = [kind for kind in LOOKS if kind in count]
    found = []
    for kind in [*known, *sorted(set(count) - set(known))]:
        hue, shape, letter = LOOKS.get(kind, OTHER)
        found.append(
            {
                "name": kind,
                "hue": hue,
                "shape": shape,
                "letter": letter,
                "ink": ink_on(hue),
                "count": count[kind],
                "total": scene.total[kind],
            }
        )
    return found


def _nodes(
    network: "Network",
    things: list[str],
    pairs: list[tuple[int, int, str]],
    kinds: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the nodes as the canvas takes them: place, size, kind, names."""
    degree: Counter[int] = Counter(i for a, b, _ in pairs for i in (a, b))
    place = {kind["name"]: i for i, kind in enumerate(kinds)}
    names = [str(network.nodes[iri]["label"]) or compact(iri) for iri in things]
    sizes = [min(6 + 2.6 * math.sqrt(degree[i]), 34) for i in range(len(things))]
    short = [shortened(name) for name in names]
    boxes = [
        (max(2 * size, 6.9 * max(map(len, text)) + 6), 2 * size + 5 + 14 * len(text))
        for size, text in zip(sizes, short, strict=True)
    ]
    kind_of = [str(network.nodes[iri]["kind"]) for iri in things]
    points = positions(boxes, [(a, b) for a, b, _ in pairs], kind_of)
    nodes = []
    for i, (iri, (x, y)) in enumerate(zip(things, points, strict=True)):
        nodes.append(
            {
                "id": i,
                "x": x,
                "y": y,
                "size": round(sizes[i], 1),
                "shape": kinds[place[kind_of[i]]]["shape"],
                "kind": place[kind_of[i]],
                "name": names[i],
                "short": short[i],
                "iri": compact(iri),
                "links": network.nodes[iri]["links"],
            }
        )
    return nodes


def _edges(pairs: list[tuple[int, int, str]], predicates: list[str]) -> list[dict[str, Any]]:
    """Return the edges; a second one between the same two nodes is bent aside."""
    seen: Counter[tuple[int, int]] = Counter()
    edges = []
    for i, (a, b, predicate) in enumerate(pairs):
        edge: dict[str, Any] = {"id": i, "from": a, "to": b, "p": predicates.index(predicate)}
        before = seen[min(a, b), max(a, b)]
        if before and a != b:
            bend = {"enabled": True, "type": "curvedCW", "roundness": 0.12 * before}
            edge["smooth"] = bend
        seen[min(a, b), max(a, b)] += 1
        edges.append(edge)
    return edges


def _packed(
    known: list[list[Line]], number: dict[str, int], *, edges: int
) -> tuple[list[str], list[list[Line] | None]]:
    """Return the lines with things as node numbers and repeated strings as numbers.

    What would make the page too heavy is left out, the first things being served first.
    """
    strings: dict[str, int] = {}
    packed: list[list[Line] | None] = []
    room = PAGE_BYTES - FIXED_BYTES - NODE_BYTES * len(known) - EDGE_BYTES * edges
    for found in known:
        short = []
        for line in found:
            entry = {key: said for key, said in line.items() if key != "p"}
            for key in INTERNED:
                if key in entry:
                    entry[key] = strings.setdefault(entry[key], len(strings))
            if "o" in entry:
                entry["o"] = number.get(entry["o"], compact(entry["o"]))
            short.append(entry)
        room -= len(json.dumps(short, ensure_ascii=False).encode())
        packed.append(short if room > 0 else None)
    return list(strings), packed


def _corner(scene: Scene) -> list[str]:
    """Return what stands in the corner: what is shown, how it was chosen, of what age."""
    shown = len(scene.network)
    total = sum(scene.total.values())
    counted = f"showing {shown:,} of {total:,} things"
    dated = f"sources to {scene.sources_to}" if scene.sources_to else "no sources"
    known = [f"as known at {scene.known_at}"] if scene.known_at else []
    left = [scene.left_out] if shown < total else []
    return [counted, *left, dated, *known, f"AI Control Graph {kg.__version__}"]


def _rows(
    pairs: list[tuple[int, int, str]],
    known: list[list[Line]],
    things: list[str],
    names: dict[str, str],
) -> list[dict[str, Any]]:
    """Return the relations as rows of the table, each with what it rests on."""
    rests = {
        (a, line["p"], line["o"]): ", ".join(filter(None, (line.get("s"), line.get("a"))))
        for a, found in enumerate(known)
        for line in found
        if "o" in line
    }
    return [
        {"from": a, "to": b, "relation": names[p], "rests": rests.get((a, p, things[b]), "")}
        for a, b, p in pairs
    ]


def _rendered(
    view: dict[str, Any],
    nodes: list[dict[str, Any]],
    edges: list[dict[str, Any]],
    rows: list[dict[str, Any]],
) -> str:
    """Fill the template by way of pyvis.

    The page's policy lets no address be loaded and no script run but these two.
    """
    import pyvis
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup
    from pyvis.network import Network as Canvas

    canvas = Canvas(directed=True, cdn_resources="in_line")
    for entry in nodes:
        given = {k: v for k, v in entry.items() if k not in ("id", "shape")}
        canvas.add_node(entry["id"], label=" ", shape=entry["shape"], color=None, **given)
    canvas.edges = edges  # adding them one by one takes quadratic time
    canvas.set_options(json.dumps(_options(len(nodes))))
    ours = Path(__file__).parent / "view"
    library = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    scripts = [library.read_text(encoding="utf-8"), (ours / "view.js").read_text(encoding="utf-8")]
    canvas.templateEnv = Environment(loader=FileSystemLoader(ours), autoescape=True)
    canvas.templateEnv.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": True,
    }
    canvas.templateEnv.globals.update(
        view=view,
        rows=rows,
        style=Markup((ours / "view.css").read_text(encoding="utf-8")),
        scripts=[Markup(script) for script in scripts],
        hashes=" ".join(f"'sha256-{_hash(script)}'" for script in scripts),
    )
    canvas.path = "view.html"
    return str(canvas.generate_html(notebook=False))


def _hash(script: str) -> str:
    """Return the hash by which the page's policy lets this script run, and no other."""
    return base64.b64encode(sha256(script.encode()).digest()).decode()


def _options(count: int) -> dict[str, Any]:
    return {
        "autoResize": False,  # the page does it, because the library's way moves the picture
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"font": {"size": 0}, "borderWidth": 1.5, "chosen": False},
        "edges": {
            "smooth": False,
            "width": 1.4,
            "chosen": False,
            "arrows": {"to": {"enabled": count < 400, "scaleFactor": 0.55}},
        },
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": count > 800,
            "keyboard": {"enabled": True, "bindToWindow": False},
            "selectConnectedEdges": False,
        },
    }
