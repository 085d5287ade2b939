import { vi } from "vitest";

/** An EventSource that the test opens, feeds and closes. */
export class TestEventSource {
  static readonly CLOSED = 2;
  static readonly OPEN = 1;
  static all: TestEventSource[] = [];
  readyState = 0;
  onopen: (() => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;
  #onCursor: ((event: { data: string }) => void) | undefined;

  constructor(readonly url: string) {
    TestEventSource.all.push(this);
  }

  static get last(): TestEventSource {
    return TestEventSource.all.at(-1) as TestEventSource;
  }

  /** Those that are not closed. */
  static get open(): TestEventSource[] {
    return TestEventSource.all.filter(({ readyState }) => readyState !== TestEventSource.CLOSED);
  }

  get query(): URLSearchParams {
    return new URL(this.url, "http://localhost").searchParams;
  }

  addEventListener(_name: string, listener: (event: { data: string }) => void): void {
    this.#onCursor = listener;
  }

  /** Opens the stream and sends its first cursor. */
  start(seq = Number(this.query.get("after") ?? 0)): void {
    this.readyState = TestEventSource.OPEN;
    this.onopen?.();
    this.cursor(seq);
  }

  cursor(seq: number): void {
    this.#onCursor?.({ data: JSON.stringify({ seq }) });
  }

  deliver(seq: number, subjects: string[], rest: object = {}): void {
    const change = { seq, sessionId: "s1", workflowId: "claims", type: "step.committed", subjects, ...rest };
    this.onmessage?.({ data: JSON.stringify(change) });
  }

  close(): void {
    this.readyState = TestEventSource.CLOSED;
  }
}

/** Channels of this test: what one posts, the others get, after a moment. */
class TestChannel {
  static all = new Set<TestChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly name: string) {
    TestChannel.all.add(this);
  }

  postMessage(data: unknown): void {
    const others = [...TestChannel.all].filter((other) => other !== this && other.name === this.name);
    const copy = structuredClone(data);
    queueMicrotask(() => {
      for (const other of others) if (TestChannel.all.has(other)) other.onmessage?.({ data: copy });
    });
  }

  close(): void {
    TestChannel.all.delete(this);
  }
}

type Holder = { name: string; run: () => Promise<void>; reject: (error: Error) => void };

/** As much of `navigator.locks` as the tabs use. */
class TestLocks {
  readonly #held = new Map<string, Holder>();
  readonly #waiting: Holder[] = [];

  request(name: string, options: { signal?: AbortSignal; steal?: boolean }, run: () => Promise<void>): Promise<void> {
    return new Promise((_, reject) => {
      const holder = { name, run, reject };
      const abort = () => {
        if (this.#waiting.includes(holder)) this.#waiting.splice(this.#waiting.indexOf(holder), 1);
        reject(new Error("aborted"));
      };
      options.signal?.addEventListener("abort", abort);
      const before = this.#held.get(name);
      if (before && !options.steal) this.#waiting.push(holder);
      else {
        before?.reject(new Error("stolen"));
        this.#hold(holder);
      }
    });
  }

  #hold(holder: Holder): void {
    this.#held.set(holder.name, holder);
    void holder.run().then(() => {
      if (this.#held.get(holder.name) !== holder) return;
      this.#held.delete(holder.name);
      const next = this.#waiting.findIndex(({ name }) => name === holder.name);
      if (next >= 0) this.#hold(this.#waiting.splice(next, 1)[0] as Holder);
    });
  }
}

/** Replaces what the event stream of a browser is made of. `canShare`: the browser has locks. */
export function stubLive({ canShare = true } = {}): void {
  TestEventSource.all = [];
  TestChannel.all = new Set();
  vi.stubGlobal("EventSource", TestEventSource);
  vi.stubGlobal("BroadcastChannel", TestChannel);
  vi.stubGlobal("fetch", async () => new Response(null, { status: 200 }));
  Object.defineProperty(navigator, "locks", { configurable: true, value: canShare ? new TestLocks() : undefined });
}
