// The theme's colours as they come out now, measured in pairs: text 4.5 : 1 (7 : 1 where high contrast is asked), marks 3 : 1.
([wanted]) => {
  const problems = [];
  const pencil = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  const channels = (colour) => {
    pencil.clearRect(0, 0, 1, 1);
    pencil.fillStyle = colour;
    pencil.fillRect(0, 0, 1, 1);
    return [...pencil.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const token = (name) => {
    probe.className = "";
    const rule = new CSSStyleSheet();
    rule.replaceSync(`i:last-child { color: var(--${name}) !important; transition: none !important }`);
    document.adoptedStyleSheets = [rule];
    const colour = channels(getComputedStyle(probe).color);
    document.adoptedStyleSheets = [];
    return colour;
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, two) => {
    const [dark, bright] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const pairs = [
    ...["ink", "quiet", "link"].flatMap((text) => ["paper", "ground", "tint"].map((ground) => [text, ground, wanted])),
    ...["alarm", "tip", "important", "warning"].map((text) => [text, "paper", 4.5]),
    ["alarm", "alarm-tint", 4.5], ["on-hero", "hero", wanted], ["on-accent", "accent", 4.5],
    ["edge", "paper", 3], ["edge", "ground", 3], ["accent", "paper", 3], ["accent", "tint", 3],
    ["focus", "paper", 3], ["focus", "ground", 3], ["focus", "tint", 3], ["on-hero", "hero", 3],
  ];
  for (const [front, back, least] of pairs) {
    const ratio = contrast(token(front), token(back));
    if (ratio < least) problems.push(`--${front} on --${back}: ${ratio.toFixed(2)} : 1, wanted ${least} : 1`);
  }
  probe.remove();
  return problems;
}
