"""A reader with a phone: a browser, a host, and the region whose guide is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from tests.offline_browsers.answers import page
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.engines import SCRIPTS, Engine, run
from tests.offline_browsers.sites import Release, hashes
from tests.offline_browsers.wire import RefusedError

LOBBY = "lobby.html"
"""A page without scripts inside the region but in no release, from which tests talk to the worker."""
PATIENCE = 60
STEPS = 60
GERMAN = ("text/de",)

Status = Mapping[str, Any]


@dataclass(frozen=True)
class Store:
    """What lies on the device, as the browser's own page sees it, every byte of it hashed anew."""

    found: Mapping[str, Any]

    @property
    def problems(self) -> list[str]:
        """Bytes that are not what their name says, and keys that should not be there."""
        return list(self.found["problems"])

    @property
    def sequence(self) -> int:
        """The sequence of the current release, or 0."""
        return int(self.found["current"]["sequence"]) if self.found["current"] else 0

    @property
    def sets(self) -> set[str]:
        """The sets of the current release."""
        return set(self.found["current"]["sets"]) if self.found["current"] else set()

    @property
    def keys(self) -> set[str]:
        """Every key."""
        return set(self.found["keys"])

    @property
    def files(self) -> dict[str, str]:
        """Path to the hash of the bytes that the store yields for it, in the current release."""
        current = self.found["current"]
        return {path: entry[-1] for path, entry in current["files"].items()} if current else {}

    def differences(self, release: Release, only: str = "") -> list[str]:
        """Paths whose stored bytes are not those of the built file, in one set or in all."""
        built = hashes(release)
        entries = self.found["current"]["files"] if self.found["current"] else {}
        return [
            path for path, (*_, name, digest) in entries.items() if only in ("", name) and built.get(path) != digest
        ]


class Reader:
    """One browser at one region of one host."""

    def __init__(self, engine: Engine, host: Breakable, scope: str) -> None:
        self.engine = engine
        self.host = host
        self.scope = scope
        host.instead[f"{scope}{LOBBY}"] = page("Lobby")

    def enter(self) -> None:
        """Goes to the lobby, registers the worker there and waits until it is in charge, at the second visit at the latest."""
        for _ in range(2):
            self.engine.visit(self.host.url(f"{self.scope}{LOBBY}"))
            if run(self.engine, "register", self.scope):
                return
        raise TimeoutError("The worker never took charge.")

    def ask(self, task: str, seconds: float = 30, **fields: Any) -> Status:
        """The worker's answer to a message."""
        answer = run(self.engine, "ask", self.scope, {"task": task, **fields}, seconds * 1000, seconds=seconds + 10)
        assert answer is not None, f"no answer to {task}"
        return dict(answer)

    def sync(self, steps: int = STEPS, seconds: float = 45) -> list[Status]:
        """Steps of a synchronisation, until all is there or something is in the way: the worker's answers."""
        answers = run(self.engine, "sync", self.scope, steps, seconds * 1000, seconds=PATIENCE + seconds)
        assert None not in answers, f"no answer after {answers}"
        return list(answers)

    def save(self, *sets: str) -> Status:
        """Wants these sets and waits for them."""
        self.ask("want", sets=list(sets or GERMAN))
        answer = self.sync()[-1]
        missing = [name for name in ("base", *(sets or GERMAN)) if not answer["sets"].get(name, {}).get("saved")]
        assert not missing, answer
        assert (answer["more"], answer["problem"]) == (False, ""), answer
        return answer

    def store(self) -> Store:
        """The store as it is."""
        return Store(run(self.engine, "audit", self.scope, seconds=PATIENCE))

    def fetch(self, paths: Iterable[str]) -> list[Sequence[Any]]:
        """What scripts of a page get for paths of the region: status, type, hash, address, length."""
        return list(run(self.engine, "read", [f"{self.scope}{path}" for path in paths], seconds=PATIENCE))

    def open(self, path: str, seconds: float = 20) -> str:
        """Goes to a page of the region; its title."""
        self.engine.visit(self.host.url(f"{self.scope}{path}"), seconds)
        return str(self.engine.evaluate("document.title"))

    def begin(self) -> None:
        """Begins a synchronisation in the page and waits for nothing."""
        source = (SCRIPTS / "sync.js").read_text("utf-8").strip().removesuffix(";")
        self.engine.evaluate(f"(({source})({self.scope!r}, {STEPS}, 60000), true)")

    def until(self, expression: str, seconds: float = 30) -> Any:
        """The value of an expression in the page as soon as it is true."""
        end, value = monotonic() + seconds, None
        while not value:
            with suppress(RefusedError):  # between two pages
                value = self.engine.evaluate(expression)
            if not value and monotonic() > end:
                shown = self.engine.evaluate("document.body?.innerText.slice(-400)")
                raise TimeoutError(f"{expression} never came true: {shown}")
            sleep(0 if value else 0.1)  # between questions
        return value


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Returns as soon as something has come true at the host."""
    end = monotonic() + seconds
    while not true():
        if monotonic() > end:
            raise TimeoutError("It never came true.")
        sleep(0.02)  # between looks


def assert_whole(store: Store, release: Release, *sets: str) -> None:
    """The store holds exactly these sets of the release, and every byte is right."""
    assert not store.problems, store.problems
    assert not store.differences(release), (
        f"{len(store.differences(release))} files differ: {store.differences(release)[:5]}"
    )
    assert store.sets >= {"base", *(sets or GERMAN)}, store.sets
    missing = [path for path in expected(release, *(sets or GERMAN)) if path not in store.files]
    assert not missing, missing


def expected(release: Release, *sets: str) -> list[str]:
    """Paths of every page of the languages among these sets."""
    return [path for name in sets if name.startswith("text/") for path in release.pages(name.removeprefix("text/"))]


def assert_readable(reader: Reader, release: Release, language: str = "de") -> None:
    """Every page of a language is answered with exactly the bytes that were built."""
    paths = release.pages(language)
    answers = reader.fetch(paths)
    wrong = [
        (path, *answer[:2])
        for path, answer in zip(paths, answers, strict=True)
        if answer[0] != 200 or answer[2] != release.hash_of(path)
    ]
    assert not wrong, wrong[:5]
