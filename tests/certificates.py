"""A certificate for loopback that only tests trust."""

import subprocess
from pathlib import Path


def certificate(folder: Path, days: int = 90, kind: str = "ec") -> tuple[Path, Path]:
    """Certificate and key ("ec" or "rsa") for 127.0.0.1 and localhost, as PEM files in `folder`; it is its own authority."""
    folder.mkdir(parents=True, exist_ok=True)
    cert, key = folder / "cert.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    pair = {"ec": ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], "rsa": ["rsa:2048"]}[kind]
    files = ["-keyout", key, "-out", cert, "-days", str(days)]
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", *pair, *files, *subject], check=True, capture_output=True
    )
    return cert, key
