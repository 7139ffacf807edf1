"""Endings and proclitics that words lose, and small words that texts are not searched for, by language; folded as words are.

An ending is taken off where at least as many letters remain as its group says. In a group the first that fits counts, so
longer ones stand first. What is left need not be a word: it only has to be the same for all forms, in texts and queries.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Endings (or beginnings) of which one is taken off; `ending>other` puts something in its place."""

    remain: int
    parts: str


@dataclass(frozen=True)
class Rules:
    """What a language's words lose. `script` are the ranges of its letters."""

    script: str
    beginnings: tuple[Group, ...] = ()
    endings: tuple[Group, ...] = ()
    small: str = ""


LATIN = "0061-007A 00DF-02AF"
ARABIC = "0620-06FF 0750-077F 08A0-08BD"
CYRILLIC = "0430-052F"
ETHIOPIC = "1200-138F 2D80-2DDE"

_SLAVIC_VERBS = "овуватися овувати увати ювати овати ировать овать евать ивать ати яти ити ать ять ить еть уть"

RULES = {
    "de": Rules(
        LATIN,
        endings=(
            Group(4, "erinnen>er innen ern"),
            Group(3, "en er em es e"),
            Group(3, "niss>ni"),
            Group(4, "s"),
            Group(4, "ung in"),
        ),
        small="der die das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei bis da dann "
        "dass durch er es fur hat haben ich ihr ihre ihren ihrem ihnen im in ist ja kein keine kann konnen man mit muss nach "
        "nicht noch nur ob schon sehr sein seine sich sie sind so uber um uns unter vom von vor was wenn wer werden wie wir "
        "wird wo zu zum zur sollen mussen mehr diese dieser dieses welche welcher hier dort jede jeder jedes war sonst ab",
    ),
    "en": Rules(
        LATIN,
        endings=(
            Group(2, "sses>ss ss>ss us>us is>is ies>y"),
            Group(3, "s"),
            Group(3, "ing ed"),
            Group(4, "ations ation ance ence ment er"),
            Group(3, "e y>i"),
        ),
        small="a an the and or but if in into of on at to from for with by as is are was were be been can could may must should "
        "will would do does did not no you your yours i my me we our us they their them he she it its this that these those "
        "there here what which who whom how when where than then also so have has had about any all more most some such only",
    ),
    "ar": Rules(
        ARABIC,
        beginnings=(Group(3, "وال بال كال فال لل ال"), Group(4, "و ف")),
        endings=(
            Group(3, "اتهما اتكما اتها اتهم اتكم اتنا اته اتك اتي "
                     "هما كما تين هم كم نا ها ان ات ون ين يه تك تي"),
            Group(3, "ه ي ك ت"),
        ),
        small="في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين ان او ثم قد لا ما لم لن هل كل بعض اي كما اذا حتي بعد قبل عند "
        "لدي هو هي هم انت نحن كان كانت يكون تكون يمكن يمكنك غير بين حيث لك له لها لهم به بها فيه فيها منه عليك ايضا فقط ولا وفي "
        "ومن او اما اكثر",
    ),
    "fa": Rules(
        ARABIC,
        beginnings=(Group(4, "نمي مي"),),
        endings=(Group(3, "هايشان هايتان هايي هاي ها ترين تر"), Group(4, "ان ات ش ت م"), Group(3, "ي")),
        small="و در به از كه اين ان را با براي است هست بود شد شود مي نمي تا يا هم هر يك بر اگر ما شما من او انها ايشان خود دارد "
        "داريد كنيد كند بايد نيز چه چي كجا چگونه چطور پس ولي اما نه همه هيچ بي تر ها هاي",
    ),
    "uk": Rules(
        CYRILLIC,
        endings=(
            Group(4, "ся сь"),
            Group(3, _SLAVIC_VERBS + " ациями ациях ациеи ациею ация ации ацию аций"),
            Group(3, "иями ями ами ьоми ього ому ого ими иев иив иях иям ях ах ям ам еи ои ою ею ов ев ив ии ия ию ие их им ем "
                     "ом а я о е и у ю ь"),
        ),
        small="и и та або але у в на з из зи до вид для по про за при над пид без не ни що як яки яка яке якии це ця цеи ци той "
        "та ти вин вона вони ви ми я вас вам ваш ваша ваше ваши их иого ии его е бути буде був була було якщо чи коли де також "
        "щоб можна може можуть треба тильки ще вже дуже там тут бо так хто весь все вси мае мати свии свои через пид час",
    ),
    "ru": Rules(
        CYRILLIC,
        endings=(
            Group(4, "ся сь"),
            Group(3, _SLAVIC_VERBS + " ациями ациях ациеи ация ации ацию"),
            Group(3, "иями ями ами ого его ему ому ыми ими иеи иям иях ях ах ям ам ев ов ие ье еи ии ои ыи ию ью ия ья ем ом ую "
                     "юю ая яя ое ее ые их ых а е и о у ы ь ю я"),
        ),
        small="и или но а у в на с со из до от для по про о об за при над под без не ни что как какои какая какие это етот ета "
        "ети то тот та те он она они вы мы я вас вам ваш ваша ваше ваши их его ее есть быть будет был была было если ли когда "
        "где также чтобы можно может могут нужно надо только еще уже очень там тут так кто весь все имеет свои через",
    ),
    "tr": Rules(
        LATIN,
        endings=(
            Group(4, "larindan lerinden larinda lerinde larina lerine larini lerini larin lerin lardan lerden larda lerde lara "
                     "lere lari leri lar ler"),
            Group(4, "sindan sinden sinda sinde sina sine sini sunu sunda ndan nden nda nde dan den tan ten nin nun yla yle"),
            Group(4, "imiz iniz umuz unuz si su yi yu"),
            Group(4, "im in um un i u a e"),
        ),
        small="ve veya ile icin bir bu su o da de mi ki ne nasil nerede ama ancak daha cok en her gibi kadar sonra once var yok "
        "olan olarak ya siz sizin biz ben onlar olur olabilir gerekir ise eger hem degil tum bazi hangi kim diye",
    ),
    "ti": Rules(
        ETHIOPIC,
        beginnings=(Group(3, "ብዛዕባ ንም ንክ ክት ዝተ ምስ"), Group(3, "ን ብ ዝ")),
        endings=(Group(3, "ታትኩም ኩምን ታትን ታት ካን ኩም ኹም ካ ኩ"), Group(3, "ን")),
        small="እዩ እያ እዮም ኣብ ካብ ናብ ምስ ናይ እቲ እታ እቶም እዚ እዛ ን ብ ከም ወይ ከምኡውን እውን ግን ክሳብ ስለ ዘሎ ኣሎ ኣለዉ ንስኹም ንስኻ ንሕና ኣነ እንተ "
        "ድማ ከኣ ኩሉ ብዙሕ ሓደ ኣይ",
    ),
    "zh": Rules("4E00-9FEA", small="的 了 和 是 在 等 或 与 也 您 你 我 们 请 就 都 这 那 有 以 及 并 而 为"),
}  # fmt: skip
"""By the first part of a language's tag. Small words are left out of texts, never out of titles."""
