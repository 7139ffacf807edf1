// What a page marks in an excerpt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { marks, tokens } from "../../../themes/default/scripts/search-folding.js";

const marked = (text, query, ...languages) =>
  marks(text, tokens(query, languages, { pairs: true }), languages).map(([start, end]) => text.slice(start, end));

test("words are marked in all their forms, as they are written", () => {
  assert.deepEqual(marked("Die Anmeldung: So melden Sie sich an. Anmeldungen, ANMELDEN!", "anmelden", "de"), ["Anmeldung", "Anmeldungen", "ANMELDEN"]);
  assert.deepEqual(marked("Kita-Platz oder Kita?", "kita", "de"), ["Kita", "Kita"]);
});

test("marks upon letters, joiners and apostrophes belong to their word", () => {
  assert.deepEqual(marked("والمَدْرَسة، مدارس", "المدرسة", "ar"), ["والمَدْرَسة"]);
  assert.deepEqual(marked("کودک‌ها و خانه", "کودک", "fa"), ["کودک‌ها"]);
  assert.deepEqual(marked("про здоров’я людей", "здоровя", "uk"), ["здоров’я"]);
});

test("characters of Chinese are marked one by one", () => {
  assert.deepEqual(marked("先看德语课程。", "德语", "zh-Hans"), ["德", "语"]);
});

test("nothing is marked where nothing was met", () => {
  assert.deepEqual(marks("Wohnung 👍 mieten", [], ["de"]), []);
  assert.deepEqual(marked("", "Wohnung", "de"), []);
});
