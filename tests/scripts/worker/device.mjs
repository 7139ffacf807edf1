// A device: a store that stays, and one worker at a time, which runs the theme's own sections in a context of its own.
import { readFileSync, readdirSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { Duplex } from "node:stream";
import { DecompressionStream as Native } from "node:stream/web";
import vm from "node:vm";
import { createInflateRaw } from "node:zlib";

import { Host } from "./host.mjs";
import { makeRelease, guide } from "./release.mjs";
import { Storage } from "./storage.mjs";

const folder = new URL("../../../themes/default/worker/", import.meta.url);
const sections = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .sort()
  .map((name) => new URL(name, folder));
const files = process.env.WORKER ? [process.env.WORKER] : sections; // WORKER=build/lueneburg/sw.js tests what is shipped.
const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
const script = new vm.Script(source, { filename: "sw.js" });

export class Device {
  posted = []; // What the worker told all pages.
  notified = []; // Notifications shown, and badges.
  opened = []; // Windows opened.
  registered = true;
  permission = "granted"; // To show notifications.
  now = Date.UTC(2026, 10, 22, 12);

  /** `without`: names of what this browser lacks. */
  constructor(host, { without = [], scope = host.scope, storage = new Storage() } = {}) {
    Object.assign(this, { host, without, scope, storage });
    this.start();
  }

  /** Starts the worker anew, as browsers do whenever they like; what it had in memory is gone. */
  start() {
    this.listeners = {};
    this.life = {};
    this.timers = new Map();
    this.context = vm.createContext(this.#globals());
    this.context.self = this.context;
    for (const name of this.without) delete (name in this.context ? this.context : this.context.navigator)[name];
    script.runInContext(this.context);
  }

  /** The browser ends the worker, whatever it is doing, and starts it anew when it is needed. */
  kill() {
    this.life.over = true;
    this.storage.held?.clear();
    this.start();
  }

  #globals() {
    const device = this;
    const clock = class extends Date {
      static now() {
        return device.now;
      }
    };
    return {
      AbortController,
      Blob,
      Headers,
      Request,
      Response,
      TextDecoder,
      TextEncoder,
      URL,
      ReadableStream,
      DecompressionStream: decompression(),
      crypto: webcrypto,
      Date: clock,
      caches: this.storage.open(this.life),
      fetch: (...values) => this.host.fetch(...values),
      navigator: {
        locks: locksOf(this.storage),
        setAppBadge: async () => this.notified.push("badge"),
        clearAppBadge: async () => {},
      },
      registration: {
        scope: this.scope,
        unregister: async () => (this.registered = false),
        showNotification: async (title, options) => {
          if (this.permission !== "granted") throw new TypeError("No permission to show a notification.");
          this.notified.push([title, options]);
        },
      },
      clients: {
        claim: async () => {},
        matchAll: async () => [{ postMessage: (message) => this.posted.push(structuredClone(message)) }],
        openWindow: async (url) => this.opened.push(url),
      },
      skipWaiting: async () => {},
      addEventListener: (type, listener) => (this.listeners[type] = listener),
      setTimeout: (work, pause) => {
        const timer = {};
        this.timers.set(timer, { work, at: this.now + pause });
        return timer;
      },
      clearTimeout: (timer) => this.timers.delete(timer),
    };
  }

  /** Lets time pass, and what waits for it happen. */
  elapse(milliseconds) {
    this.now += milliseconds;
    for (const [timer, { work, at }] of [...this.timers]) {
      if (at > this.now || !this.timers.delete(timer)) continue;
      work();
    }
  }

  /** Fires an event and waits for all that it asks to be waited for. */
  async fire(type, event = {}) {
    const waits = [];
    this.listeners[type]({ ...event, waitUntil: (promise) => waits.push(promise) });
    await Promise.all(waits);
  }

  /** Sends a task as a page does; returns the status. */
  async send(task, more = {}) {
    let status;
    const port = { postMessage: (answer) => (status = structuredClone(answer)) };
    await this.fire("message", { data: { version: 1, task, ...more }, ports: [port] });
    return status;
  }

  /** Syncs as pages do, step after step, until nothing is missing or something is wrong; returns the statuses. */
  async sync() {
    const statuses = [await this.send("sync", { fresh: true })];
    while (statuses.at(-1).more && !statuses.at(-1).problem) {
      if (statuses.length > 200) throw new Error("The sync never ends.");
      statuses.push(await this.send("sync", { fresh: false }));
    }
    return statuses;
  }

  /** Asks for a file as a page does; undefined where the worker leaves it to the browser. */
  async get(path, { mode = "no-cors", headers, method } = {}) {
    const url = new URL(path, this.scope).href;
    const request = new Request(url, { headers, method });
    Object.defineProperty(request, "mode", { value: mode });
    let answer;
    this.listeners.fetch({ request, respondWith: (promise) => (answer = promise) });
    return answer;
  }

  visit(path) {
    return this.get(path, { mode: "navigate" });
  }
}

/** Web Locks of one origin, as far as the worker asks them. */
function locksOf(storage) {
  const held = (storage.held ??= new Map());
  return {
    request: async (name, { ifAvailable }, work) => {
      if (held.has(name) && ifAvailable) return work(null);
      while (held.has(name)) await held.get(name);
      const running = Promise.resolve(work({ name }));
      held.set(
        name,
        running.catch(() => {}).finally(() => held.delete(name)),
      );
      return running;
    },
  };
}

/** The native one; the one of Node 18 does not know raw deflate, as browsers do. */
function decompression() {
  return class {
    constructor(format) {
      if (format === "deflate-raw") return Duplex.toWeb(createInflateRaw());
      return new Native(format);
    }
  };
}

export const SCOPE = "https://guide.example/lueneburg/";

/** A device on a host that has a first release of the small guide. */
export function setUp({ files = makeRelease({ sets: guide() }), ...options } = {}) {
  const host = new Host(SCOPE, files);
  return { host, device: new Device(host, options) };
}

export async function saved(options) {
  const { host, device } = setUp(options);
  await device.send("want", { sets: ["text/de"] });
  await device.sync();
  host.clear();
  return { host, device };
}
