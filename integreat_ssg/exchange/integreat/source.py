"""Where a region's answers come from: a server, or a folder in which they were saved. Both are asked by the API's paths."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit

from integreat_ssg.errors import IntegreatError, UsageError, WorldError
from integreat_ssg.exchange.integreat.questions import Bounds, Questions
from integreat_ssg.exchange.integreat.saving import Entry, Saved, file_of, inside, read_index
from integreat_ssg.model.findings import Finding, Place, error

API = "api/v3"
OLDER = "wp-json/extensions/v3"
FIRST = "regions/"
"""What is asked for before anything else."""
PAGE = re.compile(r"(.*/news/)pages/([0-9]+)/")
"""Where what a server tells in several pieces has those after the first; in its own addresses they stand in the question."""
LONGEST_ADDRESS = 300
GONE = (404, 410)
ANSWERED, UNCHANGED = 200, 304
MAX_MEDIUM = 20 * 1024 * 1024
"""Bytes of a picture or a document; the build takes no larger ones."""


@dataclass(frozen=True)
class Medium:
    """A picture or a document as it came; `data` is None where it is what it was, by the marks that were sent."""

    data: bytes | None = field(repr=False)
    etag: str = ""
    modified: str = ""


class Source(Protocol):
    """A region's answers by their paths."""

    name: str
    """The web address or the folder."""

    def answer(self, path: str) -> bytes | Finding | None:
        """The answer at a path ("lueneburg/de/pages/"); None where there is none, a finding where it cannot be had."""

    def medium(self, url: str, known: Entry | None) -> Medium | Finding:
        """A picture or a document. Of one that is `known`, a server may say that it is what it was."""

    def names(self) -> Mapping[str, str]:
        """The file names that media have here already, by address."""

    def __enter__(self) -> "Source": ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_source(source: str, region: str, bounds: Bounds | None = None, save: Path | None = None) -> Source:
    """A server by its web address, with or without `/api/v3/`; or a folder with saved answers, which may be a built site that
    holds a copy of the API. What a server answers is kept in `save`.

    Raises UsageError where it is neither, or where `save` is in use for something else.
    """
    if "://" in source:
        saved = Saved(save, f"{source} {region}\n") if save else None
        return Server(source, bounds or Bounds(), saved)
    if save:
        raise UsageError(f"{source} is a folder, whose answers are saved already: --save is for servers.")
    return Folder(Path(source))


class Server:
    """A server that is asked over the network."""

    def __init__(self, url: str, bounds: Bounds, saved: Saved | None = None) -> None:
        try:
            parts = urlsplit(url)
        except ValueError as problem:
            raise UsageError(f"{url} is no web address.") from problem
        if parts.query or parts.fragment:
            raise UsageError(f"{url} is no address of a server: it ends with a question or a mark.")
        base = url.rstrip("/")
        self.name = self._root = base.removesuffix(f"/{API}") + "/"
        self._questions, self._saved = Questions(bounds), saved
        self._style, self._failed = "", False

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._questions.close()
        if self._saved and not kind and not self._failed:
            self._saved.finish()

    def names(self) -> Mapping[str, str]:
        """None: names are given where media are kept."""
        return {}

    def answer(self, path: str) -> bytes | Finding | None:
        """The answer at a path. Older servers have it at another one, which is tried until it is known how old this one is.

        Raises UsageError where this server may not be asked.
        """
        if self._saved and (data := self._saved.earlier(path)) is not None:
            return data
        for style, url in self._addresses(path):
            try:
                reply = self._questions.ask(url, {"Accept": "application/json"})
            except IntegreatError as problem:
                if isinstance(problem, UsageError) and path == FIRST:
                    raise  # an answer may lead to where nobody may ask, but not the command
                return self._unanswered(path, str(problem))
            if reply.status in GONE:
                continue
            if reply.status != ANSWERED:
                return self._unanswered(path, f"{reply.url} answers with {reply.status}.")
            if path.count("/") > 1:  # the list of regions is at its older place on new servers too
                self._style = style
            if self._saved:
                self._saved.keep(path, reply.data)
            return reply.data
        if self._saved:
            self._saved.forget(path)
        return None

    def _unanswered(self, path: str, problem: str) -> Finding:
        self._failed = True  # the next run asks for this, and not again for what is saved
        return _unanswered(path, problem)

    def _addresses(self, path: str) -> Iterator[tuple[str, str]]:
        page = PAGE.fullmatch(path)
        path, number = (page[1], page[2]) if page else (path, "1")
        quoted, (first, _, rest) = quote(path), path.partition("/")
        if self._style != OLDER:
            question = _QUESTIONS.get(path.rstrip("/").rpartition("/")[2], "").format(number)
            yield API, f"{self._root}{API}/{quoted}{question}"
            if path.endswith("/news/"):
                yield API, f"{self._root}{API}/{quoted.rstrip('/')}{question}"
        if self._style == API:
            return
        if path == FIRST:
            yield OLDER, f"{self._root}{OLDER}/sites/"
        elif rest == "languages/":
            yield OLDER, f"{self._root}{quote(first)}/de/{OLDER}/languages/"
        elif first != "regions" and not page:
            language, _, name = rest.partition("/")
            yield OLDER, f"{self._root}{quote(first)}/{quote(language)}/{OLDER}/{name}"

    def medium(self, url: str, known: Entry | None) -> Medium | Finding:
        """A picture or a document from wherever it lies."""
        sent = {"Accept": "*/*"}
        if known and known.etag:
            sent["If-None-Match"] = known.etag
        elif known and known.modified:
            sent["If-Modified-Since"] = known.modified
        try:
            reply = self._questions.ask(urljoin(self._root, url), sent, MAX_MEDIUM)
        except IntegreatError as problem:
            return _no_medium(url, problem)
        except ValueError:
            return _no_medium(url, UsageError(f"{url} is no web address."))
        marks = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
        if reply.status == UNCHANGED and known:
            return Medium(None, known.etag, known.modified)
        if reply.status != ANSWERED:
            return _no_medium(url, WorldError(f"{reply.url} answers with {reply.status}."))
        return Medium(reply.data, *marks)


