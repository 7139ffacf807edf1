"""`deploy --verify` reads back what readers have."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SMALL_SITE, write_files
from tests.probing.host import Reply, serving


def test_a_deploy_is_read_back(tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """All is well where the host serves what was deployed; where it serves something else, that is told, with exit code 1."""
    write_files(tmp_path / "content", SMALL_SITE)
    assert run_cli("build", "--date", "2026-11-02").returncode == 0
    (tmp_path / "web" / "town").mkdir(parents=True)
    with serving(tmp_path / "web" / "town") as host:
        settings = f"hosts:\n  web: {{kind: folder, folder: {tmp_path / 'web'}, address: '{host.origin}'}}\n"
        write_files(tmp_path / "content", {"site.yaml": str(SMALL_SITE["site.yaml"]) + settings})
        done = run_cli("deploy", "web", "town", "--verify", "--language", "en")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Pages can be read." in done.stdout

        def old(reply: Reply) -> None:
            if reply.path == "de/index.html":
                reply.body = b"<p>Yesterday</p>"

        host.faults.append(old)
        done = run_cli("deploy", "web", "town", "--verify", "--language", "en")
        assert done.returncode == 1
        assert "probe-truncated" in done.stdout
        done = run_cli("deploy", "web", "town", "--verify", "--json")
        assert (done.returncode, done.stderr) == (1, "")
        (town,) = json.loads(done.stdout)
        assert (town["region"], town["steps"]) == ("town", [])
        assert town["probe"]["aspects"]["read"] == "error"
        assert "probe-truncated" in {each["code"] for each in town["probe"]["findings"]}
    done = run_cli("deploy", "web", "town", "--verify", "--json")
    assert (done.returncode, [each["region"] for each in json.loads(done.stdout)]) == (3, ["town"])
    assert done.stderr.startswith("Error: ")
    done = run_cli("deploy", "web", "town", "--verify", "--dry-run")
    assert done.returncode == 2
