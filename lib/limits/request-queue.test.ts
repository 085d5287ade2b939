import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RequestQueue } from "./request-queue";

/** The turns of the event loop go on; only waiting takes no time. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const here = () => new AbortController().signal;
const busy = { code: "busy", status: 503, options: { retryAfterSeconds: 2 } };

function queueOf({ maxInFlight = 2, maxWaiting = 3, maxWaitMs = 2_000 } = {}) {
  const queue = new RequestQueue({ maxInFlight, maxWaiting, maxWaitMs });
  const entered: string[] = [];
  const enter = (name: string, signal = here()) =>
    queue.enter(signal).then((release) => {
      entered.push(name);
      return release;
    });
  return { queue, entered, enter };
}

describe("places for requests in flight", () => {
  it("are given in the order of arrival, up to the limit", async () => {
    const { queue, entered, enter } = queueOf();
    const [first, second] = [await enter("a"), await enter("b")];
    const waiting = ["c", "d", "e"].map((name) => enter(name));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([entered, queue.inFlight, queue.waiting]).toEqual([["a", "b"], 2, 3]);
    second();
    await waiting[0];
    expect(entered).toEqual(["a", "b", "c"]);
    first();
    await waiting[1];
    expect([entered.at(-1), queue.inFlight, queue.waiting]).toEqual(["d", 2, 1]);
    (await waiting[0])?.();
    await waiting[2];
    expect(queue.waiting).toBe(0);
  });

  it("are given one per turn of the event loop", async () => {
    const { entered, enter } = queueOf({ maxInFlight: 3 });
    const all = ["a", "b", "c"].map((name) => enter(name));
    for (const inThisTurn of [["a"], ["a", "b"], ["a", "b", "c"]]) {
      await all[inThisTurn.length - 1];
      expect(entered).toEqual(inThisTurn);
    }
  });

  it("are released once, however often release is called", async () => {
    const { queue, enter } = queueOf();
    const release = await enter("a");
    await enter("b");
    release();
    release();
    expect(queue.inFlight).toBe(1);
  });

  it("are refused after the longest wait", async () => {
    const { queue, enter } = queueOf({ maxInFlight: 1 });
    const release = await enter("a");
    const refused = expect(enter("b")).rejects.toMatchObject(busy);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(queue.waiting).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    release();
    expect([queue.inFlight, queue.waiting]).toEqual([0, 0]);
  });

  it("are refused at once when enough wait already", async () => {
    const { enter } = queueOf({ maxInFlight: 1, maxWaiting: 1 });
    const release = await enter("a");
    const waiting = enter("b");
    await expect(enter("c")).rejects.toMatchObject(busy);
    release();
    await waiting;
  });

  it("do not wait for a client that left", async () => {
    const { queue, entered, enter } = queueOf({ maxInFlight: 1 });
    const release = await enter("a");
    const leaving = new AbortController();
    const left = expect(enter("b", leaving.signal)).rejects.toMatchObject(busy);
    const next = enter("c");
    leaving.abort();
    await left;
    release();
    await next;
    expect([entered, queue.inFlight]).toEqual([["a", "c"], 1]);
  });

  it("are refused to waiting and later requests when the queue closes", async () => {
    const { queue, enter } = queueOf({ maxInFlight: 1 });
    const release = await enter("a");
    const waiting = expect(enter("b")).rejects.toMatchObject(busy);
    queue.close();
    await waiting;
    release();
    await expect(enter("c")).rejects.toMatchObject(busy);
  });
});
