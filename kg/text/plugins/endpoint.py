"""Ask a language model for annotations, over an endpoint that the user names.

An extractor (see `extractors`): it speaks the chat form of OpenAI, which most local servers
speak too, and Anthropic's messages. The model answers in JSON by a schema and quotes its evidence;
a quote that does not stand in the text, character for character, loses its annotation.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.document import Document
from kg.errors import BadSource
from kg.text.annotations import Annotation
from kg.text.plugins.asking import Endpoint, ask
from kg.text.plugins.quoted import SCHEMA, annotation_of

AT_ONCE = 6000
"""Characters of text in one request: some pages, so that an answer fits into 4,000 tokens."""

TASK = """You read a policy text and list what it says, in JSON by the schema. Types: threshold
(a number that decides whether a rule applies), definition, norm (that somebody must, must not or
may do something), reference (a citation of law), date, mention (a named model, actor, jurisdiction,
instrument or chip), relation, claim (only in articles). Every "quote" is copied from the text,
character for character; so are term, trigger, bearer, subject, object and speaker, which lie inside
or beside their quote. Mark what the text says, not what you know. Leave out what you are not sure
of."""


@dataclass(slots=True)
class EndpointExtractor:
    """Annotations by a language model; `notes` tells what was wrong with its answers."""

    endpoint: Endpoint
    cache: Path
    notes: list[str] = field(default_factory=list)

    def extract(self, document: Document) -> list[Annotation]:
        """Return what the model finds and quotes.

        Where it does not answer, the rest is not asked; what it answered before counts, and stands
        in the cache when the document is read again.
        """
        self.notes = []
        found: list[Annotation] = []
        for start, end in _pieces(document):
            try:
                said = self._answer(document.text[start:end])
            except BadSource as problem:
                whence = f"{document.name}, from character {start}: not asked"
                self.notes.append(f"{whence}: {problem}")
                break
            lost = 0
            for each in said:
                annotation = annotation_of(each, document, start, end, rule=self._rule())
                if annotation is None:
                    lost += 1
                else:
                    found.append(annotation)
            if lost:
                self.notes.append(
                    f"{document.name}, characters {start}-{end}: {lost} of {len(said)} answers of "
                    f"{self.endpoint.model} had no words in the text or no sense, and were left out"
                )
        return found

    def _rule(self) -> str:
        return f"endpoint:{self.endpoint.model}"

    def _answer(self, text: str) -> list[dict[str, Any]]:
        """Return the model's annotations for one piece of text, from the cache where it has it."""
        where = [self.endpoint.url, self.endpoint.api, self.endpoint.model]
        asked = json.dumps([*where, TASK, SCHEMA, text])
        kept = self.cache / f"{sha256(asked.encode()).hexdigest()}.json"
        if kept.exists():
            answer = kept.read_text("utf-8")
        else:
            answer = ask(self.endpoint, TASK, text, SCHEMA)
        said = self._parsed(answer)
        if said is not None and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            pending = kept.with_suffix(f".{os.getpid()}")
            pending.write_text(answer, "utf-8")
            pending.replace(kept)
        return said or []

    def _parsed(self, answer: str) -> list[dict[str, Any]] | None:
        try:
            said = json.loads(answer)
            listed = said["annotations"] if isinstance(said, dict) else said
            if not isinstance(listed, list):
                raise ValueError("no list")
        except (ValueError, KeyError):
            self.notes.append(f"{self.endpoint.model} did not answer in JSON by the schema")
            return None
        return [each for each in listed if isinstance(each, dict)]


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """Yield spans of whole blocks, of at most `AT_ONCE` characters where blocks allow it."""
    start = end = None
    for block in document.blocks:
        if start is None or end is None:
            start, end = block.start, block.end
        elif block.end - start > AT_ONCE:
            yield start, end
            start, end = block.start, block.end
        else:
            end = block.end
    if start is not None and end is not None:
        yield start, end


def from_environment() -> EndpointExtractor:
    """Return the extractor that KG_LLM_URL, KG_LLM_MODEL, KG_LLM_KEY and KG_LLM_API describe.

    KG_LLM_API is "openai" (the default) or "anthropic". Raises `BadSource` where the address or
    the model is not named, for nothing is ever asked that the user did not name.
    """
    from platformdirs import user_cache_path

    url, model = os.environ.get("KG_LLM_URL", ""), os.environ.get("KG_LLM_MODEL", "")
    if not url or not model:
        raise BadSource("the extractor 'endpoint' asks the address in KG_LLM_URL for the model in "
                        "KG_LLM_MODEL; set both")  # fmt: skip
    api = os.environ.get("KG_LLM_API", "openai")
    if api not in ("openai", "anthropic"):
        raise BadSource(f"KG_LLM_API is '{api}'; it can be openai or anthropic")
    endpoint = Endpoint(url, model, os.environ.get("KG_LLM_KEY", ""), api)
    return EndpointExtractor(endpoint, user_cache_path("ai-control-graph") / "answers")
