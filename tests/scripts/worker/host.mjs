// A static web host in memory, with everything that goes wrong between it and a phone.
import { createHash } from "node:crypto";

export const html = () => ({ body: "<!doctype html><title>Log in to the hotel's network</title>" });
export const notFound = () => ({ status: 404, body: "Not found" });
export const redirect = () => ({ status: 302, headers: { location: "https://portal.example/" }, body: "" });
export const empty = () => ({ body: "" });
export const flip = ({ body }) => ({
  body: Buffer.from(body).map((byte, at) => (at === body.length >> 1 ? byte ^ 1 : byte)),
});
export const truncate = ({ body }) => ({ body: body.subarray(0, body.length - 7) });
export const longer = ({ body }) => ({ body: Buffer.concat([body, Buffer.from(" ")]) });
export const unreachable = () => ({ error: true });
export const hanging = () => ({ hangs: "before" });
export const stalling = ({ body }) => ({ body, hangs: "amid" });
export const slow =
  (pause) =>
  ({ body }) => ({ body, pause });
export const endless = () => ({ endless: true });

export class Host {
  requests = []; // Paths in the order they were asked for.
  options = []; // What each was asked with.
  faults = []; // [pattern, fault]: the first that suits a path decides.
  waiting = []; // Called whenever a request hangs.
  loaded = 0; // Bytes of all bodies.

  constructor(scope, files) {
    this.scope = scope;
    this.files = files;
  }

  /** The fetch function of a worker on this host. */
  fetch = async (target, options = {}) => {
    const url = new URL(target.url ?? target);
    const { signal } = options;
    const path = decodeURIComponent(url.href.slice(this.scope.length)).replace(/[?#].*/, "");
    this.requests.push(path);
    this.options.push(options);
    const file = this.files.get(path.replace(/(^|\/)$/, "$1index.html"));
    const plain = file ? { body: file } : notFound();
    const [, fault] = this.faults.find(([pattern]) => pattern.test(path)) ?? [];
    const answer = fault ? fault(plain) : plain;

    const etag = `"${createHash("sha256").update(answer.body ?? "").digest("hex").slice(0, 8)}"`;
    const known = file && !fault && new Headers(options.headers).get("if-none-match") === etag;

    if (answer.error) throw new TypeError("Failed to fetch");
    if (answer.hangs === "before") await this.#hang(signal);
    const response = new Response(known ? null : this.#stream(answer, signal), {
      status: known ? 304 : (answer.status ?? 200),
      headers: { etag, ...answer.headers },
    });
    const opaque = answer.status === 302;
    const type = opaque ? "opaqueredirect" : (answer.type ?? "basic");
    Object.defineProperties(response, { type: { value: type }, redirected: { value: answer.redirected ?? false } });
    return response;
  };

  #stream({ body = "", hangs, pause, endless: goesOn }, signal) {
    const bytes = Buffer.from(body);
    const parts = hangs ? [bytes.subarray(0, bytes.length / 2)] : [bytes.subarray(0, 5), bytes.subarray(5)];
    const source = {
      pull: async (controller) => {
        pause?.();
        const part = goesOn ? Buffer.alloc(1 << 16) : parts.shift();
        if (signal?.aborted) return controller.error(new DOMException("Aborted", "AbortError"));
        if (part?.length) {
          this.loaded += part.length;
          return controller.enqueue(new Uint8Array(part));
        }
        if (part) return controller.enqueue(new Uint8Array());
        if (!hangs) return controller.close();
        return this.#hang(signal).catch((error) => controller.error(error));
      },
    };
    return new ReadableStream(source, { highWaterMark: 0 }); // A part is asked for when the one before it has been read.
  }

  #hang(signal) {
    return new Promise((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
      for (const called of this.waiting.splice(0)) called();
    });
  }

  /** Until the next request hangs. */
  hangs() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Forgets what was asked so far. */
  clear() {
    this.requests = [];
    this.options = [];
    this.loaded = 0;
  }
}
