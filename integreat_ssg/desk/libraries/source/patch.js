// A YAML text with some values changed: everything else in it stays as it is, with comments, order, quotes and line breaks.
import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify } from "yaml";
import { isEmpty, isKeyed, same, worthWriting } from "./shape.js";

const PLAIN_NULL = ["", "~", "null", "Null", "NULL"];
const STYLE = { lineWidth: 0, flowCollectionPadding: false };

/** The text as a document in which every scalar is text, as our own reader takes it. Throws where it is no YAML. */
export function read(text) {
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false });
  if (document.errors.length) throw document.errors[0];
  return document;
}

/** A node's plain value; what is not set is null. */
export function plain(node) {
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(key?.value ?? key), plain(value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (isScalar(node)) return isUnset(node) ? null : node.value;
  if (isAlias(node)) throw new Error("Aliases are not allowed.");
  return null;
}

const isUnset = (node) => !node || (isScalar(node) && (node.type === "PLAIN" ? PLAIN_NULL.includes(node.value) : !node.value));

/** `text`, in which the map's keys that are `fields` have `values`; other keys are left alone, what has no value is taken out. */
export function patch(text, fields, values) {
  const { contents } = read(text);
  if (!isMap(contents)) return `${text.trim() ? `${text.trimEnd()}\n` : ""}${whole(values)}`; // Nothing but comments.
  if (contents.flow) return whole({ ...plain(contents), ...values });
  const edits = mapEdits(text, contents, knownIn(fields), values, 0);
  return edits
    .reverse() // What is added to an outer map at the same place comes after what is added to an inner one.
    .sort((one, other) => other.from - one.from || other.to - one.to)
    .reduce((changed, { from, to, words }) => changed.slice(0, from) + words + changed.slice(to), text);
}

/** The text of a file that holds only these values. */
export const whole = (values) => (worthWriting(values) ? stringify(worthWriting(values), STYLE) : "");

/** For each key that the form knows, how the thing below it is to be compared; for a map by key, any key. */
function knownIn(fields) {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return (key) => byName.get(key);
}

const below = (field) => (isKeyed(field) ? () => ({ widget: "object", fields: field.fields.slice(1) }) : knownIn(field.fields ?? []));

/** The edits of a block map, or null where its text has to be written anew. */
function mapEdits(text, map, known, values, indent) {
  const edits = [];
  const there = new Set();
  for (const pair of map.items) {
    const key = String(pair.key.value);
    there.add(key);
    const field = known(key);
    if (!field) continue;
    const value = values[key];
    if (isEmpty(value)) {
      if (isUnset(pair.value) && map.flow) continue;
      if (map.flow) return null;
      if (isEmptyNode(pair.value)) continue;
      if (text.slice(lineStart(text, pair.key.range[0]), pair.key.range[0]).trim()) return null; // Beside the dash of a list.
      edits.push(without(text, pair));
      continue;
    }
    const inner = nodeEdits(text, pair.value, field, value, pair.key.range[0] - lineStart(text, pair.key.range[0]), Boolean(map.flow));
    if (inner) edits.push(...inner);
    else if (map.flow) return null;
    else edits.push(anew(text, pair, field, key, value));
  }
  const added = worthWriting(Object.fromEntries(Object.entries(values).filter(([key]) => !there.has(key))));
  if (added && map.flow) return null;
  if (added) edits.push(after(text, map, added));
  return edits;
}

const isEmptyNode = (node) => isEmpty(plain(node));

function nodeEdits(text, node, field, value, indent, flow) {
  if (isMap(node) && typeof value === "object" && !Array.isArray(value)) return mapEdits(text, node, below(field), value, indent);
  if (isSeq(node) && Array.isArray(value)) return listEdits(text, node, field, value, flow);
  if (!isScalar(node)) return null;
  if (typeof value === "object") {
    const [only, ...others] = Array.isArray(value) ? [{}] : Object.values(value);
    return others.length === 0 && typeof only !== "object" && same(only, node.value) ? [] : null; // One text for all languages.
  }
  if (!isUnset(node) && same(value, node.value)) return [];
  if (isUnset(node) || node.type.startsWith("BLOCK") || String(value).includes("\n")) return null;
  return [{ from: node.range[0], to: node.range[1], words: scalar(value, node.type) }];
}

function listEdits(text, list, field, values, flow) {
  const items = list.items.filter((each) => !isUnset(each));
  if (items.length === values.length) {
    const inner = items.map((item, number) => {
      const value = values[number];
      if (isScalar(item) && typeof value !== "object") return same(value, item.value) ? [] : null;
      return nodeEdits(text, item, { ...field, widget: "object" }, value, 0, flow || list.flow);
    });
    if (inner.every(Boolean)) return inner.flat();
  }
  if (list.flow && values.every((each) => typeof each !== "object"))
    return [{ from: list.range[0], to: list.range[1], words: `[${values.map((each) => scalar(each)).join(", ")}]` }];
  return null;
}

/** A scalar as it can stand anywhere, in the same quotes as before where it had any. */
function scalar(value, type) {
  const style = { ...STYLE, collectionStyle: "flow" };
  if (type?.startsWith("QUOTE") && typeof value === "string") style.defaultStringType = type;
  return stringify([value], style).trim().slice(1, -1);
}

const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (text, at) => (text[at - 1] === "\n" ? at : (text.indexOf("\n", at) + 1 || text.length));

/** A pair with its lines taken out; comments above it stay. */
const without = (text, { key, value }) => ({
  from: lineStart(text, key.range[0]),
  to: lineEnd(text, value?.range?.[1] ?? key.range[1]),
  words: "",
});

function anew(text, pair, field, key, value) {
  const from = pair.key.range[0];
  const to = pair.value?.range?.[1] ?? pair.key.range[1] + 1;
  const unknown = isMap(pair.value) ? Object.fromEntries(Object.entries(plain(pair.value)).filter(([each]) => !below(field)(each))) : {};
  const words = indented({ [key]: Object.keys(unknown).length ? { ...value, ...unknown } : value }, from - lineStart(text, from));
  return { from, to, words: text[to - 1] === "\n" ? `${words}\n` : words };
}

function after(text, map, values) {
  const last = map.items.at(-1);
  const indent = map.items[0].key.range[0] - lineStart(text, map.items[0].key.range[0]);
  const at = lineEnd(text, last.value?.range?.[1] ?? last.key.range[1]);
  const words = " ".repeat(indent) + indented(values, indent);
  return { from: at, to: at, words: text[at - 1] === "\n" ? `${words}\n` : `\n${words}` };
}

const indented = (value, indent) => stringify(value, STYLE).trimEnd().replaceAll(/\n(?=.)/g, `\n${" ".repeat(indent)}`);
