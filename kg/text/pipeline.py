"""The pipeline: spaCy's blank English with the project's own components, a block at a time.

Each component is a module with `find(passage) -> Iterator[Annotation]`, in the packages beside this
one (`quantities`, `legal`, `deontic`, `names`, `links`, `opinions`); it sees what the components
before it have found. What needs more than one block has
`across(document, found) -> Iterator[Annotation]` and runs at the end.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from kg.document import Document
from kg.text import calibration
from kg.text.annotations import Annotation
from kg.text.deontic import norms
from kg.text.genre import is_binding
from kg.text.legal import definitions, details, exemptions, penalties, references
from kg.text.links import relations
from kg.text.names import mentions
from kg.text.names.gazetteer import Gazetteer
from kg.text.opinions import claims
from kg.text.passage import Passage, sentences
from kg.text.quantities import dates, thresholds

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Find = Callable[[Passage], Iterator[Annotation]]

COMPONENTS: tuple[tuple[str, Find], ...] = (
    ("definitions", definitions.find),
    ("references", references.find),
    ("dates", dates.find),
    ("thresholds", thresholds.find),
    ("norms", norms.find),
    ("exemptions", exemptions.find),
    ("penalties", penalties.find),
    ("relations", relations.find),
    ("claims", claims.find),
)
"""In this order, after the names. A component may read what stands before it in `passage.found`."""

ACROSS = (relations.across, claims.across, details.across)
PASSAGE = "passage"


def build(names: Gazetteer, *, trained: bool = True) -> "Language":
    """Return the pipeline that knows the things in `names`.

    Without `trained` the scorer of norms is left out, to see what the rules do alone.
    """
    import spacy

    nlp = spacy.blank("en")
    named: Find = partial(mentions.find, names=names)
    for name, find in (("names", named), *COMPONENTS):
        if find is norms.find and not trained:
            find = partial(norms.find, scored=False)
        _component(f"kg_{name}", find)
        nlp.add_pipe(f"kg_{name}")
    return nlp


def _component(name: str, find: Find) -> None:
    from spacy.language import Language

    def run(doc: "Doc") -> "Doc":
        passage: Passage = doc.user_data[PASSAGE]
        passage.found.extend(find(passage))
        return doc

    Language.component(name, func=run)


def extract(document: Document, nlp: "Language") -> list[Annotation]:
    """Return what the text says, in text order, each annotation with its calibrated confidence."""
    passages = [doc.user_data[PASSAGE] for doc in nlp.pipe(_docs(document, nlp))]
    found = [annotation for passage in passages for annotation in passage.found]
    for across in ACROSS:
        found.extend(across(document, found))
    return [calibration.calibrated(a) for a in in_order(found)]


def _docs(document: Document, nlp: "Language") -> Iterator["Doc"]:
    binding = is_binding(document)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        doc = nlp.make_doc(text)
        passage = Passage(
            document=document, block=block, text=text, start=block.start, binding=binding, doc=doc
        )
        passage.sentences = sentences(text)
        doc.user_data[PASSAGE] = passage
        yield doc


def in_order(found: Iterable[Annotation]) -> list[Annotation]:
    """Return annotations by where they begin, the longer first, each once."""
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda a: (a.span[0], -a.span[1], a.type))
