"""`python -m integreat_ssg` is `integreat-ssg`."""

from integreat_ssg.cli import main

main(prog_name="integreat-ssg")
