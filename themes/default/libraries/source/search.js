// What search takes from MiniSearch.
export { default } from "minisearch";
