"""A theme's templates, ready to be filled in one voice."""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from markupsafe import Markup

from integreat_ssg.errors import UsageError
from integreat_ssg.model.theme import Theme
from integreat_ssg.rendering.voices import Voice


@dataclass(frozen=True)
class Templates:
    """Fills templates; each sees one view, the messages of a voice, and `icon`."""

    environment: Environment

    def fill(self, name: str, view: object) -> str:
        """The template `name` filled with `view`. Raises UsageError where the theme's template is faulty."""
        try:
            return self.environment.get_template(name).render(view=view)
        except TemplateError as problem:
            line = getattr(problem, "lineno", None)
            where = f"{getattr(problem, 'name', None) or name}" + (f", line {line}" if line else "")
            raise UsageError(f"The theme's template {where} cannot be filled: {problem.message}") from problem


def templates_maker(theme: Theme) -> Callable[[Voice], Templates]:
    """A function from voice to templates; they are compiled once, however many voices there are."""
    compiled = _Compiled()

    def make(voice: Voice) -> Templates:
        environment = Environment(
            loader=DictLoader(dict(theme.templates)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=compiled,
        )
        environment.install_gettext_translations(voice.translations, newstyle=True)  # type: ignore[attr-defined]
        environment.globals["icon"] = lambda name, flip=False: _icon(theme, name, flip)
        return Templates(environment)

    return make


def _icon(theme: Theme, name: str, flip: bool) -> Markup:
    """A theme's icon as SVG in the page, so that it takes the text's colour and needs no request; nothing for no name."""
    inside = theme.icons.get(name)
    if inside is None:
        return Markup("")
    kind = "icon flip" if flip else "icon"
    return Markup(f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{inside}</svg>')  # noqa: S704 - the theme's own


class _Compiled(BytecodeCache):
    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()
