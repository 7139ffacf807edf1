"""Running text to sentences. A stop ends one where white space and a capital letter, a digit or a quote follow, and where what
stands before is neither an abbreviation nor a number in an order ("am 3. Mai").
"""

import re

_END = re.compile(r"(?<![.!?…؟。])[.!?…؟。]+[\"'“”‘’»«)\]]*(?=\s+[\"'“”„‚«»(\[]*[^\W\d_a-zà-ÿа-яіїєґ]|\s+\d)")
_ABBREVIATIONS = {
    "de": "abs art bzw ca dr evtl etc ggf gem inkl max min mind mio mrd nr prof rd s sog st str tel u usw vgl z zzgl d h b a"
    " v i o ä bspw allg bes geb inh jr kfm lfd med mtl stellv std tgl ung ing dipl hr fr bd hrsg jan feb mär apr jun jul aug"
    " sep sept okt nov dez mo di mi do fr sa so",
    "en": "mr mrs ms dr prof st no nos vs eg ie e g i etc approx max min tel jan feb mar apr jun jul aug sep sept oct nov dec",
    "uk": "див ін обл р рр ст т тел вул м с",
}
_KNOWN = {language: frozenset(words.split()) for language, words in _ABBREVIATIONS.items()}
_ORDINAL = re.compile(r"(?<![\w.,])\d{1,2}\.$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_LOOKED_BACK = 40
"""Characters before a stop that tell whether it ends a sentence; no abbreviation is longer."""


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text; a line end always ends one. White space is made single, and nothing else changed."""
    known = _KNOWN.get(language.partition("-")[0], frozenset())
    return [each for line in text.split("\n") for each in _in_line(" ".join(line.split()), known)]


def _in_line(line: str, known: frozenset[str]) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(line):
        if _goes_on(line[max(start, end.end() - _LOOKED_BACK) : end.end()], known):
            continue
        found.append(line[start : end.end()].strip())
        start = end.end()
    return [*found, rest] if (rest := line[start:].strip()) else found


def _goes_on(before: str, known: frozenset[str]) -> bool:
    if _ORDINAL.search(before):
        return True
    last = _LAST_WORD.search(before)
    return last is not None and (last[1].lower() in known or len(last[1]) == 1)
