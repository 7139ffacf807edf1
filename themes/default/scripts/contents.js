// Enhances the contents list: opens it where it stands beside the text and takes no room from it.
export function enhance(contents) {
  contents.open = matchMedia("(min-width: 64rem)").matches;
}
