import { describe, expect, test, vi } from "vitest";
import { Batch } from "./batch";

/** A batch whose departures are let through one by one, and what each one carried. */
function harbour(
  answer: (items: readonly string[]) => (string | undefined)[] = (items) => items.map((one) => `${one}!`),
  patienceMs = 60_000,
) {
  const departures: { items: readonly string[]; arrive: () => void }[] = [];
  const send = (sent: readonly { id: string }[]) =>
    new Promise<(string | undefined)[]>((resolve, reject) => {
      const items = sent.map(({ id }) => id);
      const arrive = () => {
        try {
          resolve(answer(items));
        } catch (error) {
          reject(error);
        }
      };
      departures.push({ items, arrive });
    });
  const batch = new Batch<{ id: string }, string>(
    { send, sendAlone: async (item) => (await send([item]))[0] },
    { lanes: 1, largest: 3, patienceMs },
  );
  return {
    add: (id: string) => batch.add({ id }),
    departures,
    carried: () => departures.map(({ items }) => items.join("+")),
  };
}

test("an item goes at once when nothing is under way; what comes meanwhile travels together, at most so many", async () => {
  const { add, departures, carried } = harbour();
  const sent = ["a", "b", "c", "d", "e"].map((item) => add(item));
  expect(carried()).toEqual(["a"]);
  departures[0]?.arrive();
  await vi.waitFor(() => expect(carried()).toEqual(["a", "b+c+d"]));
  departures[1]?.arrive();
  await vi.waitFor(() => expect(carried()).toEqual(["a", "b+c+d", "e"]));
  departures[2]?.arrive();
  expect(await Promise.all(sent)).toEqual(["a!", "b!", "c!", "d!", "e!"]);
});

test("two of the same id never share a departure: of those one statement writes only one", async () => {
  const { add, departures, carried } = harbour();
  const sent = ["a", "b", "c", "b", "b", "d"].map(add);
  const expected = ["a", "b+c+d", "b", "b"];
  for (const [index] of expected.entries()) {
    await vi.waitFor(() => expect(carried()).toEqual(expected.slice(0, index + 1)));
    departures[index]?.arrive();
  }
  expect(await Promise.all(sent)).toEqual(["a!", "b!", "c!", "b!", "b!", "d!"]);
});

describe("what is wrong with one", () => {
  test("never decides about another: a refused journey is repeated one by one", async () => {
    const { add, departures, carried } = harbour((items) => {
      if (items.includes("bad")) throw new Error("refused");
      return items.map((one) => `${one}!`);
    });
    const first = add("a");
    const [good, bad, fine] = [add("good"), add("bad"), add("fine")];
    const refusal = expect(bad).rejects.toThrow("refused");
    departures[0]?.arrive();
    await vi.waitFor(() => expect(departures).toHaveLength(2));
    departures[1]?.arrive();
    await vi.waitFor(() => expect(departures).toHaveLength(5));
    for (const { arrive } of departures.slice(2)) arrive();
    expect(await Promise.all([first, good, fine])).toEqual(["a!", "good!", "fine!"]);
    await refusal;
    expect(carried()).toEqual(["a", "good+bad+fine", "good", "bad", "fine"]);
  });

  test("and one that was left out is asked about alone", async () => {
    const { add, departures } = harbour((items) => items.map((one) => (one === "late" ? undefined : one)));
    const first = add("a");
    const [late, fine] = [add("late"), add("fine")];
    departures[0]?.arrive();
    await vi.waitFor(() => expect(departures).toHaveLength(2));
    departures[1]?.arrive();
    await vi.waitFor(() => expect(departures[2]?.items).toEqual(["late"]));
    departures[2]?.arrive();
    expect(await Promise.all([first, late, fine])).toEqual(["a", undefined, "fine"]);
  });
});

test("an item that is held up gives its lane to those behind it", async () => {
  const { add, departures, carried } = harbour(undefined, 10);
  const [held, next] = [add("held"), add("next")];
  await vi.waitFor(() => expect(carried()).toEqual(["held", "next"]));
  departures[1]?.arrive();
  expect(await next).toBe("next!");
  departures[0]?.arrive();
  expect(await held).toBe("held!");
});

test.each(["55P03", "40P01", "40001"])("what met somebody else's (%s) is sent once more, alone", async (code) => {
  let isHeld = true;
  const { add, departures } = harbour((items) => {
    if (isHeld) throw Object.assign(new Error("undone"), { code });
    return [...items];
  });
  const sent = add("a");
  departures[0]?.arrive();
  await vi.waitFor(() => expect(departures).toHaveLength(2));
  isHeld = false;
  departures[1]?.arrive();
  expect(await sent).toBe("a");
});

test("a lost connection is everybody's news: nobody knows whether it had committed, so nothing is sent again", async () => {
  const { add, departures } = harbour((items) => {
    if (items.length > 1) throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
    return [...items];
  });
  const first = add("a");
  const together = Promise.allSettled([add("b"), add("c")]);
  departures[0]?.arrive();
  await vi.waitFor(() => expect(departures).toHaveLength(2));
  departures[1]?.arrive();
  expect((await together).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await first).toBe("a");
  expect(departures).toHaveLength(2);
});
