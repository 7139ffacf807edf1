/** What the desk writes: of a file nothing changes but what its form has changed. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { execFileSync } from "node:child_process";

const root = join(import.meta.dirname, "../../..");
const { formatOf } = await import(join(root, ".venv/desk/source/format.js"));
const { parse } = await import(join(root, ".venv/desk/node_modules/yaml/dist/index.js"));

const languages = [{ name: "de", widget: "string" }, { name: "en", widget: "string" }];
const name = { name: "name", widget: "object", fields: languages };
const FIELDS = [
  name,
  { name: "free", widget: "boolean" },
  { name: "order", widget: "number" },
  { name: "address", widget: "object", fields: [{ name: "street" }, { name: "postcode" }, { name: "town" }] },
  { name: "phones", widget: "list", fields: [{ name: "number" }, { name: "label", widget: "object", fields: languages }] },
  { name: "tags", widget: "list" },
  { name: "audiences", widget: "list", fields: [{ name: "key" }, name] },
  { name: "hours" },
  { name: "note", widget: "text" },
];
const SOURCE = `# head
name: {de: Amt, en: Office} # inline
free: yes
order: 007
unknown: keep  # this
address:
  street: "Weg 1"
  postcode: 01067
  # why
  town: Ort
phones:
  - number: +49 1
  - number: "+49 2"
    label:
      de: Termin
tags: [a, b]
audiences:
  fam:
    name: {de: Familien}
    icon: baby
  old: {name: {de: Alte}}
note: |
  Eins.

  Zwei.

hours: Mo-Fr 08:00-12:00
# end
`;

/** The file after the editor has read it, trimmed every text as it does, and saved it with a change. */
function saved(text, change = () => {}, format = formatOf(FIELDS, false)) {
  const form = format.fromFile(text);
  form._source = form._source.trim();
  change(form);
  return format.toFile(structuredClone(form));
}

/** [taken out, put in]: the lines in which two texts differ. */
function changed(before, after) {
  const [one, other] = [before.split("\n"), after.split("\n")];
  return [one.filter((line) => !other.includes(line)), other.filter((line) => !one.includes(line))];
}

test("saving without a change changes no byte, whatever the line ends", () => {
  for (const text of [SOURCE, SOURCE.replaceAll("\n", "\r\n"), `\ufeff${SOURCE}`, "", "# nothing\n", "name: Plain\n", "icon:\nhours: ''\n"])
    assert.equal(saved(text), text);
});

test("a changed value changes its own line, with its comment and its quotes", () => {
  const change = (form) => {
    form.name.de = "Neu: Amt, hier";
    form.address.street = "Weg 2";
    form.phones[1].label.de = "Dates";
    form.tags[1] = "c, d";
    form.audiences[0].name.de = "Familie";
  };
  assert.deepEqual(changed(SOURCE, saved(SOURCE, change)), [
    ["name: {de: Amt, en: Office} # inline", '  street: "Weg 1"', "      de: Termin", "tags: [a, b]", "    name: {de: Familien}"],
    ['name: {de: "Neu: Amt, hier", en: Office} # inline', '  street: "Weg 2"', "      de: Dates", 'tags: [a, "c, d"]', "    name: {de: Familie}"],
  ]);
});

test("what was there as text stays text: a postcode, a yes, a number with zeros", () => {
  const form = formatOf(FIELDS, false).fromFile(SOURCE);
  assert.equal(form.address.postcode, "01067");
  assert.equal(form.free, true);
  assert.deepEqual(changed(SOURCE, saved(SOURCE, (form) => (form.address.postcode = "01069"))), [["  postcode: 01067"], ['  postcode: "01069"']]);
  assert.deepEqual(changed(SOURCE, saved(SOURCE, (form) => (form.free = false))), [["free: yes"], ["free: false"]]);
});

