"""Words as languages have them: a vocabulary of some thousand, of which a few make up most of a text (Zipf's law)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

VOCABULARY = 5000
"""Words of a language. A text of 250 words then has about 150 different ones, as real texts of this length have."""
SYLLABLES = {
    "de": "an stadt schul amt wohn kurs le ben bei ge ver trag kin der arzt hil fe mel dung sprach zeit ort rat haus".split(),
    "en": "town school of fice home course life help child doc tor care reg is ter lan guage time place ad vice house".split(),
    "ar": "مد ينة در سة مك تب بي ت دو رة حيا ة مسا عدة طف ل طب يب لغ ة وق ت مكا ن مش ورة".split(),
    "uk": "мі сто шко ла офіс дім курс жит тя до по мо га ди ти на лі кар мо ва час міс це по ра да".split(),
}
SCRIPTS = {"fa": "ar", "tr": "en", "ru": "uk", "fr": "en", "ro": "en", "bg": "uk", "so": "en", "ti": "ar"}
"""Whose syllables other languages borrow; their words are their own."""


@dataclass(frozen=True)
class Vocabulary:
    """Words, the most frequent one first, and the sums of their frequencies."""

    words: Sequence[str]
    sums: Sequence[float]

    def text(self, source: random.Random, count: int) -> str:
        """So many words."""
        return " ".join(source.choices(self.words, cum_weights=self.sums, k=count))


@cache
def vocabulary(tag: str) -> Vocabulary:
    """That of a language, always the same."""
    source, syllables = random.Random(f"words {tag}"), SYLLABLES[SCRIPTS.get(tag, tag)]
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        most = 1 + (len(words) > 40) + (len(words) > 400) + (len(words) > 2000)  # frequent words are short
        words.setdefault("".join(source.choices(syllables, k=source.randint(1, most + 1))))
    return Vocabulary(tuple(words), tuple(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY))))
