import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import * as complex from "./complex";
import * as fanOut from "./fan-out";
import * as humanInTheLoop from "./human-in-the-loop";
import * as lowLevel from "./low-level";
import * as runOn from "./run-on";
import * as simple from "./simple";
import * as stepByStep from "./step-by-step";

test.each([
  [
    "simple: a task hands the next one what it needs",
    simple,
    ["Hello, Batman", '"Hello, Batman" was all. Goodbye!', "Completed after 2 steps"],
  ],
  [
    "complex: the data decides which branch is taken",
    complex,
    [
      '"What a good day" -> positive_response: Glad to hear it!',
      '"It rains" -> negative_response: I am sorry to hear that.',
    ],
  ],
  [
    "step-by-step: the caller gets control back after every task",
    stepByStep,
    ['The water boils; next is "steep"', 'The tea steeps; next is "pour"', "The cup is full; completed"],
  ],
  [
    "run-on: one run walks the whole chain, step by committed step",
    runOn,
    [
      "The water boils",
      "The tea steeps",
      "The cup is full",
      "Completed in one run",
      "step 1: boil, then steep",
      "step 2: steep, then pour",
      "step 3: pour, then nothing",
    ],
  ],
  [
    "fan-out: the children all ask before one of them knows, and the next task reads what they found",
    fanOut,
    [
      ...["train: asks", "bus: asks", "plane: asks"],
      ...["train: knows", "bus: knows", "plane: knows"],
      "Take the bus for 39 euros, after 2 steps",
    ],
  ],
  [
    "human-in-the-loop: a decision, given later, continues the session that waits",
    humanInTheLoop,
    ["roof: WaitingForInput", "window: WaitingForInput", "roof: It is paid", "window: It is not paid: it was open"],
  ],
  [
    "low-level: by hand and by runner the results are the same",
    lowLevel,
    ["The water boils: Paused", "The tea steeps: Paused", "The cup is full: Completed", "The same results: true"],
  ],
])("%s", async (_name, { main }, expected) => {
  const lines: string[] = [];
  await main((line) => lines.push(line));
  expect(lines).toEqual(expected);
});

describe("npm run example", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "lib/commands/example.ts", ...args], { encoding: "utf8" });

  test("runs the example of that name", () => {
    expect(run("simple")).toMatchObject({ status: 0, stdout: expect.stringContaining("Hello, Batman\n") });
  });

  test.each([[[]], [["nothing"]]])("with %j lists the examples there are and fails", (args) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr.match(/^ {2}\S+$/gm)?.map((line) => line.trim())).toEqual([
      "complex",
      "fan-out",
      "human-in-the-loop",
      "low-level",
      "run-on",
      "simple",
      "step-by-step",
    ]);
  });
});
