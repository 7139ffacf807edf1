// What a page is made of: title, headings, landmarks, names, pictures, tables, links, controls. Answers with problems.
() => {
  const problems = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const shown = (element) => `<${element.localName}> “${text(element).slice(0, 60)}” ${element.id || element.className || ""}`;
  const wrong = (condition, sentence) => condition && problems.push(sentence);
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });

  // Title, viewport, policy.
  wrong(!document.title.trim(), "the page has no title");
  const viewport = document.querySelector("meta[name=viewport]")?.content || "";
  wrong(!/width=device-width/.test(viewport), "no viewport for phones");
  wrong(/user-scalable\s*=\s*(no|0)|maximum-scale/.test(viewport), "the viewport forbids zooming");
  const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content || "";
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "require-trusted-types-for 'script'"])
    wrong(!policy.split(";").some((each) => each.trim() === part), `the policy does not say: ${part}`);
  wrong(/unsafe|\*|https?:/.test(policy), "the policy has a hole");
  wrong(document.querySelector("meta[http-equiv=refresh]"), "the page sends its reader on by itself");

  const first = document.querySelector("a, button, summary, input, [tabindex='0']");
  wrong(!first?.matches("a.skip") || !document.querySelector("main")?.matches(first.hash), "the first stop does not lead over the frame");

  // Headings: one h1, no level skipped, contents list as the text's headings.
  const headings = all("h1, h2, h3, h4, h5, h6").filter(visible);
  wrong(headings.filter((each) => each.matches("h1")).length !== 1, "there is not exactly one h1");
  headings.forEach((heading, index) => {
    const level = Number(heading.localName[1]);
    const above = index ? Number(headings[index - 1].localName[1]) : 0;
    wrong(level > above + 1, `a heading skips a level: ${shown(heading)}`);
    wrong(!text(heading), "a heading is empty");
  });
  const listed = all(".contents a").map((link) => `${decodeURIComponent(link.hash.slice(1))} ${text(link)}`);
  const written = all("div.text > :is(h2, h3)").map((heading) => `${heading.id} ${text(heading)}`);
  wrong(listed.length && listed.join("|") !== written.join("|"), `the contents list is not the text's: ${listed} / ${written}`);
  wrong(!listed.length && written.length >= 3, "a text with three headings has no contents list");

  // Landmarks: one of each, navigation named, names unique.
  for (const [name, selector] of [["banner", "body > header"], ["main", "main"], ["contentinfo", "body > footer"]])
    wrong(all(selector).length !== 1, `there is not exactly one ${name}`);
  const named = all("nav, aside, [role=region], search").filter(visible);
  const name = (element) => element.getAttribute("aria-label") || "";
  for (const nav of named) wrong(!nav.matches("search") && !name(nav), `a landmark has no name: ${shown(nav)}`);
  const names = named.map((each) => `${each.localName} ${name(each)}`);
  wrong(new Set(names).size !== names.length, `landmarks share a name: ${names}`);
  const stray = all("body > :not(header, nav, main, aside, footer, script)").filter(visible);
  wrong(stray.length, `text stands outside of all landmarks: ${stray.map(shown)}`);

  // Ids and what refers to them.
  const ids = all("[id]").map(({ id }) => id);
  wrong(new Set(ids).size !== ids.length, `an id is used twice: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
  for (const link of all("a[href^='#']")) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    wrong(!document.getElementById(target), `a link leads to a place that is not there: #${target}`);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        wrong(!document.getElementById(id), `${attribute} names nothing: ${id}`);

  // Pictures.
  for (const picture of all("img")) {
    const alt = picture.getAttribute("alt");
    wrong(alt === null, `a picture has no alt: ${picture.src}`);
    wrong(/\.(png|jpe?g|webp|svg|gif)$|^(img|image|bild|foto|picture)[\s_-]*\d*$/i.test(alt || ""), `alt is no description: ${alt}`);
    wrong(alt === "" && picture.closest(".text"), `a picture in the text says nothing: ${picture.src}`);
    const sized = picture.hasAttribute("width") && picture.hasAttribute("height");
    wrong(!sized && !picture.src.endsWith(".svg"), `a picture's place is not kept: ${picture.src}`);
    wrong(visible(picture) && !picture.getBoundingClientRect().width, `a picture cannot be seen: ${picture.src}`);
  }
  for (const icon of all("svg"))
    wrong(!icon.closest("[aria-hidden=true]") && !icon.querySelector("title") && !icon.getAttribute("aria-label"), "an icon is neither hidden nor named");

  // Tables.
  for (const table of all("table")) {
    for (const cell of all("th", table)) wrong(!/^(col|row)(group)?$/.test(cell.scope), `a header cell has no scope: ${shown(cell)}`);
    wrong(!table.querySelector("th"), "a table has no header cells");
    const frame = table.closest(".table");
    wrong(!frame || frame.tabIndex !== 0 || !name(frame) || !frame.getAttribute("role"), "a table's frame is not focusable and named");
    wrong(frame?.parentElement.closest(".table"), "a table's frame stands in another frame");
  }

  // Links.
  const label = (element) => {
    const copy = element.cloneNode(true);
    for (const silent of copy.querySelectorAll("[aria-hidden=true], [hidden]")) silent.remove();
    const alts = all("img", copy).map(({ alt }) => alt).join(" ");
    return element.getAttribute("aria-label") || `${text(copy)} ${alts}`.trim();
  };
  const vague = /^(hier|mehr|weiter|link|klicken sie hier|here|more|read more|click here|هنا|المزيد|اضغط هنا|тут|далі)$/i;
  const targets = new Map();
  for (const link of all("a[href]")) {
    const words = label(link);
    wrong(!words, `a link says nothing: ${link.href}`);
    wrong(vague.test(words), `a link says too little: ${words}`);
    wrong(link.getAttribute("target"), `a link opens a window: ${words}`);
    if (/\.(pdf|docx|xlsx|odt|ods|csv)$/.test(link.pathname))
      wrong(!/\(.*\d.*\)/.test(words) || !words.includes(link.pathname.split(".").pop().toUpperCase()), `a file's kind and size are not told: ${words}`);
    wrong(/(^|\.)(png|jpe?g|svg|webp)$/.test(words), `a link is called like a file: ${words}`);
    if (link.closest("main") && /^https?:|^file:/.test(link.protocol) && !link.closest(".footnote, sup")) {
      const known = targets.get(words) ?? link.href;
      wrong(known !== link.href, `two links say “${words}” and lead to ${known} and ${link.href}`);
      targets.set(words, link.href);
    }
  }

  // Controls.
  for (const control of all("input:not([type=hidden]), select, textarea"))
    wrong(![...(control.labels || [])].some(text) && !name(control), `a control has no label: ${control.outerHTML.slice(0, 80)}`);
  for (const group of all("fieldset")) wrong(!text(group.querySelector("legend") || document.createElement("p")), "a group has no legend");
  for (const button of all("button, summary, [role=button]")) wrong(!label(button), `a button has no name: ${shown(button)}`);
  for (const details of all("details")) wrong(details.firstElementChild?.localName !== "summary", "details without a summary");
  // A form leads to the search page, which has its own test.
  for (const search of all("search, [role=search]"))
    wrong(!search.querySelector("[role=status], [aria-live], form[action]"), "a search does not announce what it found");
  for (const element of all("[tabindex]")) wrong(element.tabIndex > 0, `tabindex above 0: ${shown(element)}`);
  for (const element of all("[aria-hidden=true]"))
    wrong(all("a[href], button, input, summary", element).some(({ tabIndex }) => tabIndex >= 0), `hidden from listeners and yet in the tab order: ${shown(element)}`);
  for (const element of all("[hidden]"))
    wrong(visible(element) && getComputedStyle(element).visibility === "visible", `hidden and yet seen: ${shown(element)}`);

  // What a page never has.
  const forbidden = "iframe, embed, object, audio[autoplay], video[autoplay], marquee, base, link[rel=preconnect]";
  for (const element of all(forbidden)) problems.push(`a page never has this: <${element.localName}>`);
  for (const { action, method } of all("form[action]"))
    wrong(method !== "get" || !action.startsWith(location.origin + "/"), `a form that sends something away: ${action}`);
  for (const element of all("[style]")) problems.push(`a style that the policy blocks: ${shown(element)}`);
  for (const element of all("script:not([src]):not([type='application/ld+json'], [type='application/json'])"))
    problems.push(`a script that the policy blocks: ${element.textContent.slice(0, 40)}`);
  for (const element of all("*"))
    for (const { name: attribute } of element.attributes)
      wrong(/^on/.test(attribute), `a handler that the policy blocks: ${attribute}`);
  for (const time of all("time")) wrong(!/^\d{4}-\d{2}-\d{2}(T\d\d:\d\d([+-]\d\d:\d\d|Z))?$/.test(time.dateTime), `no date: ${time.dateTime}`);
  return problems;
}
