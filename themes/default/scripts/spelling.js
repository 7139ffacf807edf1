// Enhances nothing by itself: names as readers may type them.

/** "Lüneburg" as "luneburg lueneburg", for not everyone has an ü to type. */
export function searchable(text) {
  const written = text.toLowerCase().replace(/[äöü]/g, (letter) => `${letter}e`);
  return `${plain(text)} ${plain(written)}`;
}

/** A text in small letters without accents, with spaces where there is no letter or digit. */
export function plain(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ");
}
