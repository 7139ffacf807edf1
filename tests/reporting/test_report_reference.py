"""The editors' reference says what the program says."""

from pathlib import Path

from integreat_ssg.reporting.reference import reference
from integreat_ssg.reporting.sentences import wording

FILE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_reference_is_current() -> None:
    """docs/findings.md is what findings.yaml makes of it."""
    written = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    assert written == reference(), (
        "docs/findings.md is not current: run `python -m integreat_ssg.reporting.reference > docs/findings.md`"
    )


def test_reference_shows_no_raw_gaps() -> None:
    """Every gap has a readable name in both languages, and no name is left over."""
    for gap in wording().gaps:
        assert f"{{{gap}}}" not in reference()
    for words in wording().gaps.values():
        for name in words.values():
            assert f"‹{name}›" in reference()
