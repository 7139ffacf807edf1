"""A theme's templates, ready to be filled in one voice."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from traceback import walk_tb
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateSyntaxError,
    pass_context,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from integreat_ssg.errors import UsageError
from integreat_ssg.model.theme import Theme
from integreat_ssg.rendering.voices import Voice

_FOLDER = "templates/"


@dataclass(frozen=True)
class Templates:
    """Fills templates; each sees one view, the messages of a voice, `icon` and `once`."""

    environment: Environment

    def fill(self, name: str, view: object) -> str:
        """The template `name` filled with `view`. Raises UsageError where the theme's template is faulty."""
        try:
            return self.environment.get_template(name).render(view=view)
        except Exception as problem:  # whatever a template's expressions run into, the theme is where to mend it
            where, line = _spot(problem, name)
            reason = getattr(problem, "message", None) or f"{type(problem).__name__}: {problem}"
            raise UsageError(f"The theme's {where}, line {line}, cannot be filled: {reason}") from problem


def _spot(problem: Exception, name: str) -> tuple[str, int]:
    """The template and line where filling stopped: what a syntax error says itself, else the innermost template called."""
    if isinstance(problem, TemplateSyntaxError):
        return f"{_FOLDER}{problem.name or name}", problem.lineno
    spots = [(frame.f_code.co_filename, line) for frame, line in walk_tb(problem.__traceback__)]
    return next((spot for spot in reversed(spots) if spot[0].startswith(_FOLDER)), (f"{_FOLDER}{name}", 0))


def _source(theme: Theme, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template as Jinja loads it, with the name that a fault in it is told by."""
    source = theme.templates.get(name)
    return None if source is None else (source, f"{_FOLDER}{name}", lambda: True)


def templates_maker(theme: Theme) -> Callable[[Voice], Templates]:
    """A function from voice to templates; they are compiled once, however many voices and regions there are."""
    compiled = _compiled(theme.digest)

    def make(voice: Voice) -> Templates:
        environment = _Environment(
            loader=FunctionLoader(lambda name: _source(theme, name)),
            autoescape=select_autoescape(disabled_extensions=("json",), default=True),  # JSON is written by `tojson`
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=compiled,
            auto_reload=False,
        )
        environment.install_gettext_translations(voice.translations, newstyle=True)  # type: ignore[attr-defined]
        translate: Any = environment.globals["gettext"]
        environment.globals["gettext"] = environment.globals["_"] = _remembering(translate)
        count: Any = environment.globals["ngettext"]
        environment.globals["ngettext"] = _counting(count, voice)
        environment.globals["icon"] = lru_cache(lambda name, flip=False: _icon(theme, name, flip))
        environment.globals["once"] = lru_cache(maxsize=256, typed=True)(_once)
        return Templates(environment)

    return make


def _once(macro: Callable[..., Any], *values: object) -> Any:
    """What a template's macro writes for these values. Pages that show the same values take it from where it is remembered:
    an imported macro sees nothing of the page but its values."""
    return macro(*values)


def _counting(translate: Callable[..., Any], voice: Voice) -> Callable[..., Any]:
    """`translate`, a function of Jinja's for one or several, which writes numbers in the digits of the voice."""

    @pass_context
    def ngettext(context: Context, one: str, several: str, number: int, **gaps: Any) -> Any:
        written = {name: voice.digits(str(gap)) if isinstance(gap, int) else gap for name, gap in gaps.items()}
        return translate(context, one, several, number, **written)

    return ngettext


def _remembering(translate: Callable[..., Any]) -> Callable[..., Any]:
    """`translate`, a function of Jinja's, which remembers sentences without gaps: every page says them again."""
    known: dict[tuple[str, bool], Any] = {}

    @pass_context
    def gettext(context: Context, message: str, **gaps: Any) -> Any:
        if gaps:
            return translate(context, message, **gaps)
        key = message, bool(context.eval_ctx.autoescape)
        if key not in known:
            known[key] = translate(context, message)
        return known[key]

    return gettext


def _icon(theme: Theme, name: str, flip: bool) -> Markup:
    """A theme's icon as SVG in the page, so that it takes the text's colour and needs no request; nothing for no name."""
    inside = theme.icons.get(name)
    if inside is None:
        return Markup("")
    kind = "icon flip" if flip else "icon"
    return Markup(f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{inside}</svg>')  # noqa: S704 - the theme's own


class _Environment(Environment):
    """Gives each template the globals of all as one mapping. Jinja's own chain of mappings is slow to go through, which it does
    whenever a template includes another one or imports from it."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template that brings some of its own, `d`."""
        return {**self.globals, **(d or {})}


class _Compiled(BytecodeCache):
    """Compiled templates by their names. Jinja compares the source with that of what it finds here."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


@lru_cache(maxsize=8)
def _compiled(_digest: str) -> _Compiled:
    """What has been compiled of the theme with this digest: compiling takes longer than filling a small region's pages."""
    return _Compiled()
