// The shards of an index as one MiniSearch. Its dictionary is complete at once; where a term stands is worked out when it is
// asked for, since a query asks for a few of many thousand terms and a cheap phone would work a second on all of them.

const A = "A".charCodeAt(0);
const CAPITALS = 26;
const SMALL = "a".charCodeAt(0) - CAPITALS;
const NINE = "9".charCodeAt(0);
const ZERO = "0".charCodeAt(0);

/** Where a term stands: MiniSearch asks for a field and gets a map from document to number of times. */
class Postings {
  parts = [];
  fields = undefined;

  get(field) {
    this.fields ??= this.read();
    return this.fields[field];
  }

  /** Of "!A.AC2": the first mark names the field, letters are documents, and digits how often, where it is more than once. */
  read() {
    const fields = [];
    for (const [marks, first, text] of this.parts) {
      let documents;
      let last = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code < ZERO) documents = fields[marks.indexOf(text[at])] ??= new Map();
        else if (code <= NINE) {
          const before = text.charCodeAt(at - 1) <= NINE ? documents.get(last) * 10 : 0;
          documents.set(last, before + code - ZERO);
        } else documents.set((last = first + code - (code < SMALL + CAPITALS ? A : SMALL)), 1);
      }
    }
    return fields;
  }
}

/**
 * The shards of an index (rendering/search/index.py says what they look like) as { mini, terms, stored }: MiniSearch, each term to
 * where it stands, and what is stored with each file. `marks` are the signs of the fields.
 */
export function join(shards, { fields, marks }, MiniSearch, options) {
  const documentIds = {};
  const fieldLength = {};
  const stored = new Map();
  const terms = new Map();
  const sums = fields.map(() => 0);
  let first = 0;
  for (const shard of shards) {
    shard.files.forEach((file, number) => {
      documentIds[first + number] = file;
      fieldLength[first + number] = shard.lengths[number];
      shard.lengths[number].forEach((length, field) => { sums[field] += length; });
      stored.set(file, shard.stored[number]);
    });
    for (const entry of shard.terms.split(" ")) {
      let end = 0;
      while (entry.charCodeAt(end) >= ZERO) end += 1;
      const term = entry.slice(0, end);
      let postings = terms.get(term);
      if (!postings) terms.set(term, (postings = new Postings()));
      postings.parts.push([marks, first, entry.slice(end)]);
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
  for (const [term, postings] of terms) mini._index.set(term, postings);
  return { mini, terms, stored };
}
