"""The QR code in the terminal is read as the address it stands for."""

import subprocess
from pathlib import Path

from PIL import Image

from integreat_ssg.serving.listening import announce

SCALE = 8


def test_a_phone_reads_it(tmp_path: Path) -> None:
    """Drawn as a dark terminal shows it: its blocks are white."""
    said: list[str] = []
    announce("192.0.2.7", 8000, said.append)
    lines = said[-1].split("\n")
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 0)
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            picture.putpixel((column, 2 * row), 255 if sign in "█▀" else 0)
            picture.putpixel((column, 2 * row + 1), 255 if sign in "█▄" else 0)
    picture.resize((picture.width * SCALE, picture.height * SCALE), Image.Resampling.NEAREST).save(
        tmp_path / "code.png"
    )
    read = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.png"], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == "http://192.0.2.7:8000/" == said[0].split()[2]
