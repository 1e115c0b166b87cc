"""Places for the nodes of a view: readable, without overlap, and the same each time.

Springs give the shape of each connected part. Leaves of one hub that are of one kind hang together
on a point of their own, so that a hub shows bunches, not a ball. Then the boxes of nodes with their
labels are pushed apart, and the parts are set in rows.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Box = tuple[float, float]
"""Width and height in pixels."""

STRETCH = 1.2
"""Width over height of a drawing: that of the canvas between legend and panel on usual screens."""
ROOM = 2.4
"""Area of a drawing over the area of its boxes."""
BUNCH = 4
"""So many leaves of one kind on one hub make a bunch."""
FEW = 12
"""Parts of no more nodes keep the places that the springs give."""
MANY = 80
"""Parts of no more nodes are cleared of lines that pass through nodes."""
GAP = 26.0
"""Pixels between the parts of a drawing."""


def positions(
    boxes: Sequence[Box], edges: Iterable[tuple[int, int]], kinds: Sequence[str]
) -> list[tuple[int, int]]:
    """Return the centre of each box in whole pixels, y downwards.

    `boxes` are the nodes with their labels, `edges` join them by number, and `kinds` says which
    leaves belong together. The same input gives the same places.
    """
    joined = sorted({(min(e), max(e)) for e in edges if e[0] != e[1]})
    placed: list[tuple[list[int], list[Point]]] = []
    single: list[int] = []
    for part in _parts(len(boxes), joined):
        if len(part) == 1:
            single += part
            continue
        members = set(part)
        within = [e for e in joined if e[0] in members]
        points = _spring(part, within, kinds)
        points = _apart(_scaled(points, [boxes[i] for i in part]), boxes, part)
        if len(part) <= MANY:
            points = _apart(_clear(points, within, boxes, part), boxes, part)
        placed.append((part, points))
    single.sort(key=lambda i: (kinds[i], i))
    if single:
        placed.append((single, _grid([boxes[i] for i in single])))
    return _in_rows(placed, boxes)


def _parts(count: int, edges: list[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts, the largest first."""
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    seen: set[int] = set()
    parts = []
    for start in range(count):
        if start in seen:
            continue
        part, waiting = [], [start]
        seen.add(start)
        while waiting:
            this = waiting.pop()
            part.append(this)
            fresh = [n for n in near[this] if n not in seen]
            seen.update(fresh)
            waiting += fresh
        parts.append(sorted(part))
    return sorted(parts, key=lambda p: (-len(p), p))


def _spring(part: list[int], edges: list[tuple[int, int]], kinds: Sequence[str]) -> list[Point]:
    """Return the places that springs give to the nodes of a connected part, turned to lie flat."""
    import rustworkx

    near: dict[int, list[int]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    bunches: dict[tuple[int, str], list[int]] = defaultdict(list)
    for node in part:
        if len(near[node]) == 1 and len(near[near[node][0]]) > 1:
            bunches[near[node][0], kinds[node]].append(node)
    kept = {b: leaves for b, leaves in bunches.items() if len(leaves) >= BUNCH}
    leaves = {leaf for members in kept.values() for leaf in members}
    graph = rustworkx.PyGraph()
    number = dict(zip(part, graph.add_nodes_from(part), strict=True))
    graph.add_edges_from(
        [(number[a], number[b], 1.0) for a, b in edges if a not in leaves and b not in leaves]
    )
    for (hub, _), members in kept.items():
        knot = graph.add_node(-1)
        graph.add_edge(number[hub], knot, 1.0)
        graph.add_edges_from([(knot, number[leaf], 1.6) for leaf in members])
    found = rustworkx.spring_layout(graph, num_iter=300, seed=7)
    return _level([(float(found[number[i]][0]), float(found[number[i]][1])) for i in part])


def _level(points: list[Point]) -> list[Point]:
    """Turn the points about their middle so that they reach furthest from left to right."""
    mx = sum(x for x, _ in points) / len(points)
    my = sum(y for _, y in points) / len(points)
    xx = sum((x - mx) ** 2 for x, _ in points)
    yy = sum((y - my) ** 2 for _, y in points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    c, s = math.cos(angle), math.sin(angle)
    return [((x - mx) * c + (y - my) * s, (y - my) * c - (x - mx) * s) for x, y in points]


def _scaled(points: list[Point], boxes: list[Box]) -> list[Point]:
    """Spread the points over an area that has room for the boxes.

    A small part keeps its shape. A larger one is spread half by place and half by rank: ranks use
    the room evenly, places keep the shape.
    """
    area = ROOM * sum((w + 8) * (h + 6) for w, h in boxes)
    if len(points) <= FEW:
        wide = max(abs(x - y) for axis in zip(*points, strict=True) for x in axis for y in axis)
        factor = math.sqrt(1.6 * area * STRETCH) / (wide or 1.0)
        return [(x * factor, y * factor) for x, y in points]
    height = math.sqrt(area / STRETCH)
    xs = _blend([x for x, _ in points])
    ys = _blend([y for _, y in points])
    return [(x * height * STRETCH, y * height) for x, y in zip(xs, ys, strict=True)]


def _blend(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    rank = {i: r for r, i in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i)))}
    last = max(len(values) - 1, 1)
    return [0.5 * (v - low) / span + 0.5 * rank[i] / last - 0.5 for i, v in enumerate(values)]


