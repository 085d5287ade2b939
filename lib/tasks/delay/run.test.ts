import { expect, test } from "vitest";
import { type JsonValue, NextAction } from "@/lib/engine";
import { taskKinds } from "../kinds";
import { now, startTask, testExecution } from "../tests/test-kind";

const later = (ms: number) => new Date(now.getTime() + ms);
const hour = 3_600_000;

test("waits for its time without a person, then goes on", async () => {
  const task = startTask("delay", { for: "PT1H" });
  expect(await task.run()).toMatchObject({
    nextAction: NextAction.WaitForInput,
    wait: { audience: "timer", wakeInMs: hour, form: { type: "timer", until: later(hour).toISOString() } },
  });
  expect(await task.run(undefined, later(hour))).toMatchObject({ nextAction: NextAction.ContinueAndExecute });
  expect(task.values()).toEqual({});
});

test("that runs too early waits for the rest of its time", async () => {
  const task = startTask("delay", { for: "PT1H" });
  await task.run();
  const early = await task.run(undefined, later(hour / 4));
  expect(early.wait).toMatchObject({ wakeInMs: (hour * 3) / 4, form: { until: later(hour).toISOString() } });
});

test("an answer does not shorten the time", async () => {
  const task = startTask("delay", { for: "PT1H" });
  await task.run();
  expect(await task.says("Go on now, the time has come")).toMatchObject({ nextAction: NextAction.WaitForInput });
});

test.each<JsonValue>([
  { type: "timer", until: "yesterday" },
  { type: "timer" },
  { type: "reply", until: now.toISOString() },
  "x",
])("a wait whose form is damaged starts again: %j", async (form) => {
  const task = startTask("delay", { for: "PT1H" });
  const execution = testExecution({ wait: { audience: "timer", form } });
  const result = await task.task.run(task.context(), execution);
  expect(result.wait?.wakeInMs).toBe(hour);
});

test("keeps its start when its workflow is replaced by another version", () => {
  const { task, context } = startTask("delay", { for: "PT2H" });
  const wait = { audience: "timer", form: { type: "timer", until: later(hour).toISOString() } };
  expect(task.renewWait?.(context(), wait, now)).toMatchObject({ form: { until: later(2 * hour).toISOString() } });
});

test.each(["PT0S", "P99999D", "-PT1H", "an hour", "P1D; DROP TABLE", ""])("a config cannot wait for %j", (time) => {
  expect(taskKinds.delay?.configSchema.safeParse({ for: time }).success).toBe(false);
});
