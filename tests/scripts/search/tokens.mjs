// Reads [[text, languages, options], …] as JSON from standard input and writes their terms: what the browser makes of them.
import { readFileSync } from "node:fs";
import { fold, tokens } from "../../../themes/default/scripts/search-folding.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([text, languages, options]) => [fold(text), tokens(text, languages, options)])));
