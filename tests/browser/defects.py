"""Seeded defects: small harms to good pages, each with the check that has to see it. They keep the gate honest."""

import re
from collections.abc import Callable
from dataclasses import dataclass

HOME, HOME_AR = "all/everything/de/index.html", "all/everything/ar/index.html"
ELEMENTS, ELEMENTS_AR = "all/everything/de/text/elements/index.html", "all/everything/ar/text/elements/index.html"
NOTES = "all/everything/de/text/notes/index.html"
CONTACTS, CONTACTS_AR = "all/everything/de/blocks/contacts/index.html", "all/everything/ar/blocks/contacts/index.html"
PICTURE, FILES = "all/everything/de/media/picture/index.html", "all/everything/de/media/files/index.html"
FALLBACK, PORTAL = "all/everything/de/states/only-arabic/index.html", "all/index.html"
COMPOUNDS = "all/everything/de/text/compounds/index.html"
MINIJOB = "all/everything/de/shared/minijob/index.html"

Change = Callable[[str], str]


@dataclass(frozen=True)
class Defect:
    """A harm to the HTML of a page, to its style sheet, or to its main script; `check` must see it."""

    name: str
    check: str
    page: str
    html: Change | None = None
    css: str = ""
    script: str = ""


def swap(pattern: str, replacement: str, count: int = 1) -> Change:
    """Replaces what a pattern finds; a pattern that finds nothing is a fault of the gate."""

    def change(text: str) -> str:
        changed, times = re.subn(pattern, replacement, text, count=count, flags=re.DOTALL)
        assert times, f"nothing to harm: {pattern}"
        return changed

    return change


def html(name: str, check: str, page: str, pattern: str, replacement: str, count: int = 1) -> Defect:
    """A defect in the HTML of a page."""
    return Defect(name, check, page, html=swap(pattern, replacement, count))


def css(name: str, check: str, page: str, rules: str) -> Defect:
    """A defect in the style sheet, as rules that come last."""
    return Defect(name, check, page, css=rules)


TRAP = "addEventListener('keydown', (event) => event.target.matches?.('main a') && event.preventDefault());"
TEXT = '<div class="text">'

