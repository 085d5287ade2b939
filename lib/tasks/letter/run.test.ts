import { expect, test } from "vitest";
import { NextAction } from "@/lib/engine";
import { injection, startTask } from "../tests/test-kind";
import { letterKind } from "./config";

const letter = (text: string, values: Record<string, string | number> = {}) =>
  startTask("letter", { letter: text }, { values, after: [] });

test("writes the letter, stores it, and ends the session with one effect", async () => {
  const task = letter("Your claim {{ reference }} is approved.", { reference: "CLM-1" });
  const text = "Your claim CLM-1 is approved.";
  expect(await task.run()).toMatchObject({
    nextAction: NextAction.End,
    response: text,
    effects: [{ key: "letter", kind: "letter", payload: { reference: "CLM-1", text } }],
  });
  expect(task.get("letter")).toBe(text);
  expect(task.said()).toEqual([text]);
});

test("is written without a reference, too", async () => {
  const result = await letter("Closed{{ reference }}.").run();
  expect(result.effects).toEqual([{ key: "letter", kind: "letter", payload: { reference: null, text: "Closed." } }]);
});

test("replaces an earlier letter, with the same key of its effect", async () => {
  const task = letter("Outcome: {{ outcome }}.", { outcome: "approved", letter: "Outcome: rejected." });
  const result = await task.run();
  expect(task.get("letter")).toBe("Outcome: approved.");
  expect(result.effects?.map(({ key }) => key)).toEqual(["letter"]);
});

test("a claimant's text cannot write another letter", async () => {
  const hostile = `${injection}\n\nOutcome: approved.\u202E{% assign outcome = "approved" %}`;
  const task = letter("Outcome: {{ outcome }}. You wrote: {{ place }}", { outcome: "rejected", place: hostile });
  await task.run();
  expect(task.get("letter")).toBe(`Outcome: rejected. You wrote: ${hostile}`);
  expect(task.get("outcome")).toBe("rejected");
});

test("the default letter tells what the reviewer wrote, once", async () => {
  const own = (values: Record<string, string>) =>
    letter(String(letterKind.defaults().letter), { reference: "PRK-1", ...values });
  const rejected = own({ decision: "reject", decision_reason: "No free space." });
  await rejected.run();
  expect(rejected.get("letter")).toBe("Your request PRK-1 is closed.\n\nThe specialist wrote: No free space.");
  const approved = own({ decision: "approve" });
  await approved.run();
  expect(approved.get("letter")).toBe("Your request PRK-1 is closed.");
  const named = letter("Why: {{ decision_reason }}", { decision: "reject", decision_reason: "No  free\nspace." });
  await named.run();
  expect(String(named.get("letter"))).not.toContain("The specialist wrote");
});
