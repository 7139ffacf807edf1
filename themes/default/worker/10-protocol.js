// The service worker of a region: keeps whole releases on the device and answers from them, network or not.
// It is code only, so content never changes it. Its sections are joined in the order of their names.
"use strict";

const VERSION = 1; // Of the messages between pages and worker.
const PATIENCE = 20000; // Milliseconds: the longest pause between two bytes, and about the longest step.
const TRUST = 14 * 86400000; // Milliseconds after which a release that nobody confirms gives way to an older one.
const LIMIT = 1 << 18; // Bytes: no JSON is longer, whatever a host sends.
const ROOT = registration.scope;
const CACHE = `integreat|${encodeURIComponent(new URL(ROOT).pathname)}`;

/** What is thrown, with the problem that pages are told: network, data, full, store, busy; "" where the reader goes first. */
function trouble(problem) {
  return { problem };
}

function parse(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function isText(set) {
  return /^text/.test(set);
}