DEFECTS = (
    # Languages
    html("no lang", "axe", ELEMENTS, ' lang="de" dir="ltr" data-root', ' dir="ltr" data-root'),
    html("no dir", "languages", ELEMENTS_AR, ' dir="rtl" data-root', " data-root"),
    html("no such language", "languages", ELEMENTS, 'lang="de" dir="ltr" data', 'lang="zz" dir="ltr" data'),
    html("German page called Arabic", "languages", ELEMENTS, 'lang="de" dir="ltr" data', 'lang="ar" dir="rtl" data'),
    html("direction turned", "languages", ELEMENTS_AR, 'dir="rtl" data', 'dir="ltr" data'),
    html("fallback not marked", "languages", FALLBACK, '(class="text") lang="ar" dir="rtl"', r"\1"),
    html("title of a fallback not marked", "languages", FALLBACK, r'<h1><span lang="ar" dir="rtl">(.*?)</span>', r"<h1>\1"),
    html("Arabic word not marked", "languages", ELEMENTS, r'<span lang="ar" dir="rtl">(.*?)</span>', r"\1"),
    html("phone number not isolated", "languages", CONTACTS_AR, r'<bdi dir="ltr">(\+49.*?)</bdi>', r'<bdi dir="rtl">\1</bdi>'),
    html("language not by its own name", "languages", HOME, r'(hreflang="ar">)العربية', r"\1Arabisch"),
    html("flag for a language", "languages", HOME, r'(hreflang="ar">)', r"\1🇸🇾 "),
    html("no current language", "languages", HOME, ' aria-current="true"', ""),
    html("hreflang differs", "languages", HOME, 'hreflang="ar"', 'hreflang="fa"'),
    html("entry without direction", "languages", HOME, 'dir="rtl" hreflang', "hreflang"),
    html("message left in English", "messages", HOME, ">Themen<", ">Topics<"),
    html("label left in English", "messages", HOME, 'aria-label="Sprache"', 'aria-label="Language"'),
    html("title left in English", "messages", PORTAL, "<title>.*?</title>", "<title>Choose your region</title>"),
    # Structure
    html("no title", "structure", HOME, "<title>.*?</title>", "<title></title>"),
    html("two h1", "structure", ELEMENTS, '<h2 id="lists">(.*?)</h2>', r'<h1 id="lists">\1</h1>'),
    html("no h1", "structure", ELEMENTS, "<h1>(.*?)</h1>", r"<p>\1</p>"),
    html("skipped level", "structure", NOTES, TEXT, f"{TEXT}<h4>Stufe</h4>"),
    html("contents list incomplete", "structure", ELEMENTS, '<li class="level-2"><a href="#lists">.*?</li>', ""),
    html("navigation without name", "structure", ELEMENTS, '(class="switcher") aria-label=".*?"', r"\1"),
    html("two landmarks of one name", "axe", ELEMENTS, 'aria-label="Sprache"', 'aria-label="Sie sind hier"'),
    html("no main", "structure", ELEMENTS, "<(/?)main", r"<\1div", 2),
    html("text outside of landmarks", "structure", ELEMENTS, "<footer", "<p>verloren</p><footer"),
    html("no skip link", "structure", ELEMENTS, '<a class="skip".*?</a>', ""),
    html("id twice", "structure", ELEMENTS, 'id="lists"', 'id="links"'),
    html("no alt", "structure", PICTURE, ' alt="Drei.*?"', ""),
    html("alt is a file name", "structure", PICTURE, ' alt="Drei.*?"', ' alt="houses.png"'),
    html("empty alt in the text", "structure", PICTURE, ' alt="Drei.*?"', ' alt=""'),
    html("no place kept for a picture", "structure", PICTURE, ' width="720" height="450"', ""),
    html("icon not hidden", "structure", HOME, ' aria-hidden="true"', ""),
    html("th without scope", "structure", MINIJOB, ' scope="col"', ""),
    html("table without header cells", "structure", MINIJOB, "<(/?)th\\b[^>]*>", r"<\1td>", 9),
    html("frame of a table not focusable", "structure", MINIJOB, ' tabindex="0"', ""),
    html("link without words", "axe", ELEMENTS, '(<a href="../tables/index.html">).*?</a>', r"\1</a>"),
    html("link that says too little", "structure", ELEMENTS, "Verweis auf eine Seite", "hier"),
    html("one text, two targets", "structure", ELEMENTS, "auf eine andere Website", "Verweis auf eine Seite"),
    html("new window", "structure", ELEMENTS, '<a (href="https)', r'<a target="_blank" \1'),
    html("file without kind and size", "structure", FILES, r" <small>\(PDF.*?</small>", ""),
    html("field without label", "axe", PORTAL, "<label for.*?</label>", ""),
    html("group without legend", "structure", HOME, "<legend>.*?</legend>", ""),
    html("button without name", "axe", HOME, '<span><span class="unseen">.*?</bdi></span></summary>', "</summary>"),
    html("search that announces nothing", "structure", PORTAL, '<p role="status"></p>', "<p></p>"),
    html("zoom forbidden", "structure", HOME, "initial-scale=1", "initial-scale=1, user-scalable=no"),
    html("details without summary", "structure", NOTES, "<summary>Was.*?</summary>", "<p>Was</p>"),
    html("tabindex above 0", "structure", ELEMENTS, '<a href="#lists">', '<a tabindex="3" href="#lists">'),
    html("hidden from listeners only", "structure", ELEMENTS, '<nav class="neigh', '<nav aria-hidden="true" class="neigh'),
    html("no machine-readable date", "structure", ELEMENTS, 'datetime=".*?"', 'datetime="3. Oktober"'),
    html("page sends on", "structure", HOME, "<title>", '<meta http-equiv="refresh" content="60"><title>'),
    html("invalid nesting", "html", NOTES, "<p>Etwas Wichtiges.</p>", "<p>Etwas <div>Wichtiges</div>.</p>"),
    html("obsolete element", "html", NOTES, "<p>Etwas Wichtiges.</p>", "<center>Etwas Wichtiges.</center>"),
    html("unclosed element", "html", NOTES, "<p>Etwas Wichtiges.</p>", "<p><b>Etwas Wichtiges.</p>"),
    # Safety and privacy
    html("no policy", "structure", HOME, '<meta http-equiv="Content-Security-Policy".*?>', ""),
    html("policy with a hole", "structure", HOME, "style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    html("inline style", "visit", HOME, "<h1>", '<h1 style="color: #111">'),
    html("inline script", "visit", HOME, "</body>", "<script>var a = 1</script></body>"),
    html("handler", "structure", HOME, "<h1>", '<h1 onclick="a()">'),
    html("third-party picture", "visit", HOME, TEXT, f'{TEXT}<img src="https://tracker.example/x.png" alt="Zähler">'),
    html("third-party script", "addresses", HOME, "</head>", '<script src="https://cdn.example/x.js"></script></head>'),
    html("third-party font", "addresses", HOME, "</head>", '<link rel="stylesheet" href="//fonts.example/x.css"></head>'),
    html("foreign frame", "structure", HOME, TEXT, f'{TEXT}<iframe src="about:blank" title="Karte"></iframe>'),
    # Addresses
    html("broken link", "addresses", ELEMENTS, 'href="../tables/index.html"', 'href="../chairs/index.html"'),
    html("broken place", "addresses", ELEMENTS, "index.html#wide", "index.html#broad"),
    html("broken place on the page", "structure", ELEMENTS, 'href="#lists"', 'href="#list"'),
    html("names a folder", "addresses", ELEMENTS, 'href="../tables/index.html"', 'href="../tables/"'),
    html("counts from the root", "addresses", ELEMENTS, 'href="../tables', 'href="/everything/de/text/tables'),
    html("leaves the site", "addresses", HOME, 'href="../../index.html"', 'href="../../../../index.html"'),
    html("missing picture", "addresses", PICTURE, r"media/(\w+)-small", r"media/\1-smaller", 9),
    html("missing size of a picture", "addresses", PICTURE, r"houses-360\.webp", "houses-365.webp"),
    html("missing style", "visit", HOME, "style.css", "styles.css"),
    html("style that no cache may keep", "weight", HOME, r'href="[^"]*style.css"', 'href="../index.html"'),
    Defect("page too heavy", "weight", HOME, html=lambda page: page + " ".join(f"{n * n:x}" for n in range(4000))),
    # Layout
    css("small targets", "targets", HOME, ".tool { min-block-size: 1.5rem !important; padding: 0 !important }"),
    css("small links in a row", "targets", HOME, ".footer a { min-block-size: 0 !important; line-height: 1; font-size: .9rem }"),
    css("too wide for a phone", "boxes", HOME, ".card { min-inline-size: 400px }"),
    css("cut off", "boxes", HOME, ".card { block-size: 3rem !important; overflow: hidden }"),
    css("lines that do not break", "boxes", ELEMENTS, ".text p { white-space: nowrap }"),
    css("word leaves its box", "boxes", COMPOUNDS, "* { overflow-wrap: normal !important; hyphens: none !important }"),
    css("one text over another", "boxes", ELEMENTS, ".lead { margin-block-end: -4rem !important }"),
    css("large text cut off", "large", HOME, ".tool { block-size: 44px; inline-size: 100px; overflow: hidden }"),
    css("spaced text cut off", "spacing", HOME, ".card p { block-size: 4.5em; overflow: hidden }"),
    css("margin on one side", "mirror", CONTACTS_AR, ".contact { margin-left: 40px !important }"),
    css("side named", "sides", CONTACTS, ".contact { margin-left: 40px }"),
    css("arrow not turned", "mirror", HOME_AR, ".flip { transform: none !important }"),
    css("other icon turned", "mirror", HOME_AR, ".arch .icon { transform: scaleX(var(--mirror)) }"),
    css("lines too close", "typography", ELEMENTS, ".text p { line-height: 1.2 !important }"),
    css("lines too long", "long lines", ELEMENTS, ".text { max-inline-size: none !important; font-size: .95rem }"),
    css("letters too small", "typography", HOME, ".card p { font-size: .7rem !important }"),
    css("Arabic in italics", "typography", ELEMENTS_AR, "em { font-style: italic !important }"),
    css("Arabic spaced out", "typography", ELEMENTS_AR, "p { letter-spacing: .05em }"),
    css("link told by its colour only", "typography", ELEMENTS, ".text a { text-decoration: none !important }"),
    # Appearance
    css("pale text", "axe", HOME, ".lead { color: #999 !important; background: #fff !important }"),
    css("pale colour in the palette", "colours", HOME, ":root { --quiet: #8a8a8a !important }"),
    css("pale edges", "colours", HOME, ":root { --edge: #ccc !important }"),
    css("white box in the dark", "dark", HOME, ".card { background: #fff !important }"),
    css("icons in the colour of the paper", "icons", HOME, ".icon { color: var(--paper) !important }"),
    css("motion", "motion", HOME, ".card { transition: transform .4s !important }"),
    css("what is hidden is seen", "structure", PORTAL, "[hidden] { display: block !important }"),
    # Keyboard
    css("no focus ring", "keyboard", HOME, "*, *::after { outline: none !important }"),
    css("thin focus ring", "keyboard", HOME, ":root { --focus: #ddd !important }"),
    css("focus under a bar", "keyboard", HOME, ".footer { position: fixed; inset: 0; z-index: 9; opacity: .1 }"),
    css("order of the eye turned", "keyboard", HOME, ".bar { flex-direction: row-reverse }"),
    Defect("trap", "keyboard", ELEMENTS, script=TRAP),
    Defect("script that fails", "visit", HOME, script="throw new Error('seeded');"),
    Defect("script that asks elsewhere", "visit", HOME, script="fetch('https://tracker.example/').catch(() => {});"),
    Defect("script that writes HTML", "visit", HOME, script="document.querySelector('h1').innerHTML = 'x';"),
    # Paper
    css("text not printed", "print", ELEMENTS, "@media print { .text > ul { display: none } }"),
    css("address not printed", "print", ELEMENTS, "@media print { .text a::after { content: none !important } }"),
    css("printed pale", "print", ELEMENTS, "@media print { .text p { color: #bbb } }"),
    css("menu printed", "print", HOME, "@media print { .tool.emergency, .skip { display: block !important; position: static } }"),
    css("empty sheet", "print", HOME, "@media print { footer { break-before: page } footer * { display: none } }"),
    css("folded text not printed", "print", NOTES, "@media print { .text details > p { display: none } }"),
)  # fmt: skip
"""Each is caught by its check; the pages that they harm are good otherwise."""
