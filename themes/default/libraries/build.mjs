// Makes the bundles of the libraries, and the list of what is in them, from the packages of the lock file.
// node build.mjs FOLDER writes them to FOLDER; `make libraries` runs it beside the packages that `npm ci` has fetched.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const folder = process.argv[2];

/** Places in packages that our security policy would stop: nothing may be parsed from text (Trusted Types). */
const REPLACED = {
  "leaflet-src.esm.js": [
    "div.innerHTML = '<svg/>';",
    "div.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));",
  ],
};

/** Packages that come without the text of their licence, to one of the same authors that has it. */
const SAME_LICENCE = { pmtiles: "protomaps-leaflet" };

/** Packages that another one carries inside its own file. */
const CARRIED = { pmtiles: ["fflate"] };

const replacing = {
  name: "replacing",
  setup({ onLoad }) {
    onLoad({ filter: /leaflet-src\.esm\.js$/ }, async ({ path }) => {
      const [before, after] = REPLACED[path.split("/").at(-1)];
      const parts = (await readFile(path, "utf8")).split(before);
      if (parts.length !== 2) throw new Error(`${path} is not what it was: look at REPLACED in build.mjs.`);
      return { contents: parts.join(after), loader: "js" };
    });
  },
};

/** Each is loaded by itself, so each is built by itself. */
const BUNDLES = [
  {
    entryPoints: ["source/map.js", "source/map.css"],
    inject: ["source/leaflet.js"],
    alias: { "@protomaps/basemaps": "./source/flavors.js" },
    loader: { ".png": "empty" }, // Of controls and markers that are not used.
    plugins: [replacing],
  },
  { entryPoints: ["source/qr.js"] },
  { entryPoints: ["source/search.js"] },
];

const built = await Promise.all(
  BUNDLES.map((bundle) =>
    build({
      absWorkingDir: here,
      outdir: "out",
      bundle: true,
      format: "esm",
      target: "es2021",
      minify: true,
      charset: "utf8",
      legalComments: "none",
      metafile: true,
      write: false,
      ...bundle,
    }),
  ),
);

const note = "/* Made by `make libraries`. What is in it, and under which licences: LICENSES.txt. */\n";
for (const { path, text } of built.flatMap(({ outputFiles }) => outputFiles)) await writeFile(join(folder, path.split("/").at(-1)), note + text);

const outputs = built.flatMap(({ metafile }) => Object.values(metafile.outputs));
const used = outputs.flatMap(({ inputs }) =>
  Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
);
const names = new Set(used.map((path) => path.match(/node_modules\/((@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
for (const [name, others] of Object.entries(CARRIED)) if (names.has(name)) others.forEach((other) => names.add(other));

const libraries = [];
const texts = [];
for (const name of [...names].sort()) {
  const place = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
  const source = join(here, "node_modules", SAME_LICENCE[name] ?? name);
  const text = await readFile(join(source, (await readdir(source)).find((file) => /^licen[cs]e/i.test(file))), "utf8");
  libraries.push({ name, version, licence: license });
  texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
await writeFile(join(folder, "libraries.json"), `${JSON.stringify(libraries, null, 2)}\n`);
await writeFile(join(folder, "LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