def _apart(points: list[Point], boxes: Sequence[Box], part: list[int]) -> list[Point]:
    """Push overlapping boxes apart, each time along the way that is shorter."""
    x, y = [p[0] for p in points], [p[1] for p in points]
    wide = max(boxes[i][0] for i in part) + 8
    for _ in range(150 if len(part) <= 200 else 30):
        moved = False
        order = sorted(range(len(part)), key=lambda i: (x[i], i))
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                if x[j] - x[i] > wide:
                    break
                (wi, hi), (wj, hj) = boxes[part[i]], boxes[part[j]]
                over_x = (wi + wj) / 2 + 8 - abs(x[j] - x[i])
                over_y = (hi + hj) / 2 + 6 - abs(y[j] - y[i])
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_y < over_x:
                    push = over_y / 2 if y[j] >= y[i] else -over_y / 2
                    y[i], y[j] = y[i] - push, y[j] + push
                else:
                    push = over_x / 2 if x[j] >= x[i] else -over_x / 2
                    x[i], x[j] = x[i] - push, x[j] + push
        if not moved:
            break
    return list(zip(x, y, strict=True))


def _clear(
    points: list[Point], edges: list[tuple[int, int]], boxes: Sequence[Box], part: list[int]
) -> list[Point]:
    """Move nodes off the lines that pass through them and end elsewhere."""
    index = {node: i for i, node in enumerate(part)}
    now = list(points)
    for _ in range(12):
        moved = False
        for a, b in edges:
            for i, node in enumerate(part):
                if node in (a, b):
                    continue
                (ax, ay), (bx, by), (x, y) = now[index[a]], now[index[b]], now[i]
                length = math.hypot(bx - ax, by - ay) or 1.0
                along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2
                aside = ((y - ay) * (bx - ax) - (x - ax) * (by - ay)) / length
                need = boxes[node][1] / 2
                if 0 < along < 1 and abs(aside) < need:
                    push = (need - abs(aside) + 2) * (1 if aside >= 0 else -1)
                    now[i] = (x - push * (by - ay) / length, y + push * (bx - ax) / length)
                    moved = True
        if not moved:
            break
    return now


def _grid(boxes: list[Box]) -> list[Point]:
    """Return places in rows and columns, read from left to right."""
    width = max(w for w, _ in boxes) * 1.3
    height = max(h for _, h in boxes) + 12
    columns = max(1, round(math.sqrt(len(boxes) * STRETCH * height / width)))
    return [((i % columns) * width, (i // columns) * height) for i in range(len(boxes))]


def _in_rows(
    placed: list[tuple[list[int], list[Point]]], boxes: Sequence[Box]
) -> list[tuple[int, int]]:
    """Set the parts side by side in rows about as wide as the whole should be."""
    frames = []
    for part, points in placed:
        reach = [(x, y, *boxes[i]) for i, (x, y) in zip(part, points, strict=True)]
        left, right = min(x - w / 2 for x, _, w, _ in reach), max(x + w / 2 for x, _, w, _ in reach)
        top, low = min(y - h / 2 for _, y, _, h in reach), max(y + h / 2 for _, y, _, h in reach)
        frames.append((left, top, right - left + GAP, low - top + GAP))
    area = sum(w * h for _, _, w, h in frames)
    line = max([math.sqrt(1.4 * area * STRETCH), *(w for _, _, w, _ in frames)])
    result = [(0, 0)] * len(boxes)
    x = y = row = 0.0
    for (part, points), (left, top, width, height) in zip(placed, frames, strict=True):
        if x and x + width > line:
            x, y, row = 0.0, y + row, 0.0
        for i, (px, py) in zip(part, points, strict=True):
            result[i] = (round(px - left + x), round(py - top + y))
        x, row = x + width, max(row, height)
    return result
