// Reads { shards, packed, fields, marks, terms } as JSON from standard input. `shards` are documents by field. Has MiniSearch
// index each shard, and all of them, with the theme's own words, and writes what it makes of the shards and what it answers.
import { readFileSync } from "node:fs";
import MiniSearch from "../../../themes/default/libraries/search.js";
import { tokens } from "../../../themes/default/scripts/search-folding.js";
import { join } from "../../../themes/default/scripts/search-joining.js";

const { shards, packed, fields, marks, terms } = JSON.parse(readFileSync(0, "utf8"));
const ways = [{}, { prefix: true }, { prefix: true, fuzzy: 1, boost: { title: 8 } }];
const search = { tokenize: (term) => [term], processTerm: (term) => term };

/** An index of some documents, made by MiniSearch alone. Each field says in which languages its words are. */
function indexed(documents) {
  const mini = new MiniSearch({
    fields,
    idField: "file",
    storeFields: ["stored"],
    extractField: (document, name) => (fields.includes(name) ? JSON.stringify([name, document]) : document[name]),
    tokenize: (text, name) => {
      const [, document] = JSON.parse(text);
      return tokens(document.texts[name], document.orders[name], { pairs: name !== "text", small: name !== "text" });
    },
    processTerm: (term) => term,
  });
  mini.addAll(documents);
  return mini;
}

/** An index as MiniSearch writes it, with what is stored as a whole. */
function written(mini) {
  const index = mini.toJSON();
  for (const [number, { stored }] of Object.entries(index.storedFields)) index.storedFields[number] = stored;
  return index;
}

const answers = (mini) => terms.map((term) => ways.map((way) => mini.search(term, { ...search, ...way }).map(({ id, score }) => [id, score])));
process.stdout.write(JSON.stringify({
  shards: shards.map((documents) => written(indexed(documents))),
  own: answers(indexed(shards.flat())),
  joined: answers(join(packed, { fields, marks }, MiniSearch, {}).mini),
}));
