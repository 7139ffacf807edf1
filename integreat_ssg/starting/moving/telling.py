"""What a move changes, in lines for the person at the terminal."""

from integreat_ssg.starting.moving.plan import MovePlan

_DONE = {
    ("de", True): "Umbenannte Dateien: {moves}. Geänderte Stellen: {edits}, in Dateien: {files}.",
    (
        "de",
        False,
    ): "Noch ist nichts geändert. Umzubenennende Dateien: {moves}. Zu ändernde Stellen: {edits}, in Dateien: {files}.",
    ("en", True): "Files renamed: {moves}. Spots changed: {edits}, in files: {files}.",
    ("en", False): "Nothing is changed yet. Files to rename: {moves}. Spots to change: {edits}, in files: {files}.",
}
_NO_REDIRECT = {
    "de": "Die alte Adresse der Seite führt nicht weiter: Weiterleitungen (aliases) haben nur Textseiten.",
    "en": "The page's old address leads nowhere: only pages of text have redirects (aliases).",
}


def move_lines(plan: MovePlan, language: str, content: str, *, done: bool) -> list[str]:
    """Every renamed file, every changed spot, and how many there are; `content` stands before the files' names."""
    lines = [f"{content}/{old} → {content}/{new}" for old, new in sorted(plan.moves.items())]
    for file, edits in plan.edits.items():
        for edit in edits:
            before, after = (text.strip() for text in (edit.before, edit.after))
            lines.append(f"{content}/{file}:{edit.line}: {f'{before} → {after}' if before else f'+ {after}'}")
    spots = sum(map(len, plan.edits.values()))
    lines.append(_DONE[language, done].format(moves=len(plan.moves), edits=spots, files=len(plan.edits)))
    return lines + [_NO_REDIRECT[language]] * (plan.renaming.kind in ("place", "event"))
