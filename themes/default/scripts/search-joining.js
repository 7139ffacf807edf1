// The shards of an index as one MiniSearch. Its dictionary is complete at once; where a term stands is worked out when it is
// asked for, since a query asks for a few of many thousand terms and a cheap phone would work a second on all of them.

const A = "A".charCodeAt(0);
const CAPITALS = 26;
const SMALL = "a".charCodeAt(0) - CAPITALS;
const NINE = "9".charCodeAt(0);
const ZERO = "0".charCodeAt(0);

/** Where a term stands: MiniSearch asks for a field and gets a map from document to number of times. */
class Postings {
  fields = undefined;

  /** `parts` are, by turns, the number of a shard's first document and its entry of the term, which is `length` long. */
  constructor(marks, length) {
    this.marks = marks;
    this.length = length;
    this.parts = [];
  }

  get(field) {
    this.fields ??= this.read();
    return this.fields[field];
  }

  /** Of "arzt!A.AC2": a mark names the field, letters are documents, and digits how often, where it is more than once. */
  read() {
    const fields = [];
    for (let part = 0; part < this.parts.length; part += 2) {
      const [first, entry] = [this.parts[part], this.parts[part + 1]];
      let documents;
      let last = 0;
      for (let at = this.length; at < entry.length; at += 1) {
        const code = entry.charCodeAt(at);
        if (code < ZERO) documents = fields[this.marks.indexOf(entry[at])] ??= new Map();
        else if (code <= NINE) {
          const before = entry.charCodeAt(at - 1) <= NINE ? documents.get(last) * 10 : 0;
          documents.set(last, before + code - ZERO);
        } else documents.set((last = first + code - (code < SMALL + CAPITALS ? A : SMALL)), 1);
      }
    }
    return fields;
  }
}

/**
 * The shards of an index (rendering/search/index.py says what they look like) as { mini, terms, documents }: MiniSearch, each term to
 * where it stands, and each document by its number: its file and what is stored with it. `marks` are the signs of the fields.
 */
export function join(shards, { fields, marks }, MiniSearch, options) {
  const documentIds = {};
  const fieldLength = {};
  const documents = [];
  const terms = new Map();
  const sums = fields.map(() => 0);
  let first = 0;
  for (const shard of shards) {
    shard.files.forEach((file, number) => {
      documentIds[first + number] = file;
      fieldLength[first + number] = shard.lengths[number];
      shard.lengths[number].forEach((length, field) => { sums[field] += length; });
      documents.push({ file, ...shard.stored[number] });
    });
    for (const entry of shard.terms.split(" ")) {
      let end = 0;
      while (entry.charCodeAt(end) >= ZERO) end += 1;
      if (!end) continue; // A shard without words.
      const term = entry.slice(0, end);
      let postings = terms.get(term);
      if (!postings) terms.set(term, (postings = new Postings(marks, end)));
      postings.parts.push(first, entry);
    }
    first += shard.files.length;
  }
  const mini = MiniSearch.loadJS(
    {
      documentCount: first,
      nextId: first,
      documentIds,
      fieldIds: Object.fromEntries(fields.map((field, id) => [field, id])),
      fieldLength,
      averageFieldLength: sums.map((sum) => sum / (first || 1)),
      storedFields: {},
      dirtCount: 0,
      index: [],
      serializationVersion: 2,
    },
    { fields, idField: "file", ...options },
  );
  // In order, its tree grows in half the time.
  for (const term of [...terms.keys()].sort()) mini._index.set(term, terms.get(term));
  return { mini, terms, documents };
}
