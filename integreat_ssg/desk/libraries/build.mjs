// Makes the desk's bundle, and the list of what is in it, from the packages of the lock file.
// node build.mjs FOLDER writes it to FOLDER; `make desk` runs it beside the packages that `npm ci` has fetched.
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const folder = process.argv[2];
const editor = join(here, "node_modules", "@sveltia", "cms");

/** Languages of the editor's own words. English is part of its code. */
const LOCALES = ["de"];

/** Parts that are loaded on demand and that the desk does without; what is not there is not asked for. */
const LEFT_OUT = [
  /^@shikijs\/(langs|themes)\//, // Colours for the source text of programs.
  /^(leaflet|terra-draw|terra-draw-leaflet-adapter)(\/|$)/, // Maps, whose pictures come from a third party.
  /^(svgo|exifr|immutable|turndown)(\/|$)/, // For machine translation, previews of one's own, and shrinking of drawings.
  /\/chunks\/(react-dom|shiki-engine|heic|webp_enc|webp_enc_simd)-\w+\.js$/,
  new RegExp(`/locales/(?!(${LOCALES.join("|")})\\.json)`),
];

/** What the editor would ask of others, to what it does instead. Each stands there exactly as often as it says. */
const REPLACED = [
  [/url\(https:\/\/cdn\.jsdelivr\.net\/fontsource\/[^)]+\)\s+format\('[^']+'\)/g, "local('none')", 3],
  [/async\(\)=>\{try\{let\{(?=status:\{indicator:)/g, "async()=>{return`none`;try{let{", 1],
  [/async\(\)=>\{try\{let\{(?=result:\{status_overall:)/g, "async()=>{return`none`;try{let{", 1],
  [/`https:\/\/nominatim\.openstreetmap\.org\/search`/g, "`about:blank`", 1],
  [/`https:\/\/unpkg\.com\/(@shikijs|@sveltia\/ui|@sveltia\/cms)`/g, "`about:blank`", 3],
  [/`https:\/\/unpkg\.com\/\$\{e\}`/g, "`about:blank`", 1],
  // A language that a new entry is not written in yet has nothing to validate.
  [/Object\.values\((\w+\(\w+\)\[\w+\])\)\.some\(\(\{valid:/g, "Object.values($1??{}).some(({valid:", 1],
  // Formats of our own get files as they are, and what they write is written so.
  [/e=e\.trim\(\)\.replace\(\/\\r\\n\?\/g,`\s`\);/g, "", 1],
  [/`\$\{\(await i\(e\)\)\.trim\(\)\}(\\n|\n)`/g, "(await i(e))", 1],
];

const staying = {
  name: "staying",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /./ }, ({ path }) =>
      LEFT_OUT.some((each) => each.test(path)) ? { path: join(here, "source", "nothing.js") } : undefined,
    );
    onLoad({ filter: /@sveltia\/cms\/npm\/index\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [before, after, times] of REPLACED) {
        if ((contents.match(before) ?? []).length !== times) throw new Error(`${before} is not there ${times} times: look at REPLACED.`);
        contents = contents.replace(before, after);
      }
      return { contents, loader: "js" };
    });
  },
};

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["source/desk.js"],
  outdir: "out",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  metafile: true,
  write: false,
  plugins: [staying],
});
const note = "/* Made by `make desk`. What is in it, and under which licences: LICENSES.txt. */\n";
for (const { path, text } of outputFiles) await writeFile(join(folder, basename(path)), note + text);

await mkdir(join(folder, "assets"), { recursive: true });
const assets = await readdir(join(editor, "npm", "assets"));
const fonts = assets.filter((name) => name.endsWith(".woff2"));
for (const name of fonts) await cp(join(editor, "npm", "assets", name), join(folder, "assets", name));

const used = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
const names = new Set(used.map((path) => path.match(/node_modules\/((@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
const libraries = [];
const texts = [];
for (const name of [...names].sort()) {
  const place = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
  const text = await readFile(join(place, (await readdir(place)).find((file) => /^licen[cs]e/i.test(file))), "utf8");
  libraries.push({ name, version, licence: license });
  texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
for (const name of assets.filter((each) => each.endsWith(".LICENSE.txt"))) {
  const text = await readFile(join(editor, "npm", "assets", name), "utf8");
  texts.push(`The font ${name.split(".")[0]} (OFL-1.1)\n\n${text.trim()}\n`);
}
await writeFile(join(folder, "libraries.json"), `${JSON.stringify(libraries, null, 2)}\n`);
await writeFile(join(folder, "LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
