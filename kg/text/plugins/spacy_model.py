"""Ask a trained spaCy pipeline for the names in a document, as an extractor.

No model is shipped or downloaded: KG_SPACY_MODEL names one that the user has installed, such as
`en_core_web_trf`, or the folder of one.
"""

import os
from typing import TYPE_CHECKING

from kg.document import Document
from kg.errors import BadSource
from kg.text.annotations import Annotation, Mention

if TYPE_CHECKING:
    from spacy.language import Language

CLASSES = {
    "ORG": "Actor",
    "PERSON": "Actor",
    "GPE": "Jurisdiction",
    "LAW": "Instrument",
}
"""The labels that OntoNotes and the models trained on it give, and the classes of mentions."""
CONFIDENCE = 0.4
"""Below the line of review: nobody has counted how often such a model is right in laws."""


class SpacyExtractor:
    """Mentions by a trained pipeline; each waits for a person, as the graph knows none of them."""

    def __init__(self, nlp: "Language", name: str) -> None:
        self._nlp, self._rule = nlp, f"spacy:{name}"

    def extract(self, document: Document) -> list[Annotation]:
        """Return the names that the pipeline finds, block by block."""
        texts = (document.text[b.start : b.end] for b in document.blocks)
        found: list[Annotation] = []
        for block, doc in zip(document.blocks, self._nlp.pipe(texts), strict=True):
            for entity in doc.ents:
                if entity.label_ in CLASSES:
                    span = block.start + entity.start_char, block.start + entity.end_char
                    kind = CLASSES[entity.label_]
                    found.append(
                        Mention(span=span, kind=kind, rule=self._rule, confidence=CONFIDENCE)
                    )
        return found


def from_environment() -> SpacyExtractor:
    """Return the extractor for KG_SPACY_MODEL; raise `BadSource` where there is no such model."""
    import spacy

    name = os.environ.get("KG_SPACY_MODEL", "")
    if not name:
        raise BadSource("the extractor 'spacy' asks the model in KG_SPACY_MODEL; set it")
    try:
        return SpacyExtractor(spacy.load(name), name)
    except OSError as problem:
        raise BadSource(f"KG_SPACY_MODEL: no spaCy model '{name}' is installed") from problem
