// What the editor's form holds, to what the file holds, and back. The form's fields say which is which.

const YES = ["yes", "true", "on", "1", "y", "t"];
const NO = ["no", "false", "off", "0", "n", "f"];

/** Whether a list in the form is a map in the file: each of its things has a key. */
export const isKeyed = ({ widget, fields }) => widget === "list" && fields?.[0]?.name === "key";

/** Whether nothing is said: no text, no things, or only parts that say nothing. */
export const isEmpty = (value) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && Object.values(value).every(isEmpty));

/** A value without what is as good as not said in a file: `false`, which the editor gives for every box that is not ticked. */
export function worthWriting(value) {
  if (value === false || isEmpty(value)) return undefined;
  if (Array.isArray(value)) return value.map(worthWriting).filter((each) => each !== undefined);
  if (typeof value !== "object") return value;
  const said = Object.entries(value).map(([key, each]) => [key, worthWriting(each)]).filter(([, each]) => each !== undefined);
  return said.length ? Object.fromEntries(said) : undefined;
}

/** Whether two values mean the same in a file, where every scalar is text: `yes` and true, 30 and "30", 53.2 and "53.20". */
export function same(one, other) {
  if (typeof one === "boolean" || typeof other === "boolean") {
    const [truth, text] = typeof one === "boolean" ? [one, other] : [other, one];
    return typeof text === "boolean" ? truth === text : (truth ? YES : NO).includes(String(text).toLowerCase());
  }
  if (typeof one === "number" || typeof other === "number") return Number(one) === Number(other);
  return String(one).trim() === String(other).trim();
}

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** The values of a file, all of them text, maps and lists, as the form shows them. */
export function toForm(fields, values) {
  const shown = fields.filter(({ name }) => !isEmpty(values[name])).map((field) => [field.name, oneToForm(field, values[field.name])]);
  return Object.fromEntries(shown);
}

function oneToForm(field, value) {
  if (field.widget === "boolean") return same(true, value) ? true : same(false, value) ? false : value;
  if (field.widget === "number") return Number.isNaN(Number(value)) ? value : Number(value);
  if (field.widget === "object") return isMap(value) ? toForm(field.fields, value) : { [field.fields[0].name]: value };
  if (isKeyed(field) && isMap(value))
    return Object.entries(value).map(([key, each]) => ({ key, ...toForm(field.fields, isMap(each) ? each : {}) }));
  if (field.widget === "list" && field.fields && Array.isArray(value))
    return value.map((each) => (isMap(each) ? toForm(field.fields, each) : { [field.fields[0].name]: each }));
  return value;
}

/** What the form holds as the file shall hold it, without what is empty. */
export function toFile(fields, form) {
  const said = fields.map((field) => [field.name, oneToFile(field, form[field.name])]).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(said);
}

function oneToFile(field, value) {
  if (isEmpty(value)) return undefined;
  if (field.widget === "object") return toFile(field.fields, value);
  if (isKeyed(field)) return Object.fromEntries(value.filter(({ key }) => key).map((each) => [each.key, toFile(field.fields.slice(1), each)]));
  if (field.widget === "list" && field.fields) return value.map((each) => toFile(field.fields, each)).filter((each) => !isEmpty(each));
  return Array.isArray(value) ? value.filter((each) => !isEmpty(each)) : value;
}
