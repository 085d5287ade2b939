import { describe, expect, test, vi } from "vitest";
import { Batch } from "./batch";

/** A batch whose requests end one by one, by hand, and the items of each. */
function controlled(
  answer: (items: readonly string[]) => (string | undefined)[] = (items) => items.map((one) => `${one}!`),
  slotMs = 60_000,
) {
  const requests: { items: readonly string[]; end: () => void }[] = [];
  const send = (sent: readonly { id: string }[]) =>
    new Promise<(string | undefined)[]>((resolve, reject) => {
      const items = sent.map(({ id }) => id);
      const end = () => {
        try {
          resolve(answer(items));
        } catch (error) {
          reject(error);
        }
      };
      requests.push({ items, end });
    });
  const batch = new Batch<{ id: string }, string>(
    { send, sendAlone: async (item) => (await send([item]))[0] },
    { concurrency: 1, maxBatchSize: 3, slotMs },
  );
  return {
    add: (id: string) => batch.add({ id }),
    requests,
    contents: () => requests.map(({ items }) => items.join("+")),
  };
}

test("an item is sent at once when nothing is in flight; items added meanwhile are one limited batch", async () => {
  const { add, requests, contents } = controlled();
  const sent = ["a", "b", "c", "d", "e"].map((item) => add(item));
  expect(contents()).toEqual(["a"]);
  requests[0]?.end();
  await vi.waitFor(() => expect(contents()).toEqual(["a", "b+c+d"]));
  requests[1]?.end();
  await vi.waitFor(() => expect(contents()).toEqual(["a", "b+c+d", "e"]));
  requests[2]?.end();
  expect(await Promise.all(sent)).toEqual(["a!", "b!", "c!", "d!", "e!"]);
});

test("a batch holds at most one item per id: one statement writes a row once", async () => {
  const { add, requests, contents } = controlled();
  const sent = ["a", "b", "c", "b", "b", "d"].map(add);
  const expected = ["a", "b+c+d", "b", "b"];
  for (const [index] of expected.entries()) {
    await vi.waitFor(() => expect(contents()).toEqual(expected.slice(0, index + 1)));
    requests[index]?.end();
  }
  expect(await Promise.all(sent)).toEqual(["a!", "b!", "c!", "b!", "b!", "d!"]);
});

describe("an item that fails", () => {
  test("does not fail the others: the items of a refused batch are retried one by one", async () => {
    const { add, requests, contents } = controlled((items) => {
      if (items.includes("bad")) throw new Error("refused");
      return items.map((one) => `${one}!`);
    });
    const first = add("a");
    const [good, bad, fine] = [add("good"), add("bad"), add("fine")];
    const refusal = expect(bad).rejects.toThrow("refused");
    requests[0]?.end();
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    requests[1]?.end();
    await vi.waitFor(() => expect(requests).toHaveLength(5));
    for (const { end } of requests.slice(2)) end();
    expect(await Promise.all([first, good, fine])).toEqual(["a!", "good!", "fine!"]);
    await refusal;
    expect(contents()).toEqual(["a", "good+bad+fine", "good", "bad", "fine"]);
  });

  test("is retried alone when the batch skipped it", async () => {
    const { add, requests } = controlled((items) => items.map((one) => (one === "late" ? undefined : one)));
    const first = add("a");
    const [late, fine] = [add("late"), add("fine")];
    requests[0]?.end();
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    requests[1]?.end();
    await vi.waitFor(() => expect(requests[2]?.items).toEqual(["late"]));
    requests[2]?.end();
    expect(await Promise.all([first, late, fine])).toEqual(["a", undefined, "fine"]);
  });
});

test("a blocked batch does not block the queue", async () => {
  const { add, requests, contents } = controlled(undefined, 10);
  const [held, next] = [add("held"), add("next")];
  await vi.waitFor(() => expect(contents()).toEqual(["held", "next"]));
  requests[1]?.end();
  expect(await next).toBe("next!");
  requests[0]?.end();
  expect(await held).toBe("held!");
});

test.each(["55P03", "40P01", "40001"])("an item that met a lock or a conflict (%s) is retried alone", async (code) => {
  let isHeld = true;
  const { add, requests } = controlled((items) => {
    if (isHeld) throw Object.assign(new Error("undone"), { code });
    return [...items];
  });
  const sent = add("a");
  requests[0]?.end();
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  isHeld = false;
  requests[1]?.end();
  expect(await sent).toBe("a");
});

test("a lost connection rejects the whole batch: it may have committed, so nothing is retried", async () => {
  const { add, requests } = controlled((items) => {
    if (items.length > 1) throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
    return [...items];
  });
  const first = add("a");
  const together = Promise.allSettled([add("b"), add("c")]);
  requests[0]?.end();
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  requests[1]?.end();
  expect((await together).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await first).toBe("a");
  expect(requests).toHaveLength(2);
});
