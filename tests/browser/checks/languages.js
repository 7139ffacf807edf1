// Whether every text says which language it is in: scripts of letters against the nearest lang, directions, isolation.
() => {
  const problems = [];
  const html = document.documentElement;
  const RTL = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"]);
  const script = (tag) => new Intl.Locale(tag).maximize().script;
  const names = { Arab: "Arabic", Cyrl: "Cyrillic", Latn: "Latin", Ethi: "Ethiopic" };
  const says = (text) => text.trim().replace(/\s+/g, " ").slice(0, 50);

  if (!html.lang || !html.dir) return ["the page does not say its language and direction"];
  for (const element of document.querySelectorAll("[lang]")) {
    let tag;
    try {
      tag = new Intl.Locale(element.getAttribute("lang"));
    } catch {
      problems.push(`no language: ${element.getAttribute("lang")}`);
      continue;
    }
    if (!new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(tag.language)) problems.push(`no known language: ${element.getAttribute("lang")}`);
    const direction = RTL.has(script(element.getAttribute("lang"))) ? "rtl" : "ltr";
    if (element.hasAttribute("dir") && element.dir !== "auto" && element.dir !== direction) problems.push(`${element.getAttribute("lang")} runs ${element.dir}`);
  }

  // A run of text in a script that its language is not written in. Latin letters may stand in any text: names, abbreviations,
  // and the German words that a reader needs at the counter; but not as whole sentences of the site's own.
  const LONG = 4;
  const address = /(https?:\/\/)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?|\S+@\S+/g;
  const words = (text, name) => text.match(new RegExp(`\\p{Script=${name}}[\\p{Script=${name}}\\p{M}]*`, "gu"))?.length || 0;
  const check = (text, element, what) => {
    const tag = element.closest("[lang]").getAttribute("lang");
    const own = script(tag);
    text = text.replace(address, "");
    const runs = getComputedStyle(element).direction;
    if (what === "text" && names[own] && words(text, names[own]) && runs !== (RTL.has(own) ? "rtl" : "ltr")) problems.push(`${tag} runs ${runs}: “${says(text)}”`);
    for (const [code, name] of Object.entries(names)) {
      if (code === own) continue;
      const foreign = words(text, name);
      const native = names[own] ? words(text, names[own]) : 0;
      const free = element.closest(".regions details, bdi, code, pre, .contact dd");
      if (code === "Latn" ? !free && foreign >= LONG && foreign > native : foreign > 0) problems.push(`${what} is not ${tag}: “${says(text)}”`);
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest("script, style")) check(walker.currentNode.data, element, "text");
  }
  for (const attribute of ["alt", "title", "aria-label", "placeholder"])
    for (const element of document.body.querySelectorAll(`[${attribute}]`)) check(element.getAttribute(attribute), element, attribute);

  // Numbers, addresses and web addresses keep their own order inside of a text that runs the other way.
  if (html.dir === "rtl")
    for (const element of document.querySelectorAll("a[href^='tel:'], a[href^='mailto:'], .contact bdi, .contact a, time")) {
      const runner = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (runner.nextNode()) {
        const node = runner.currentNode;
        if (!node.parentElement.checkVisibility() || /[\p{Script=Arabic}]/u.test(node.data)) continue;
        let last;
        for (let at = 0; at < node.data.length; at += 1) {
          if (/\s/.test(node.data[at])) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const rect = range.getClientRects()[0];
          if (!rect) continue;
          if (last && Math.abs(rect.top - last.top) < 2 && rect.left < last.left - 0.5) {
            problems.push(`its order is turned round: “${says(node.data)}”`);
            break;
          }
          last = rect;
        }
      }
    }

  // The language switcher.
  for (const link of document.querySelectorAll(".switcher li a, .languages a")) {
    const spoken = Intl.DisplayNames.supportedLocalesOf(link.lang || "en").length && !/^ti$|-simple$/.test(link.lang); // Chromium has no names of Tigrinya and of plain language
    const own = spoken ? new Intl.DisplayNames(link.lang || "en", { type: "language" }).of(link.lang || "en") : link.textContent.trim();
    if (link.lang !== link.hreflang) problems.push(`lang ${link.lang} and hreflang ${link.hreflang} differ`);
    if (link.textContent.trim().toLocaleLowerCase() !== own.toLocaleLowerCase()) problems.push(`not a language's own name: ${link.textContent} (${own})`);
    if (/\p{Regional_Indicator}/u.test(link.textContent) || link.querySelector("img, svg")) problems.push("a flag stands for a language");
    if (link.dir !== (RTL.has(script(link.lang)) ? "rtl" : "ltr")) problems.push(`the direction of ${link.lang} is not said`);
  }
  const current = document.querySelectorAll(".switcher [aria-current]");
  if (document.querySelector(".switcher") && current.length !== 1) problems.push(`${current.length} languages are current`);
  return [...new Set(problems)];
}
