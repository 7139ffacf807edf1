"""Voices for the browser: espeak-ng through Debian's speech-dispatcher, whose sound goes nowhere; and a device that notes what
it is told, for everything that a real one does in its own time."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType

from tests.browser.visiting import ARGUMENTS, CHROMIUM

MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")
_CONFIGURATION = """\
LogLevel 1
LogDir "{folder}"
AudioOutputMethod "libao"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
Timeout 0
"""
_PATIENCE = 30

NOTED = """(() => {
  const speak = speechSynthesis.speak.bind(speechSynthesis);
  window.said = [];
  speechSynthesis.speak = (utterance) => {
    const note = { text: utterance.text, lang: utterance.lang, rate: utterance.rate, ended: false, marked: false };
    said.push(note);
    utterance.addEventListener("start", () => { note.marked = CSS.highlights.has("spoken"); });
    utterance.addEventListener("end", () => { note.ended = true; });
    utterance.addEventListener("error", ({ error }) => { note.error = error; });
    speak(utterance);
  };
})()"""
"""Notes beside the real device what a page tells it, and what becomes of it."""

DEVICE = """(() => {
  let current;
  const listeners = new Set();
  const device = {
    speaking: false, pending: false, log: [], voices: %s,
    getVoices: () => device.voices,
    speak(utterance) {
      current = utterance;
      device.speaking = true;
      const { text, lang, rate, voice } = utterance;
      device.log.push({ text, lang, rate, voice: voice.name });
    },
    cancel() { device.finish("onerror", { error: "interrupted" }); },
    resume() {},
    addEventListener: (_, listen) => listeners.add(listen),
    removeEventListener: (_, listen) => listeners.delete(listen),
    install(voice) { device.voices.push(voice); listeners.forEach((listen) => listen()); },
    finish(how = "onend", event = {}) {
      const utterance = current;
      current = undefined;
      device.speaking = false;
      utterance?.[how](event);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: device });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""
"""The browser's interface to a device with these voices, whose sentences end when a test says so."""


@contextmanager
def voices(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which a browser finds voices, while they are there."""
    data = next(Path("/usr/lib").glob("*/espeak-ng-data"))
    (folder / "espeak-ng-data" / "voices").mkdir(parents=True)  # without the hundred variants of each voice
    for each in data.iterdir():
        if each.name != "voices":
            (folder / "espeak-ng-data" / each.name).symlink_to(each)
    (folder / "modules").mkdir()
    (folder / "modules" / "espeak-ng.conf").symlink_to("/etc/speech-dispatcher/modules/espeak-ng.conf")
    (folder / "speechd.conf").write_text(_CONFIGURATION.format(folder=folder))
    (folder / ".libao").write_text("default_driver=null\n")
    address = folder / "socket"
    command = ["speech-dispatcher", "--run-single", "--config-dir", folder, "--socket-path", address]
    environment = {**os.environ, "HOME": str(folder), "ESPEAK_DATA_PATH": str(folder)}
    with subprocess.Popen(
        [*command, "--communication-method", "unix_socket"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _wait_for(address)
        yield {"SPEECHD_ADDRESS": f"unix_socket:{address}"}
        process.terminate()


def _wait_for(address: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as each:
                return each.connect(str(address))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def speaking(chromium: BrowserType, environment: dict[str, str]) -> Browser:
    """Chromium with these voices."""
    arguments = [*ARGUMENTS, "--enable-speech-dispatcher"]
    return chromium.launch(executable_path=CHROMIUM, args=arguments, env={**os.environ, **environment})
