"""IRIs and names: the namespaces, and how an IRI is minted from a name.

Everything that is called by a name in a source gets its IRI here, so that two readers that meet
the same name mint the same IRI.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from kg.model import Iri

BASE = "https://w3id.org/ai-control/"
ONTOLOGY = BASE + "ontology#"

NAMESPACES: dict[str, str] = {
    "": ONTOLOGY,
    "model": BASE + "model/",
    "actor": BASE + "actor/",
    "hardware": BASE + "hardware/",
    "place": BASE + "place/",
    "group": BASE + "group/",
    "regime": BASE + "regime/",
    "source": BASE + "source/",
    "fact": BASE + "fact/",
    "licence": BASE + "licence/",
    "capability": BASE + "capability/",
    "unit": BASE + "unit/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that every query may use without declaring them."""

KINDS = ("model", "actor", "hardware", "place", "group", "regime", "source", "licence",
         "capability", "unit")  # fmt: skip
"""The namespaces that hold things with a name, in the order in which an unmarked name is sought."""


def term(name: str) -> Iri:
    """Return the IRI of an ontology term.

    >>> term("trainingCompute")
    'https://w3id.org/ai-control/ontology#trainingCompute'
    """
    return Iri(ONTOLOGY + name)


def rdf(curie: str) -> Iri:
    """Expand a prefixed name of `NAMESPACES`.

    >>> rdf("rdfs:label")
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, local = curie.partition(":")
    return Iri(NAMESPACES[prefix] + local)


def compact(iri: str) -> str:
    """Shorten an IRI to a prefixed name where a namespace fits, else return it unchanged.

    >>> compact("https://w3id.org/ai-control/model/grok-3")
    'model:grok-3'
    """
    best = max((ns for ns in NAMESPACES.values() if iri.startswith(ns)), key=len, default="")
    if not best:
        return iri
    prefix = next(p for p, ns in NAMESPACES.items() if ns == best)
    return f"{prefix}:{iri[len(best) :]}"


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    r"""Turn a name into the last segment of an IRI; two names are the same when their slugs are.

    Case, accents and the choice between space, hyphen, underscore and bracket do not count. Every
    letter, digit, dot and plus does, because "GLM-5.2" is not "GLM-5". A name with letters outside
    ASCII ends in a short hash of it, so that no letter is lost.

    >>> slug("Llama 3.1-405B"), slug("Qwen2.5 (72B)\n"), slug("Électricité")
    ('llama-3.1-405b', 'qwen2.5-72b', 'electricite')
    """
    split = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in split if not unicodedata.combining(c))
    hyphened = re.sub(r"[^a-z0-9.+]+", "-", plain).strip("-.")
    if any(c.isalnum() and not c.isascii() for c in plain):
        return f"{hyphened}-{sha256(plain.strip().encode()).hexdigest()[:8]}".strip("-")
    return hyphened


def mint(kind: str, name: str) -> Iri:
    """Return the IRI for a thing of `kind` (one of `KINDS`) called `name`.

    >>> mint("model", "Grok-3")
    'https://w3id.org/ai-control/model/grok-3'
    """
    return Iri(NAMESPACES[kind] + slug(name))
