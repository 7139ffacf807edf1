// Enhances nothing by itself: finds the device's voice for a language.
const PATIENCE = 2000; // Milliseconds: browsers know their voices late, and some of them never have any.
const GOOD = /natural|enhanced|premium|samantha/i;
const ODD = /eloquence|speech\.synthesis\.voice/; // Apple's effects, which stand between its real voices.

/** Resolves when the browser knows a voice for `lang`, or has had time enough. */
export function voicesKnown(lang) {
  return new Promise((resolve) => {
    const look = () => voiceFor(lang, true) && resolve();
    speechSynthesis.addEventListener("voiceschanged", look);
    setTimeout(resolve, PATIENCE);
    look();
  });
}

/** The best voice for a language tag, undefined where there is none; without internet only those that need none. */
export function voiceFor(lang, online = navigator.onLine) {
  const wanted = full(lang);
  const rank = (voice) =>
    8 * voice.localService + 4 * voice.default + 2 * GOOD.test(voice.name) - 4 * ODD.test(voice.voiceURI) +
    (full(voice.lang)?.region === wanted?.region);
  return speechSynthesis.getVoices()
    .filter((voice) => (online || voice.localService) && same(full(voice.lang), wanted))
    .sort((one, other) => rank(other) - rank(one))[0];
}

/** A tag with its script and region spelled out, as voices name them: "de-simple" is de-Latn-DE, "zh" is zh-Hans-CN. */
function full(tag) {
  try {
    return new Intl.Locale(tag.replaceAll("_", "-")).maximize();
  } catch {
    return undefined; // Some devices invent tags.
  }
}

function same(one, other) {
  return one?.language === other?.language && one?.script === other?.script;
}
