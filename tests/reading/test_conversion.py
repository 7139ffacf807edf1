"""Many pages at once: none holds up the others, whatever it does to its process, and nothing is done twice."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integreat_ssg.cache import Cache
from integreat_ssg.reading import conversion
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.markdown import Converted, convert

Workers = Callable[[], list[int]]

NEVER_ENDS = "[" * 60_000 + "]("
NESTED = ">" * 5_000 + "- a"
SLOW = "[" * 800 + "](\n\n[x]: y.md"
TAKES_A_WHILE = (
    "".join(f"[^{number}]" for number in range(2500)) + "\n\n" + "".join(f"[^{n}]: x\n" for n in range(2500))
)
EVERYTHING = (
    "## Titel {#t}\n\n[a](b.md#c) [d](../../media/e.pdf) [f](https://g.example) ![h](../../media/i.png 'j') **k**\n\n"
    "[[contact: l]]\n\n> [!NOTE]\n> m\n\n#### n\n\n<script>o</script>\n"
)


@pytest.fixture
def quick() -> Iterator[Converter]:
    """A converter that gives each page two seconds and remembers nothing."""
    with Converter(Cache(None), Budget(seconds=2, processes=2)) as converter:
        yield converter


def codes(result: Converted) -> list[str]:
    """What is said about a text."""
    return [finding.code for finding in result.findings]


@pytest.fixture
def workers() -> Workers:
    """The processes of this test's converter; other tests' keep their own."""
    others = converting()
    return lambda: sorted(converting() - others)


def converting() -> set[int]:
    """Children of this process that convert."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"conversion" in (status.parent / "cmdline").read_bytes():
                found.add(int(status.parent.name))
        except OSError:
            continue  # ended meanwhile
    return found


def test_a_page_that_never_ends_is_a_finding_and_the_others_are_converted(quick: Converter) -> None:
    """One page of brackets costs its budget and no more; it is named with the limit it broke."""
    others = [(f"de/{number}.md", f"Seite {number}") for number in range(20)]
    start = time.monotonic()
    results = quick.convert([*others[:4], ("de/bomb.md", NEVER_ENDS), *others[4:]])
    assert time.monotonic() - start < 20, "far less than the page would take"
    bomb = results.pop(("de/bomb.md", NEVER_ENDS))
    assert codes(bomb) == ["conversion-too-slow"]
    assert bomb.findings[0].place.file == "de/bomb.md"
    assert dict(bomb.findings[0].details) == {"seconds": "2"}
    assert bomb.text.empty
    assert all(result == convert(markdown, file) for (file, markdown), result in results.items())
    assert len(results) == 20


def test_pages_that_are_sent_together_have_each_their_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty pages go to a process at once; together they may take longer than one may."""
    monkeypatch.setattr(conversion, "BATCH", 1_000_000)
    texts = [(f"de/{number}.md", SLOW) for number in range(30)]
    with Converter(Cache(None), Budget(seconds=60, processes=1)) as converter:
        converter.convert({("de/a.md", "Text")})
        start = time.monotonic()
        converter.convert(texts)
        converter.budget = Budget(seconds=(time.monotonic() - start) / 2, processes=1)
        results = converter.convert(texts)
    assert [codes(result) for result in results.values()] == [[]] * 30


def test_texts_are_asked_for_while_others_are_converted(quick: Converter, workers: Workers) -> None:
    """Who reads the files need not have read all before the first is converted."""
    asked: list[int] = []

    def texts() -> Iterator[tuple[str, str]]:
        for number in range(40):
            asked.append(len(workers()))
            yield f"de/{number}.md", "Wort " * 200

    assert len(quick.convert(texts())) == 40
    assert asked[0] == 0
    assert asked[-1] == 2


def test_texts_that_cannot_be_read_leave_nothing_behind(quick: Converter) -> None:
    """A file that goes while others are converted ends the conversion; the next one answers what it is asked, and no more."""

    def texts() -> Iterator[tuple[str, str]]:
        yield "de/a.md", "Wort " * 4_000
        raise FileNotFoundError("de/b.md")

    with pytest.raises(FileNotFoundError):
        quick.convert(texts())
    assert list(quick.convert([("de/c.md", "Text")])) == [("de/c.md", "Text")]


def test_deep_nesting_is_a_finding_and_leaves_no_trace() -> None:
    """A page nested beyond reason is told; what the same process converts next is not touched by it."""
    after = {("de/b.md", "- a\n  - b\n"), ("de/c.md", "    code\n\n> Zitat\n")}
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        results = converter.convert({("de/a.md", NESTED), *after})
    assert codes(results["de/a.md", NESTED]) == ["nested-too-deeply"]
    for file, markdown in after:
        assert results[file, markdown] == convert(markdown, file)


def test_a_killed_process_is_noticed_and_its_page_converted_again(quick: Converter, workers: Workers) -> None:
    """Somebody, or the kernel for want of memory, ends a process: the page comes all the same."""
    quick.budget = Budget(seconds=20, processes=1)
    results: dict[tuple[str, str], Converted] = {}
    job = ("de/long.md", TAKES_A_WHILE)
    thread = threading.Thread(target=lambda: results.update(quick.convert({job})))
    thread.start()
    while not workers():
        time.sleep(0.01)
    time.sleep(0.2)
    [first] = workers()
    os.kill(first, signal.SIGKILL)
    thread.join(30)
    assert not codes(results[job])
    assert results[job].text.words
    assert first not in workers()


def test_a_process_killed_between_pages_is_replaced(quick: Converter, workers: Workers) -> None:
    """`serve` waits for hours between two saves; who dies meanwhile is not missed."""
    job = ("de/a.md", "Text")
    quick.convert({job})
    for worker in workers():
        os.kill(worker, signal.SIGKILL)
    assert quick.convert({job})[job] == convert("Text", "de/a.md")


@pytest.mark.parametrize("text", ["Text", "Text\n\n" * 40_000], ids=["small", "larger than a pipe holds"])
def test_a_stopped_process_costs_its_page_and_no_more(quick: Converter, workers: Workers, text: str) -> None:
    """A process that neither works nor ends is taken for a page that never ends."""
    quick.convert({("de/a.md", "Text")})
    for worker in workers():
        os.kill(worker, signal.SIGSTOP)
    job = ("de/b.md", text)
    assert codes(quick.convert({job})[job]) == ["conversion-too-slow"]
    job = ("de/b.md", "Text")
    assert quick.convert({job})[job] == convert("Text", "de/b.md")


def test_no_process_outlives_its_converter(workers: Workers) -> None:
    """When the build ends, nothing of it goes on."""
    with Converter(Cache(None), Budget(seconds=2)) as converter:
        converter.convert({("de/a.md", "Text"), ("de/b.md", "Text")})
        assert workers()
    assert not workers()
