import { expect, test } from "vitest";
import { NextAction, TaskResult } from "./task";

test("a result has its next action, its response and the other parts", () => {
  const wait = { form: { question: "Which size?" } };
  expect([
    TaskResult.continue("Hello", { statusMessage: "greeted" }),
    TaskResult.continueAndExecute(),
    TaskResult.waitForInput("Which size?", { wait }),
    TaskResult.end("Goodbye"),
    TaskResult.goTo("ask"),
    TaskResult.goBack("Once more"),
  ]).toEqual([
    { nextAction: NextAction.Continue, response: "Hello", statusMessage: "greeted" },
    { nextAction: NextAction.ContinueAndExecute },
    { nextAction: NextAction.WaitForInput, response: "Which size?", wait },
    { nextAction: NextAction.End, response: "Goodbye" },
    { nextAction: NextAction.GoTo("ask") },
    { nextAction: NextAction.GoBack, response: "Once more" },
  ]);
});
