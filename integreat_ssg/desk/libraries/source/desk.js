// Starts the editor with the configuration beside it, and teaches it to change in a file only what an editor has changed.
import CMS from "@sveltia/cms";
import { parse } from "yaml";
import { formatOf } from "./format.js";

const answer = await fetch("config.yml", { cache: "no-cache" });
const config = parse(await answer.text());

const kinds = config.collections.flatMap((each) => each.files ?? [each]);
for (const [number, kind] of kinds.entries()) {
  const extension = kind.file?.split(".").pop() ?? kind.extension;
  delete kind.extension; // It follows from the format now.
  // A key or a page's address is chosen once, since texts name it. A page may lie anywhere, so somebody has to name it.
  if (kind.nested) kind.slug = { editable: ["create"], hint: kind.meta.path.label };
  else if (kind.folder) kind.slug = { template: kind.slug, editable: ["create"] };
  kind.format = `integreat-${number}`;
  CMS.registerCustomFormat(kind.format, extension, formatOf(kind.fields, extension === "md"));
}
CMS.init({ config: { ...config, load_config_file: false } });
