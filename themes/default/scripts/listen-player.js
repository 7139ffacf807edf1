// Enhances nothing by itself: finds the device's voices, and speaks sentences with them, one after the other. A pause ends a
// sentence, which is begun again later: devices cannot be trusted to go on inside of one.
const LONGEST = 160; // Letters: voices from the internet fall silent after a quarter of a minute.
const PART = new RegExp(`.{${LONGEST / 2},${LONGEST}}[,;:،؛、，]\\s|.{1,${LONGEST}}(?:\\s|$)|.{1,${LONGEST}}`, "gsu");
const CLEARING = 100; // Milliseconds in which a device forgets what it was told to stop.
const PATIENCE = 2000; // Milliseconds: browsers know their voices late, and some of them never have any.
const GOOD = /natural|enhanced|premium|samantha/i;
const ODD = /eloquence|speech\.synthesis\.voice/; // Apple's effects, which stand between its real voices.

/**
 * Controls for a list of `sentences`. `voice(lang)` is what a part is spoken with, `rate()` how fast; `changed()` is called
 * after each step, `failed(error)` with the name of what went wrong.
 */
export function player(sentences, { voice, rate, changed, failed }) {
  let turn = 0; // What a device tells of an earlier turn counts no more; being stopped, it tells of errors.
  let utterance; // Kept here, or Chromium forgets it while it speaks, and never tells that it has ended.
  const state = { at: 0, playing: false, ended: false };

  const hush = () => {
    turn += 1;
    speechSynthesis.cancel();
  };

  const sentence = () => {
    const queue = sentences[state.at].parts.flatMap(({ text, lang }) => {
      const chosen = voice(lang);
      return (chosen?.localService === false ? text.match(PART) : [text]).map((each) => [each, chosen]);
    });
    next(turn, queue);
  };

  const next = (mine, [part, ...rest]) => {
    utterance = new SpeechSynthesisUtterance(part[0]);
    Object.assign(utterance, { voice: part[1], lang: part[1].lang, rate: rate() });
    utterance.onend = () => {
      if (mine !== turn) return;
      if (rest.length) next(mine, rest);
      else go(state.at + 1, true);
    };
    utterance.onerror = ({ error }) => {
      if (mine !== turn) return;
      stop();
      failed(error);
    };
    speechSynthesis.resume();
    speechSynthesis.speak(utterance);
  };

  /** Speaks the sentence with this number; `following` after the one before it, which has ended by itself. */
  const go = (at, following = false) => {
    const busy = speechSynthesis.speaking || speechSynthesis.pending;
    if (following) turn += 1;
    else hush();
    state.ended = at >= sentences.length;
    state.playing = !state.ended;
    state.at = state.ended ? 0 : Math.max(0, at);
    changed(following);
    const mine = turn;
    if (!state.playing) return;
    if (busy && !following) setTimeout(() => mine === turn && sentence(), CLEARING);
    else sentence(); // At once: some devices speak only while a press is being answered.
  };

  const stop = (at = state.at) => {
    hush();
    Object.assign(state, { at, playing: false, ended: false });
    changed();
  };

  return { state, go, stop };
}

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
