"""A client of the W3C Reconciliation Service API 0.2: asks a service for concepts with the names of ours.

The service only finds; the score is ours, from the name that it returns. An identifier is the service's own, in the
space that its manifest declares.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from kg.errors import UserError
from kg.link.vocabulary import Label, Linkable

TIMEOUT = 20.0  # seconds for one answer
_BATCH = 20  # queries in one request: services take more, but few take many
_LARGEST = 10_000_000  # bytes of one answer


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its manifest describes it. ``space`` is the namespace of its identifiers."""

    url: str
    name: str
    space: str


def connect(url: str, timeout: float = TIMEOUT) -> Service:
    """Read the manifest of a service.

    Raises:
        UserError: it cannot be reached, answers with something else, or declares no identifier space.
    """
    manifest = _fetch(url, None, timeout)
    space = manifest.get("identifierSpace")
    if not isinstance(space, str) or urlsplit(space).scheme not in ("http", "https", "urn"):
        raise UserError(f"{url} is no reconciliation service: its manifest has no identifierSpace", _HINT)
    return Service(url, str(manifest.get("name") or url), space)


def find(
    service: Service, subjects: Sequence[Linkable], *, kind: str = "", limit: int = 3, timeout: float = TIMEOUT
) -> Iterator[tuple[Linkable, tuple[Linkable, ...]]]:
    """Each subject with what the service finds under its name.

    Args:
        service: as ``connect`` gives it.
        subjects: whose preferred names are asked for, in the language of each.
        kind: the identifier of a type of the service that candidates must have; any if empty.
        limit: how many candidates to ask for.
        timeout: seconds for one answer.

    Raises:
        UserError: the service fails or answers with something else.
    """
    asked = [(subject, label.text) for subject in subjects for label in subject.labels if label.preferred]
    found: dict[str, dict[str, Linkable]] = {}
    for start in range(0, len(asked), _BATCH):
        batch = asked[start : start + _BATCH]
        queries = {
            f"q{number}": {"query": text, "limit": limit} | ({"type": kind} if kind else {})
            for number, (_, text) in enumerate(batch)
        }
        answer = _fetch(service.url, {"queries": json.dumps(queries, ensure_ascii=False)}, timeout)
        for number, (subject, _) in enumerate(batch):
            for candidate in _results(service, answer.get(f"q{number}")):
                found.setdefault(subject.iri, {}).setdefault(candidate.iri, candidate)
    for subject in subjects:
        yield subject, tuple(found.get(subject.iri, {}).values())


_HINT = "give the address of a service of the W3C Reconciliation API, or a SKOS file"


def _results(service: Service, answer: object) -> Iterator[Linkable]:
    """The candidates of one query; what has no identifier or name is passed over."""
    results = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        raise UserError(f"{service.url} gave an answer without results", _HINT)
    for result in results:
        identifier, name = (result.get("id"), result.get("name")) if isinstance(result, dict) else (None, None)
        if not isinstance(identifier, str) or not isinstance(name, str) or not re.fullmatch(r"\S+", identifier):
            continue
        types = result.get("type")
        kinds = [one.get("id") if isinstance(one, dict) else one for one in types] if isinstance(types, list) else []
        iri = identifier if urlsplit(identifier).scheme in ("http", "https", "urn") else service.space + identifier
        yield Linkable(iri, (Label(name),), kinds=tuple(one for one in kinds if isinstance(one, str)))


def _fetch(url: str, form: dict[str, str] | None, timeout: float) -> dict[str, Any]:
    """A JSON object from the service, by GET, or by POST of a form."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise UserError(f"not an address of a service: {url}", _HINT)
    body = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(url, body, {"Accept": "application/json"})  # noqa: S310 - the scheme is checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            content = answer.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise UserError(f"{url} answers with more than {_LARGEST:,} bytes", "ask for fewer candidates")
        found = json.loads(content)
    except TimeoutError as error:
        raise UserError(f"{url} did not answer within {timeout:g} seconds", "try later, or --timeout") from error
    except urllib.error.HTTPError as error:
        raise UserError(f"{url} answered {error.code} {error.reason}", _HINT) from error
    except (OSError, HTTPException) as error:
        why = getattr(error, "reason", None) or error
        if isinstance(why, TimeoutError):
            raise UserError(f"{url} did not answer within {timeout:g} seconds", "try later, or --timeout") from error
        raise UserError(f"{url} cannot be reached: {why}", "is the address right, and is there a network?") from error
    except ValueError as error:
        raise UserError(f"{url} does not answer with JSON", _HINT) from error
    if not isinstance(found, dict):
        raise UserError(f"{url} does not answer as a reconciliation service", _HINT)
    return found
