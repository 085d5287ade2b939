import { expect, test } from "vitest";
import { ActiveRuns } from "./active-runs";

test("aborting stops every run of the session and no other", () => {
  const runs = new ActiveRuns();
  const [first, second, other] = [runs.start("s"), runs.start("s"), runs.start("other")];
  expect(runs.abort("s", "enough")).toBe(true);
  expect([first, second, other].map(({ guard }) => guard.abortReason)).toEqual(["enough", "enough", undefined]);
});

test("a run that has ended cannot be aborted, and the others of its session can", () => {
  const runs = new ActiveRuns();
  const [first, second] = [runs.start("s"), runs.start("s")];
  runs.end(first);
  expect(runs.abort("s", "enough")).toBe(true);
  expect([first.guard.abortReason, second.guard.abortReason]).toEqual([undefined, "enough"]);
  runs.end(second);
  expect(runs.abort("s", "again")).toBe(false);
});

test("waiting for the end of a session's runs waits for those of this moment", async () => {
  const runs = new ActiveRuns();
  const [first, second] = [runs.start("s"), runs.start("s")];
  const ended = runs.whenEnded("s");
  let isEnded = false;
  void ended?.then(() => {
    isEnded = true;
  });
  runs.start("s");
  runs.end(first);
  await Promise.resolve();
  expect(isEnded).toBe(false);
  runs.end(second);
  await ended;
  expect(isEnded).toBe(true);
});

test("there is nothing to wait for without a run", () => {
  expect(new ActiveRuns().whenEnded("s")).toBeUndefined();
});
