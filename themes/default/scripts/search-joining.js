// The shards of an index as one MiniSearch. Its dictionary is complete at once; where a term stands is worked out when it is
// asked for, since a query asks for a few of many thousand terms and a cheap phone would work a second on all of them.

/** Where a term stands: MiniSearch asks for a field and gets a map from document to number of times. */
class Postings {
  parts = [];
  fields = new Map();

  get(field) {
    let found = this.fields.get(field);
    if (found) return found;
    found = new Map();
    for (const [first, data] of this.parts) {
      for (const number in data[field]) found.set(first + Number(number), data[field][number]);
    }
    this.fields.set(field, found.size ? found : undefined);
    return this.fields.get(field);
  }
}

/** `shards`, each as MiniSearch writes an index, as { mini, terms, stored }: all terms, and what is stored with each file. */
export function join(shards, fields, MiniSearch, options) {
  const documentIds = {};
  const fieldLength = {};
  const stored = new Map();
  const terms = new Map();
  const sums = fields.map(() => 0);
  let first = 0;
  for (const shard of shards) {
    for (let number = 0; number < shard.documentCount; number += 1) {
      documentIds[first + number] = shard.documentIds[number];
      fieldLength[first + number] = shard.fieldLength[number];
      shard.fieldLength[number].forEach((length, field) => { sums[field] += length; });
      stored.set(shard.documentIds[number], shard.storedFields[number]);
    }
    for (const [term, data] of shard.index) {
      const known = terms.get(term);
      if (known) known.parts.push([first, data]);
      else terms.set(term, new Postings()).get(term).parts.push([first, data]);
    }
    first += shard.documentCount;
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
