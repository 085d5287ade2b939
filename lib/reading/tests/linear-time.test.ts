import { once } from "node:events";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { families, known, pairs, vocabulary } from "./test-families";
import { readers } from "./test-readers";

// Untrusted text reaches every reader: none may take more than time linear in it. Each reads in a thread that is ended
// when it misses its deadline, so that a reader that never returns fails here and hangs nothing.

/** As long as a message may be. */
const messageLength = 4_000;
const deadline = 10_000;
const longer = 8;
/** A reader this quick (in milliseconds of the processor) is not held to its ratio: the clock is too coarse. */
const smallest = 25;
/** What a reader may take more for a text `longer` times as long; garbage collection counts too. */
const mostGrowth = longer * 2.5;

const stage = { worker: undefined as Worker | undefined };
const start = () => {
  const worker = new Worker(new URL("./test-reader-worker.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  stage.worker = worker;
  return worker;
};
beforeAll(async () => {
  await read("clean text", "ready", 60_000);
}, 60_000);
afterAll(async () => {
  await stage.worker?.terminate();
});

/** The milliseconds of processor that a reader takes, or undefined when it misses the deadline. */
async function read(reader: string, text: string, within = deadline): Promise<number | undefined> {
  const worker = stage.worker ?? start();
  worker.postMessage({ reader, text });
  try {
    const [milliseconds] = await once(worker, "message", { signal: AbortSignal.timeout(within) });
    return Number(milliseconds);
  } catch (error) {
    stage.worker = undefined;
    await worker.terminate();
    if (error instanceof Error && error.name === "AbortError") return undefined;
    throw error;
  }
}

const fill = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** How many of the texts a reader reads, one after the other, before one of them misses the deadline. */
async function readEach(reader: string, texts: readonly { text: string }[]): Promise<number> {
  const worker = stage.worker ?? start();
  // All are sent at once: on a busy machine waiting for each answer takes longer than reading.
  for (const { text } of texts) worker.postMessage({ reader, text });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let count = 0;
  const miss = () => resolve(count);
  let timer = setTimeout(miss, deadline);
  const onAnswer = () => {
    clearTimeout(timer);
    if (++count === texts.length) resolve(count);
    else timer = setTimeout(miss, deadline);
  };
  worker.on("message", onAnswer).once("error", reject);
  const read = await promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", onAnswer).off("error", reject);
  });
  if (read < texts.length) {
    stage.worker = undefined;
    await worker.terminate();
  }
  return read;
}

async function tooSlow(names: string[], texts: { name: string; text: string }[]): Promise<string[]> {
  const found: string[] = [];
  for (const reader of names) {
    for (let from = 0; from < texts.length; from++) {
      from += await readEach(reader, texts.slice(from));
      const missed = texts[from];
      if (missed) found.push(`${reader}: ${missed.name}`);
    }
  }
  return found;
}

const names = Object.keys(readers);
/** These call all the others. */
const whole = [
  ...["first words", "an answer", "earlier words", "a card", "a model's proposals"],
  ...["what happened", "a change of what happened", "facts that contradict each other"],
];
const parts = names.filter((name) => !whole.includes(name));

it("reads runs of every sign, space, digit and word, and mixtures of them", { timeout: 240_000 }, async () => {
  const found: string[] = [];
  for (const [index, reader] of names.entries()) {
    // Every reader reads half of the signs, and a part of the words and mixtures; those that call all the others fewer.
    const isWhole = whole.includes(reader);
    const share = isWhole ? 32 : 8;
    const chosen = families.filter(
      ({ isSign }, at) => (isSign && !isWhole && at % 2 === index % 2) || at % share === index % share,
    );
    const texts = chosen.map(({ name, piece }) => ({ name, text: fill(piece, messageLength) }));
    found.push(...(await tooSlow([reader], texts)));
  }
  expect(found).toEqual([]);
});

it("reads the messages that once took more than a minute", { timeout: 120_000 }, async () => {
  const lengths = [60, 400, messageLength];
  const texts = known.flatMap(({ name, text }) => lengths.map((length) => ({ name, text: text(length) })));
  expect(await tooSlow(names, texts)).toEqual([]);
});

it("reads runs of every two signs in turn", { timeout: 120_000 }, async () => {
  const runs = pairs.map(({ piece }) => `cost ${fill(piece, 60)} 450`);
  const texts = Array.from({ length: Math.ceil(runs.length / 40) }, (_, index) => {
    const text = runs.slice(index * 40, index * 40 + 40).join(" ");
    return { name: text.slice(0, 40), text };
  });
  expect(await tooSlow(parts, texts)).toEqual([]);
});

it("reads any words of its own vocabulary", { timeout: 120_000 }, async () => {
  const pieces = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 400 });
  const texts = fc.sample(pieces, { seed: 9, numRuns: 60 }).map((all) => ({ name: all.join(""), text: all.join("") }));
  expect(await tooSlow(["an answer", "labels", "a typed fact", "several amounts"], texts)).toEqual([]);
});

it("takes eight times as long for eight times the text, not sixty-four times", { timeout: 120_000 }, async () => {
  const hard = ["1 ", "-", "!", " ", "1,", "the cost ", "$1 no wait ", "may ", "in the "];
  const found: string[] = [];
  for (const [index, reader] of names.entries()) {
    // Those that call all the others take long: each reads some of the runs.
    const pieces = whole.includes(reader) ? hard.filter((_, at) => at % whole.length === index % whole.length) : hard;
    for (const piece of pieces) {
      const short = await read(reader, fill(piece, messageLength));
      const long = await read(reader, fill(piece, messageLength * longer), deadline * 3);
      const isLinear = short !== undefined && long !== undefined && long < Math.max(short, smallest) * mostGrowth;
      if (!isLinear) found.push(`${reader}: ${JSON.stringify(piece)} took ${short} ms, then ${long} ms`);
    }
  }
  expect(found).toEqual([]);
});
