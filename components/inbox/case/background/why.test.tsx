import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { GraphPath } from "@/lib/workflows/schema";
import { Why } from "./why";

const node = {
  ...{ id: "confirm", label: "Confirm Details", kind: "confirm", kindLabel: "Confirm", icon: "dot", summary: "" },
  ...{ isStart: false, x: 0, y: 0, width: 1, height: 1 },
};
const graph = { workflowId: "claims", versionNumber: 1, name: "Claims", nodes: [node], edges: [] };
const path: GraphPath = {
  ...{ visits: { confirm: 1 }, taken: {}, jumps: [], currentTaskId: "review" },
  ...{ tone: "waiting_for_you", note: "waits here" },
};
const setup = (reasons: string[], skipped?: string[]) =>
  render(<Why reasons={reasons} question="Pay it?" graph={graph} path={{ ...path, skipped }} />);
const sectionOf = (name: string) => screen.getByRole("region", { name }).textContent;

test("the reasons are those of the workflow, and the question is none of them", () => {
  setup(["Amount is at least $1,000"]);
  expect(sectionOf("Why a person decides")).toBe("Why a person decidesAmount is at least $1,000");
  expect(sectionOf("What to decide")).toBe("What to decidePay it?");
});

test("a task that was skipped for a person is a reason", () => {
  setup([], ["confirm"]);
  expect(sectionOf("Why a person decides")).toBe(
    "Why a person decides“Confirm Details” was skipped, because the claimant asked for a person",
  );
});

test("without a reason every case of the kind goes to a person", () => {
  setup([]);
  expect(sectionOf("Why a person decides")).toContain("sends every case of this kind to a person");
});