test("what is emptied is taken out, what is added is put in, and the rest stands", () => {
  const change = (form) => {
    form.hours = "";
    form.address = { street: "", postcode: null, town: "" };
    form.audiences.splice(1, 1);
    form.audiences.push({ key: "new", name: { de: "Neu", en: "" } });
    form.phones.push({ number: "123", label: { de: "", en: "" } });
  };
  const text = saved(SOURCE, change);
  const values = parse(text, { schema: "failsafe" });
  assert.deepEqual(Object.keys(values), ["name", "free", "order", "unknown", "phones", "tags", "audiences", "note"]);
  assert.deepEqual(values.audiences, { fam: { name: { de: "Familien" }, icon: "baby" }, new: { name: { de: "Neu" } } });
  assert.deepEqual(values.phones.at(-1), { number: "123" });
  assert.match(text, /^# head\n.*# inline\n/);
  assert.match(text, /# end\n$/);
});

test("one text for all languages stays one until there is another", () => {
  assert.equal(saved("name: Plain\n", (form) => (form.name.en = "X")), "name:\n  de: Plain\n  en: X\n");
});

test("a new entry holds what was filled in, and nothing else", () => {
  const form = { name: { de: "Amt", en: "" }, free: false, order: null, address: undefined, phones: [], hours: "", note: "" };
  assert.equal(formatOf(FIELDS, false).toFile(form), "name:\n  de: Amt\n");
  const page = formatOf([{ name: "title" }, { name: "draft", widget: "boolean" }, { name: "body", widget: "markdown" }], true);
  assert.equal(page.toFile({ title: "Neu", draft: false, body: "Text." }), "---\ntitle: Neu\n---\n\nText.\n");
});

test("a page's text keeps what says the same, and gets what is new", () => {
  const page = formatOf([{ name: "title" }, { name: "body", widget: "markdown" }], true);
  const text = "---\ntitle: A\n---\n\n\nEin *Absatz* mit `a_b`.\n\n\n* eins\n* zwei\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```\nx\n\n* y\n```\n";
  const habits = (body) => body.replace("*Absatz*", "_Absatz_").replace("* eins\n* zwei", "- eins\n- zwei").replace("|---|:-:|", "| --- | --- |").replace("\n\n\n", "\n\n");
  const after = (change) => saved(text, (form) => (form.body = change(habits(form.body))), page);
  assert.equal(after((body) => body), text);
  assert.equal(after((body) => `${body}\n\nNeu.`), `${text}\nNeu.\n`);
  assert.deepEqual(changed(text, after((body) => body.replace("zwei", "drei"))), [["* eins", "* zwei"], ["- eins", "- drei"]]);
  assert.match(after((body) => body.replace("a_b", "a*b")), /`a\*b`/);
  assert.match(after((body) => body.replace("_Absatz_", "**Absatz**")), /\*\*Absatz\*\*/);
});

test("every file of two regions of the sample is read and written as it is, and would be the same again if it were lost", () => {
  const folder = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
  execFileSync(join(root, ".venv/bin/python"), ["-m", "integreat_ssg", "desk", "--region", "lueneburg", "--region", "germany", "--output", join(folder, "desk")], { cwd: root, env: { ...process.env, PYTHONPATH: root } });
  const config = parse(readFileSync(join(folder, "desk/config.yml"), "utf8"));
  const below = (place) => readdirSync(join(root, place), { recursive: true }).map((file) => join(place, file));
  const data = (place) => { try { return below(place); } catch { return []; } };
  let count = 0;
  for (const kind of config.collections.flatMap((each) => each.files ?? [each])) {
    const pages = kind.extension === "md";
    const files = kind.file ? data(join(kind.file, "..")).filter((file) => file === kind.file) : data(kind.folder).filter((file) => file.endsWith(pages ? ".md" : ".yaml"));
    const format = formatOf(kind.fields, pages);
    for (const file of kind.name.endsWith("-news") ? [] : files) {
      const text = readFileSync(join(root, file), "utf8");
      assert.equal(saved(text, undefined, format), text, file);
      const { _source, ...form } = format.fromFile(text);
      const { _source: other, ...again } = format.fromFile(format.toFile(structuredClone(form)));
      assert.deepEqual(again, form, file);
      count += 1;
    }
  }
  assert.ok(count > 100, `${count} files`);
});