_QUESTIONS = {"events": "?combine_recurring=True", "news": "?size=500&page={}"}
"""What is asked for besides the path: each series of events once, and many pieces of news at a time."""


class Folder:
    """Answers that were saved, or that a built site holds. Nothing is asked of the network."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        roots = [root for root in (folder, folder / API) if (root / "regions").exists()]
        if not roots:
            raise UsageError(f"{folder} is no folder with saved answers: it holds no {file_of(FIRST)}.")
        self._root, self._index = roots[0], read_index(roots[0] / "media")
        whole = self._root.resolve()
        self._site = whole.parents[1] if whole.match(f"*/{API}") else None

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open."""

    def names(self) -> Mapping[str, str]:
        """As the run that saved them has named them."""
        return {url: entry.name for url, entry in self._index.items()}

    def answer(self, path: str) -> bytes | Finding | None:
        """The answer at a path: `pages/index.json`, or what web hosts keep it as."""
        plain = path.strip("/")
        try:
            for name in (file_of(path), f"{plain}/index.html", f"{plain}.json"):
                if (data := inside(self._root, name)) is not None:
                    return data
        except OSError as problem:
            return _unanswered(path, f"{name} cannot be read: {problem.strerror}.")
        return None

    def medium(self, url: str, known: Entry | None) -> Medium | Finding:
        """What was saved; of a built site, the file that the address names in it."""
        if (entry := self._index.get(url)) and (data := entry.data(self._root / "media")) is not None:
            return Medium(data, entry.etag, entry.modified)
        try:
            for path in _tails(url) if self._site else ():
                if (data := inside(self._site, path)) is not None:  # type: ignore[arg-type]
                    return Medium(data)
        except (OSError, ValueError) as problem:
            return _no_medium(url, WorldError(f"{url} cannot be read: {problem}."))
        return _no_medium(url, WorldError(f"{self._root / 'media'} does not hold it."))


def _tails(url: str) -> Iterator[str]:
    """The path of an address, and what is left of it without its first parts: a site may lie in a folder of its host."""
    parts = [unquote(each) for each in urlsplit(url).path.split("/") if each not in ("", ".", "..")]
    for number in range(len(parts)):
        yield "/".join(parts[number:])


def _unanswered(path: str, problem: str) -> Finding:
    return error("import-unanswered", Place(path), reason=problem.removesuffix("."))


def _no_medium(url: str, problem: IntegreatError) -> Finding:
    reason = str(problem).replace(url, short(url)).removesuffix(".")
    return error("import-no-medium", Place("media/"), url=short(url), reason=reason)


def short(url: str) -> str:
    """An address as findings name it: some hold a whole picture."""
    return url if len(url) <= LONGEST_ADDRESS else f"{url[:LONGEST_ADDRESS]}…"
