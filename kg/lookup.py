"""Find the thing that a person means by a name: an IRI, a prefixed name, a label or an alias."""

import re
from collections import defaultdict
from contextlib import suppress

import pyoxigraph as ox

from kg.errors import UnknownName
from kg.model import Iri
from kg.names import BASE, KINDS, NAMESPACES, compact, mint, rdf, slug, term
from kg.resolve import split
from kg.triples import node

_POINT = re.compile(r"(?<=\d)[^a-z\d]+(?=\d)")
_MARKS = re.compile(r"[\W]+")


def find(store: ox.Store, name: str, *, kind: str = "") -> Iri:
    """Return the IRI of the thing called `name`; `kind` restricts to one of `kg.names.KINDS`.

    A name that fits things of several kinds means the first kind in the order of `KINDS`; one that
    fits none is sought by its letters and digits alone ("sb-53" for "SB53"). Raise `UnknownName`
    with the nearest names, and where it fits several of one kind, with those.
    """
    kinds = (kind,) if kind else KINDS
    direct = _direct(store, name.strip(), kinds)
    if direct:
        return direct
    called = _names(store, kinds)
    found = called.get(slug(name)) or _spelt_alike(name, called)
    for each in kinds:
        ours = sorted(iri for iri in found if iri.startswith(NAMESPACES[each]))
        if len(ours) == 1:
            return Iri(ours[0])
        if ours:
            listed = ", ".join(compact(iri) for iri in ours)
            raise UnknownName(f"'{name}' is the name of several things: {listed}; say which one")
    raise UnknownName(f"nothing is called '{name}'{_near(name, called)}")


def find_kind(store: ox.Store, name: str, kind: str, hint: str) -> Iri:
    """Return the IRI of the thing of one kind called `name`, raise `UnknownName` for any other.

    `hint` says what to do where the name is that of a thing of another kind.
    """
    try:
        found = find(store, name, kind=kind)
    except UnknownName:
        found = find(store, name)
    if not found.startswith(NAMESPACES[kind]):
        raise UnknownName(f"'{name}' is {compact(found)}, which is no {kind}; {hint}")
    return found


def _direct(store: ox.Store, name: str, kinds: tuple[str, ...]) -> Iri | None:
    prefix, _, local = name.partition(":")
    if prefix in NAMESPACES and local and not local.startswith("//"):
        candidates = [Iri(NAMESPACES[prefix] + local)]
    elif "://" in name:
        candidates = [Iri(name)]
    else:
        candidates = [mint(kind, name) for kind in kinds if slug(name)]
        candidates += [Iri(NAMESPACES["place"] + name.upper())] if "place" in kinds else []
        candidates += [Iri(BASE + "regime/" + name)] if "regime" in kinds else []
    for iri in candidates:
        with suppress(ValueError):  # the engine's word for a name that makes no IRI
            if described(store, iri):
                return iri
    return None


def described(store: ox.Store, iri: str) -> bool:
    """Say whether the graph says anything of `iri`."""
    quads = store.quads_for_pattern(node(iri), None, None, ox.DefaultGraph())
    return next(quads, None) is not None


def _names(store: ox.Store, kinds: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the IRIs of things by the slug of each of their names, without parts of things."""
    prefixes = {NAMESPACES[kind] for kind in kinds}
    called: dict[str, set[str]] = defaultdict(set)
    for predicate in (rdf("rdfs:label"), term("alias"), term("shortName")):
        for quad in store.quads_for_pattern(None, node(predicate), None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                prefix, _, part = split(quad.subject.value)
                if prefix in prefixes and not part:
                    called[slug(quad.object.value)].add(quad.subject.value)
    return called


def _spelt_alike(name: str, called: dict[str, set[str]]) -> set[str]:
    """Return the IRIs of things whose names have the letters and digits of this one."""
    wanted = _bare(name)
    return {
        iri
        for each, iris in called.items()
        for iri in iris
        if wanted and wanted in (_bare(each), _bare(iri.rpartition("/")[2]))
    }


def _bare(name: str) -> str:
    """Return the letters and digits of a name; "3.1" and "31" stay two numbers."""
    return _MARKS.sub("", _POINT.sub("_", slug(name)))


def _near(name: str, called: dict[str, set[str]]) -> str:
    """Offer near names: those that contain all words of the name first, then those spelt alike."""
    from difflib import get_close_matches

    wanted = slug(name)
    words = set(wanted.split("-"))
    close = [k for k in called if words <= set(k.split("-"))]
    close = sorted(close, key=len)[:3] or get_close_matches(wanted, list(called), n=3, cutoff=0.6)
    shown = list(dict.fromkeys(compact(sorted(called[k])[0]) for k in close))
    if not shown:
        return "; list what there is with: kg ask things"
    return f"; did you mean {' or '.join(shown)}?"
