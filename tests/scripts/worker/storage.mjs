// Cache Storage as the worker needs it, in memory: it outlives workers, may be full, and can lose what it holds.

/** One origin's caches. `quota` bounds the bytes of all bodies; `onWrite` is asked before each write. */
export class Storage {
  caches = new Map();
  quota = Infinity;
  forbidden = false;
  onWrite = async () => {};
  log = [];

  /** What one worker sees, as long as it lives. */
  open(life) {
    const guarded =
      (name, work) =>
      async (...values) => {
        if (life.over) await new Promise(() => {});
        this.log.push(name);
        if (this.forbidden) throw new DOMException("The operation is insecure.", "SecurityError");
        return work(...values);
      };
    const cacheOf = (cache) => ({
      match: guarded("cache.match", async (url) => (cache.has(url) && new Response(cache.get(url))) || undefined),
      keys: guarded("cache.keys", async () => [...cache.keys()].map((url) => new Request(url))),
      delete: guarded("cache.delete", async (url) => {
        await this.onWrite(url);
        return cache.delete(url);
      }),
      put: guarded("cache.put", async (url, response) => {
        const body = new Uint8Array(await response.arrayBuffer());
        await this.onWrite(url);
        const old = cache.get(url)?.length ?? 0;
        if (this.used() - old + body.length > this.quota) throw new DOMException("Full.", "QuotaExceededError");
        cache.set(url, body);
      }),
    });
    return {
      has: guarded("has", async (name) => this.caches.has(name)),
      delete: guarded("delete", async (name) => {
        await this.onWrite(name);
        return this.caches.delete(name);
      }),
      open: guarded("open", async (name) => {
        if (!this.caches.has(name)) this.caches.set(name, new Map());
        return cacheOf(this.caches.get(name));
      }),
      keys: guarded("keys", async () => [...this.caches.keys()]),
      match: guarded("match", async () => undefined),
    };
  }

  used() {
    return [...this.caches.values()]
      .flatMap((cache) => [...cache.values()])
      .reduce((sum, { length }) => sum + length, 0);
  }

  /** The only cache's keys below ".store/". */
  keys() {
    return [...(this.caches.values().next().value?.keys() ?? [])].map((url) => url.split("/.store/")[1]).sort();
  }

  json(key) {
    const [cache] = this.caches.values();
    const [bytes] = [...(cache ?? [])].filter(([url]) => url.endsWith(`/.store/${key}`)).map(([, value]) => value);
    return bytes && JSON.parse(Buffer.from(bytes).toString());
  }

  /** Lets each stored body whose key begins so be other bytes, or be gone. */
  change(prefix, other) {
    const [cache] = this.caches.values();
    for (const [url, bytes] of [...cache].filter(([key]) => key.split("/.store/")[1].startsWith(prefix))) {
      if (other) cache.set(url, other(Uint8Array.from(bytes)));
      else cache.delete(url);
    }
  }
}
