"""What a move changes, in lines for the person at the terminal."""

from integreat_ssg.starting.moving.plan import MovePlan

_DONE = {
    ("de", True): "{moves} Dateien umbenannt, {edits} Stellen in {files} Dateien geändert.",
    ("de", False): "Es würden {moves} Dateien umbenannt und {edits} Stellen in {files} Dateien geändert.",
    ("en", True): "{moves} files renamed, {edits} spots in {files} files changed.",
    ("en", False): "{moves} files would be renamed, and {edits} spots in {files} files changed.",
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
