"""An editor's browser: the desk in a window of Chromium, with a folder of files behind the dialogue that asks for one.

Nobody can click in that dialogue here, so the folder is one of the browser's own (OPFS), which answers the very same calls:
files are copied in before and out afterwards.
"""

import base64
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 60_000
"""Milliseconds for what a busy machine may take long for."""

_CHOSEN = """
window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('repository');
if (globalThis.FileSystemHandle)  // not on the empty page that a window begins with
  Object.assign(FileSystemHandle.prototype, { requestPermission: async () => 'granted', queryPermission: async () => 'granted' });
"""
_PUT = """async (files) => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('repository', { create: true });
  await top.getDirectoryHandle('.git', { create: true });
  for (const [path, data] of Object.entries(files)) {
    const steps = path.split('/');
    let folder = top;
    for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
    const file = await (await folder.getFileHandle(steps.at(-1), { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    await file.close();
  }
}"""
_GET = """async () => {
  const found = {};
  const walk = async (folder, above) => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === 'directory') await walk(handle, `${above}${name}/`);
      else found[above + name] = btoa(Array.from(new Uint8Array(await (await handle.getFile()).arrayBuffer()),
        (byte) => String.fromCharCode(byte)).join(''));
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('repository'), '');
  return found;
}"""


class Desk:
    """The desk at `address` in a German browser. `asked` are all addresses that any page or worker of it has asked for;
    `problems` are errors of scripts and what the page's policy has stopped."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.context.on("console", lambda message: self._note(message.type, message.text))
        self.context.add_init_script(_CHOSEN)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text:
            self.problems.append(text)

    def open(self, files: dict[str, bytes]) -> None:
        """Opens the desk on a folder with these files, as somebody does who has chosen it."""
        self.page.goto(f"{self.address}libraries.json")  # any page of the origin
        self.page.evaluate(_PUT, {path: base64.b64encode(data).decode() for path, data in files.items()})
        self.problems.clear()  # of that page, which is none of the desk's
        self.page.goto(self.address)
        self.page.get_by_role("button", name="Mit lokalem Repository arbeiten").click()
        self.page.wait_for_url("**#/collections/**")

    def show(self, entry: str) -> None:
        """Shows the form of an entry, such as "town-pages/entries/work/jobs"."""
        self.page.goto(f"{self.address}#/collections/{entry}")
        self.page.get_by_role("button", name="Speichern").wait_for()

    def fill(self, label: str, text: str) -> str:
        """Writes into the first field with this label; what stood there before."""
        box = self.page.get_by_role("textbox", name=label).first
        before = box.input_value()
        box.fill(text)
        return before

    def new_folder(self, name: str) -> None:
        """Puts the page whose form is open into a new folder."""
        self.page.get_by_role("button", name="Neuer Ordner").first.click()
        dialogue = self.page.get_by_role("dialog")
        dialogue.get_by_role("textbox").fill(name)
        dialogue.get_by_role("button", name="Anlegen").click()
        dialogue.wait_for(state="hidden")

    def save(self) -> None:
        """Saves, and waits until the editor is back in the list, as it is when the files are written."""
        self.page.get_by_role("button", name="Speichern").first.click()
        self.page.wait_for_url(lambda url: "/entries/" not in url and not url.endswith("/new"))

    def files(self) -> dict[str, bytes]:
        """All files of the folder as they are now."""
        return {path: base64.b64decode(data) for path, data in self.page.evaluate(_GET).items()}


def files_below(root: Path) -> dict[str, bytes]:
    """All files of a folder by their paths as seen from above it."""
    files = [file for file in sorted(root.rglob("*")) if file.is_file()]
    return {f"{root.name}/{file.relative_to(root).as_posix()}": file.read_bytes() for file in files}
