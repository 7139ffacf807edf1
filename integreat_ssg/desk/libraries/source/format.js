// A format of files for the editor: read for its form, and written back with nothing changed but what the form has changed.
import { withOld } from "./body.js";
import { patch, plain, read, whole } from "./patch.js";
import { isKeyed, toFile, toForm } from "./shape.js";

const HEAD = /^---[ \t]*\n([^]*?)^---[ \t]*(?:\n|$)/m;

/** Where the form carries the file as it was, between marks, since the editor trims every text. */
const SOURCE = "_source";

/** What `registerCustomFormat` asks for, for files with these fields; `hasBody` where the fields stand above a text. */
export function formatOf(fields, hasBody) {
  const [map] = fields.length === 1 && isKeyed(fields[0]) ? fields : [];
  const shape = fields.filter(({ name }) => !hasBody || name !== "body");
  return { fromFile, toFile: write };

  function fromFile(text) {
    const { head, body } = split(text);
    const values = plain(read(head).contents) ?? {};
    const form = toForm(shape, map ? { [map.name]: values } : values);
    return { ...form, ...(hasBody && { body: body.trim() }), [SOURCE]: `<${text}>` };
  }

  function write({ [SOURCE]: marked, ...form }) {
    const values = toFile(shape, form);
    const said = map ? (values[map.name] ?? {}) : values;
    const text = marked?.slice(1, -1) ?? "";
    const returns = /^[^\n]*\r\n/.test(text);
    const { mark, head, body } = split(text);
    const keys = map ? Object.keys({ ...said, ...plain(read(head).contents) }) : [];
    const known = map ? keys.map((name) => ({ name, widget: "object", fields: map.fields.slice(1) })) : shape;
    const yaml = head.trim() ? patch(head, known, said) : whole(said);
    const written = mark + (hasBody ? `---\n${yaml}---\n${withOld(body, form.body ?? "")}` : yaml);
    return returns ? written.replaceAll("\n", "\r\n") : written;
  }

  /** Byte order mark, YAML and text of a file, with plain line ends. */
  function split(text) {
    const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    const lines = text.slice(mark.length).replaceAll(/\r\n?/g, "\n");
    if (!hasBody) return { mark, head: lines, body: "" };
    const match = HEAD.exec(lines);
    return match?.index === 0 ? { mark, head: match[1], body: lines.slice(match[0].length) } : { mark, head: "", body: lines };
  }
}
