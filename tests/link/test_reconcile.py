"""A service of the Reconciliation API: what it is asked, what its answers become, and every way in which it fails."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UserError
from kg.link import reconcile
from kg.link.vocabulary import Label, Linkable

SPACE = "http://example.org/entity/"
PROVINCE = {"id": "province", "name": "Province"}
KNOWN = {
    "山东省": [{"id": "Q1", "name": "山东省", "score": 100, "match": True, "type": [PROVINCE]}],
    "目标值": [{"id": "Q3", "name": "目标值", "match": True}, {"id": "Q4", "name": "目标"}],
    "济南市": [
        {"id": "Q2", "name": "济南市", "score": 88, "match": False, "type": ["city"]},
        {"id": "http://other.org/jinan", "name": "济南", "score": 60, "match": False},
        {"id": "", "name": "nothing"},
        {"id": "no identifier", "name": "with a blank"},
        {"name": "no identifier"},
        "nonsense",
    ],
}


class Stub(BaseHTTPRequestHandler):
    """Answers as a service does, or fails as the path says."""

    asked: list[dict[str, dict[str, object]]]
    patience: threading.Event

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.patience.wait(5)
            return
        answers: dict[str, tuple[int, bytes]] = {
            "/error": (503, b"{}"),
            "/page": (200, b"<html>"),
            "/list": (200, b"[]"),
            "/nospace": (200, json.dumps({"name": "A service"}).encode()),
            "/wordspace": (200, json.dumps({"identifierSpace": "entities"}).encode()),
            "/large": (200, b'"' + b"x" * (reconcile._LARGEST + 1) + b'"'),
        }
        manifest = json.dumps({"versions": ["0.2"], "name": "Stub", "identifierSpace": SPACE}).encode()
        self._send(*answers.get(self.path, (200, manifest)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        self.asked.append(queries)
        if self.path == "/empty":
            self._send(200, b"{}")
            return
        answer = {key: {"result": KNOWN.get(str(query["query"]), [])} for key, query in queries.items()}
        self._send(200, json.dumps(answer, ensure_ascii=False).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def service() -> Iterator[str]:
    Stub.asked, Stub.patience = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Stub.patience.set()
    server.shutdown()
    server.server_close()


def subject(name: str, number: int = 0) -> Linkable:
    return Linkable(f"https://w3id.org/govreport/area/{number}", (Label(name, "zh"),))


def test_candidates_have_the_identifiers_of_the_service(service: str) -> None:
    connected = reconcile.connect(service)
    assert (connected.name, connected.space) == ("Stub", SPACE)
    found = dict(reconcile.find(connected, [subject("山东省", 1), subject("济南市", 2), subject("无名", 3)]))
    by_name = {one.labels[0].text: [other.iri for other in others] for one, others in found.items()}
    assert by_name == {
        "山东省": [SPACE + "Q1"],
        "济南市": [SPACE + "Q2", "http://other.org/jinan"],
        "无名": [],
    }
    kinds = [other.kinds for others in found.values() for other in others]
    assert kinds == [("province",), ("city",), ()]


def test_many_names_are_asked_in_few_requests(service: str) -> None:
    connected = reconcile.connect(service)
    subjects = [subject(f"地名{n}", n) for n in range(45)]
    found = list(reconcile.find(connected, subjects, kind="city", limit=2))
    assert len(found) == 45
    assert [len(queries) for queries in Stub.asked] == [20, 20, 5]
    assert Stub.asked[0]["q0"] == {"query": "地名0", "limit": 2, "type": "city"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/error", "answered 503"),
        ("/page", "does not answer with JSON"),
        ("/list", "does not answer as a reconciliation service"),
        ("/nospace", "no identifierSpace"),
        ("/wordspace", "no identifierSpace"),
        ("/large", "more than"),
    ],
)
def test_what_is_no_service_is_said(service: str, path: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        reconcile.connect(service + path)


def test_a_service_that_does_not_answer_in_time(service: str) -> None:
    with pytest.raises(UserError, match=r"did not answer within 0\.2 seconds"):
        reconcile.connect(service + "/slow", timeout=0.2)


def test_an_answer_without_results(service: str) -> None:
    connected = reconcile.connect(service + "/empty")
    with pytest.raises(UserError, match="without results"):
        list(reconcile.find(connected, [subject("山东省")]))


def test_a_service_that_is_not_there() -> None:
    with pytest.raises(UserError, match="cannot be reached"):
        reconcile.connect("http://127.0.0.1:9/", timeout=2)


def test_only_web_addresses_are_opened() -> None:
    with pytest.raises(UserError, match="not an address"):
        reconcile.connect("file:///etc/hosts")


def test_the_command_asks_a_service(service: str) -> None:
    told = CliRunner().invoke(app, ["link", "--against", service, "--scheme", "status", "--threshold", "0.7"])
    assert told.exit_code == 0
    rows = [line.split("\t") for line in told.stdout.splitlines() if line[0] != "#"][1:]
    assert [(row[1], row[2], row[4]) for row in rows] == [("目标值", "skos:exactMatch", "目标值")]
    assert "#object_source: " in told.stdout


def test_the_command_says_what_is_wrong_with_a_service(service: str) -> None:
    told = CliRunner().invoke(app, ["link", "--against", service + "/page"])
    assert told.exit_code == 2
    assert "does not answer with JSON" in told.stderr
