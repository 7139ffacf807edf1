"""Asks addresses whether they are still there: several hosts at once, each only once at a time and with pauses between.

Nothing is loaded beyond the head of an answer. What answered well is remembered for some days in the cache.
"""

import http.client
import json
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.checking.outside import Answer, addresses, outside_findings
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.connecting import Connection, address_of
from integreat_ssg.exchange.fetching import MAX_REDIRECTS, REDIRECTS
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding

NAME = f"Mozilla/5.0 (compatible; integreat-ssg/{version('integreat-ssg')}; link check)"
"""Some servers answer only to what says that it is compatible with a browser; the rest is the truth."""
GONE = (404, 410)
FOR_GOOD = (301, 308)
DAY = 86400


@dataclass(frozen=True)
class Manners:
    """How addresses are asked. All times in seconds: `patience` with one address and all it leads on to, `pause` between two
    questions to one host, `total` for everything; `at_once` hosts; answers that are younger than `age` are not asked for again.
    With `allow_private` addresses of the own network are asked too."""

    patience: float = 20.0
    pause: float = 1.0
    total: float = 900.0
    at_once: int = 8
    age: float = 7 * DAY
    allow_private: bool = False


@dataclass
class _Turns:
    """Each host's turn, and when it was asked last."""

    pause: float
    locks: dict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    last: dict[str, float] = field(default_factory=dict)

    def ask(self, host: str, question: Callable[[], http.client.HTTPResponse]) -> http.client.HTTPResponse:
        with self.locks[host]:
            wait = self.last.get(host, -self.pause) + self.pause - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                return question()
            finally:
                self.last[host] = time.monotonic()


def asker(cache: Cache, manners: Manners) -> Callable[[Iterable[Content]], list[Finding]]:
    """What asks about the addresses of some regions, and says what is wrong with them."""

    def ask(contents: Iterable[Content]) -> list[Finding]:
        contents = list(contents)
        return outside_findings(contents, ask_all(addresses(contents), cache, manners))

    return ask


def ask_all(urls: Iterable[str], cache: Cache, manners: Manners) -> dict[str, Answer]:
    """Each address to its answer. Raises nothing: whatever goes wrong is an answer."""
    answers: dict[str, Answer] = {}
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        if remembered := _remembered(url, cache, manners.age):
            answers[url] = remembered
        else:
            by_host[_host(url)].append(url)
    turns, end = _Turns(manners.pause), time.monotonic() + manners.total

    def ask_host(waiting: list[str]) -> Mapping[str, Answer]:
        return {url: _asked(url, turns, manners) if time.monotonic() < end else Answer("unasked") for url in waiting}

    with ThreadPoolExecutor(manners.at_once) as pool:
        for found in pool.map(ask_host, by_host.values()):
            answers |= found
    for url in (url for waiting in by_host.values() for url in waiting):
        if answers[url].fate in ("sound", "moved"):
            entry = {"asked": time.time(), "answer": asdict(answers[url])}
            cache.put(_key(url), json.dumps(entry).encode())
    return answers


def _asked(url: str, turns: _Turns, manners: Manners) -> Answer:
    deadline, here, for_good = time.monotonic() + manners.patience, url, True
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _answer(here, turns, manners, deadline)
        except UsageError:
            return Answer("private")
        except WorldError:
            return Answer("unknown")
        except ssl.SSLError:
            return Answer("insecure")
        except (OSError, http.client.HTTPException, ValueError):
            return Answer("silent")
        target = answer.getheader("Location")
        if answer.status not in REDIRECTS or not target:
            return _judged(answer.status, url, here if for_good else url)
        for_good = for_good and answer.status in FOR_GOOD
        with suppress(ValueError):  # such as "https://[", which leads nowhere
            here = urldefrag(urljoin(here, target.encode("latin-1", "replace").decode("utf-8", "replace")))[0]
    return Answer("endless")


def _judged(status: int, url: str, target: str) -> Answer:
    if status in GONE:
        return Answer("gone", status)
    if status >= 400:
        return Answer("refused", status)
    return Answer("sound", status) if target == url else Answer("moved", status, target)


def _answer(url: str, turns: _Turns, manners: Manners, deadline: float) -> http.client.HTTPResponse:
    """The head of an answer. A server that does not know HEAD, or answers it otherwise, is asked as browsers ask."""
    answer = _question("HEAD", url, turns, manners, deadline)
    return _question("GET", url, turns, manners, deadline) if answer.status >= 400 else answer


def _question(method: str, url: str, turns: _Turns, manners: Manners, deadline: float) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    host, secure = parts.hostname, parts.scheme.lower() == "https"
    if not host or parts.scheme.lower() not in ("http", "https"):
        raise ValueError(f"{url} leads out of the web")
    port = parts.port or (443 if secure else 80)
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="%/:=&?~+!$,;'@()*[]")

    def ask() -> http.client.HTTPResponse:
        if time.monotonic() > deadline:
            raise TimeoutError
        connection = Connection(host, address_of(host, port, manners.allow_private), port, secure, deadline)
        try:
            connection.request(method, path, headers={"Accept": "*/*", "User-Agent": NAME})
            return connection.getresponse()
        finally:
            connection.close()

    return turns.ask(f"{host}:{port}", ask)


def _host(url: str) -> str:
    with suppress(ValueError):
        return urlsplit(url).netloc
    return ""


def _key(url: str) -> str:
    return key_of("outside", url)


def _remembered(url: str, cache: Cache, age: float) -> Answer | None:
    data = cache.get(_key(url))
    try:
        entry = json.loads(data) if data else None
        return Answer(**entry["answer"]) if entry and 0 <= time.time() - entry["asked"] < age else None
    except (ValueError, KeyError, TypeError):  # written by another version
        return None
