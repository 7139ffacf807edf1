"""Lists by letters: in the order that readers know, under the headings that they look for."""

import pytest

from integreat_ssg.alphabets import ALPHABETS, DIGITS, OTHERS, heading, sort_key

ORDERS = {
    "de": "Abfall, Ämter, Anmeldung, Öffnungszeiten, Straße, Strassenbahn, Übersetzung, Ukraine, Zug",
    "de-simple": "Amt, Ärzte, Auto",
    "uk": "гараж, ґудзик, дім, евакуація, Європа, життя, зима, ива, Іван, їжа, йога, кава, юрист, якість",
    "ru": "ёлка, Ереван, жильё, игла, йога, как, язык",
    "tr": "cam, çocuk, dil, gül, ışık, iş, okul, öğretmen, su, şehir",
    "ar": "الأسرة, باص, التسجيل, ثقافة, الجامعة, عمل, مدرسة, وثيقة",
    "fa": "آب, برق, پزشک, تاکسی, چای, دکتر, ژاپن, کار, گاز, یخ",
    "zh-Hans": "爱, 班, 车, 德语, 工作, 家庭, 签证, 学校, 医生, 住房",
    "ti": "ሆስፒታል, ሕክምና, ስራሕ, ትምህርቲ, ገንዘብ",
    "ro": "acte, înscriere, locuință, școală, telefon",
}
"""Language to words in the order of its dictionaries. (Romanian: s before ș, i before î.)"""


@pytest.mark.parametrize("language", ORDERS)
def test_order(language: str) -> None:
    """Words stand as in a dictionary: accents do not count, letters of a language's own have their place."""
    words = ORDERS[language].split(", ")
    assert sorted(set(words), key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(
    ("language", "word", "letter"),
    [
        ("de", "Ämter", "A"),
        ("de", "„Willkommen“", "W"),
        ("de", "112 anrufen", DIGITS),
        ("de", "–", OTHERS),
        ("uk", "Їжа", "Ї"),
        ("uk", "Ґрунт", "Ґ"),
        ("ru", "Ёлка", "Е"),
        ("tr", "İş", "İ"),
        ("tr", "Işık", "I"),
        ("ar", "التسجيل", "ت"),
        ("ar", "أسرة", "ا"),
        ("ar", "ال", "ا"),
        ("ar", "Jobcenter", "J"),
        ("fa", "كار", "ک"),
        ("zh-Hans", "学校", "X"),
        ("ti", "ቱሪዝም", "ተ"),
        ("vi", "Đăng ký", "Đ"),
    ],
)
def test_heading(language: str, word: str, letter: str) -> None:
    """A word stands under the letter of its language: no article, syllables under the first of their row, Chinese by sound."""
    assert heading(word, language) == letter


@pytest.mark.parametrize("language", ["ar", "uk", "ti", "zh-Hans", "el"])
def test_other_scripts_come_last(language: str) -> None:
    """German names in a list in another script stand behind all that is written in its own."""
    own = {"ar": "وثيقة", "uk": "Яблуко", "ti": "ፖሊስ", "zh-Hans": "住房", "el": "ώρα"}[language]
    assert sort_key(own, language) < sort_key("Amt", language)


@pytest.mark.parametrize("language", ALPHABETS)
def test_alphabets(language: str) -> None:
    """No letter stands twice in an alphabet, and each is its own heading."""
    letters = ALPHABETS[language]
    assert len(set(letters)) == len(letters)
    assert sorted(letters, key=lambda letter: sort_key(letter, language)) == list(letters)
