"""The Nu HTML Checker (vnu) on files: what the standard does not allow, and what it advises against."""

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

VNU = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

ACCEPTED: dict[str, str] = {
    r"^Resource violates Content Security Policy .* “\.{0,2}/?": (
        "vnu reads files, whose origin is nobody's 'self'; every browser test runs under this very policy."
    ),
    r"^Inline script violates Content Security Policy": (
        "JSON-LD is a data block, which no browser runs or blocks; other inline scripts are found by structure.js."
    ),
    r"^CSS: Parse Error\..*ighlight\(spoken\)": (
        "`::highlight()` is CSS Custom Highlight API Level 1, which browsers have and vnu does not read yet."
    ),
    r"CSS: “(paint-order|vector-effect)”: Property .* doesn't exist": (
        "SVG 2 has them, and so have browsers; this release of vnu reads CSS 3 and what came before."
    ),
}
"""Pattern of a message to the reason why the page is right all the same."""


def html_problems(files: Iterable[Path]) -> list[str]:
    """Errors and warnings in all files, which one Java process reads; HTML, CSS and SVG by their endings."""
    command = ["java", "-Xss1m", "-jar", str(VNU), "--format", "json", "--exit-zero-always"]
    command += ["--stdout", "--also-check-css", "--also-check-svg", *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.stdout.startswith("{"), f"vnu did not answer: {result.stdout[:500]}{result.stderr[:2000]}"
    problems = []
    for message in json.loads(result.stdout)["messages"]:
        text = message["message"]
        extract = message.get("extract", "").strip()[:120]
        if any(re.search(pattern, f"{text} ({extract})") for pattern in ACCEPTED):
            continue
        kind = message.get("subType") or message["type"]
        place = f"{message.get('url', '').removeprefix('file:')}:{message.get('lastLine', 0)}"
        problems.append(f"{place}: {kind}: {text} ({extract})")
    return problems
