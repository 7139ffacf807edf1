// Reads [[blocks, terms, languages], …] and writes the excerpts that the theme's script makes of them.
import { text } from "node:stream/consumers";
import { excerpt } from "../../../themes/default/scripts/search-excerpt.js";

const asked = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(asked.map((each) => excerpt(...each))));
