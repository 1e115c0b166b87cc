"""Ask an endpoint of a language model one question, with bounds on time and size."""

import json
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kg.errors import BadSource

SECONDS = 120
LARGEST = 4_000_000
"""Bytes of an answer: far more than a model writes, far less than memory holds."""
CHUNK = 65536
SHOWN = 200
"""Bytes that are shown of what a server says with an error."""
TOKENS = 4096
ANTHROPIC_VERSION = "2023-06-01"
"""The version header that Anthropic's messages API asks for."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked: `url` is the full address, `api` "openai" or "anthropic"."""

    url: str
    model: str
    key: str = ""
    api: str = "openai"


def ask(endpoint: Endpoint, task: str, text: str, schema: dict[str, Any]) -> str:
    """Return the model's answer, which should be JSON by `schema`; raise `BadSource`.

    Temperature is 0, so that the same text gives the same facts as far as the server allows.
    """
    if urlsplit(endpoint.url).scheme not in ("http", "https"):
        raise BadSource(f"{endpoint.url}: an endpoint is an address of http or https")
    body = (
        _openai(endpoint, task, text, schema)
        if endpoint.api == "openai"
        else _anthropic(endpoint, task, text, schema)
    )
    request = Request(endpoint.url, json.dumps(body).encode(), _headers(endpoint))
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            data = _read(endpoint, answer)
    except HTTPError as problem:
        said = " ".join(problem.read(SHOWN).decode("utf-8", "replace").split())
        told = f"{problem.code} {problem.reason} {said}".strip()
        raise BadSource(f"{endpoint.url}: answered {told}") from problem
    except (URLError, HTTPException, OSError) as problem:
        why = getattr(problem, "reason", problem) or problem
        raise BadSource(f"{endpoint.url}: no answer ({why})") from problem
    return _text(endpoint, data)


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: the key of the user would go to whomever it names."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, so that the redirect is told as an error."""


_OPENER = build_opener(_Stay)


def _read(endpoint: Endpoint, answer: HTTPResponse) -> bytes:
    """Return the body of an answer; a server that sends drop by drop is given up as well."""
    data, end = bytearray(), monotonic() + SECONDS
    while chunk := answer.read1(CHUNK):
        data += chunk
        if len(data) > LARGEST:
            raise BadSource(f"{endpoint.url}: answered with more than {LARGEST:,} bytes")
        if monotonic() > end:
            raise BadSource(f"{endpoint.url}: did not end its answer in {SECONDS} seconds")
    return bytes(data)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "User-Agent": "ai-control-graph"}
    if endpoint.api == "anthropic":
        headers |= {"x-api-key": endpoint.key, "anthropic-version": ANTHROPIC_VERSION}
    elif endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    return headers


def _openai(endpoint: Endpoint, task: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "annotations", "schema": schema},
        },
    }


def _anthropic(endpoint: Endpoint, task: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    tool = {"name": "annotate", "description": "List what the text says.", "input_schema": schema}
    return {
        "model": endpoint.model,
        "temperature": 0,
        "max_tokens": TOKENS,
        "system": task,
        "messages": [{"role": "user", "content": text}],
        "tools": [tool],
        "tool_choice": {"type": "tool", "name": "annotate"},
    }


def _text(endpoint: Endpoint, data: bytes) -> str:
    """Return what the model wrote, out of the envelope of its API."""
    try:
        said = json.loads(data)
        if endpoint.api == "anthropic":
            used = next(part for part in said["content"] if part["type"] == "tool_use")
            return json.dumps(used["input"])
        return str(said["choices"][0]["message"]["content"])
    except (ValueError, KeyError, IndexError, TypeError, StopIteration) as problem:
        raise BadSource(
            f"{endpoint.url}: does not answer as an endpoint of {endpoint.api} does"
        ) from problem
