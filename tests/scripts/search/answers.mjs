// Reads { folder, queries } as JSON from standard input and writes what the engine finds in the index of that folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "../../../themes/default/libraries/search.js";
import { open } from "../../../themes/default/scripts/search-engine.js";

const { folder, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = await open(async (path) => JSON.parse(readFileSync(join(folder, path), "utf8")), MiniSearch);
process.stdout.write(JSON.stringify(queries.map(([query, options]) => engine.search(query, options))));
