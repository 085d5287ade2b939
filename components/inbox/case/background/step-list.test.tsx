import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { GraphEdge, GraphNode, GraphPath } from "@/lib/workflows/schema";
import { StepList } from "./step-list";

const node = (id: string, label: string): GraphNode => ({
  ...{ id, label, kind: "review", kindLabel: "Review", icon: "dot", summary: "", isStart: false },
  ...{ x: 0, y: 0, width: 1, height: 1 },
});
const edge = (source: string, target: string, label: string, more: Partial<GraphEdge> = {}): GraphEdge => ({
  ...{ id: `${source}-${target}`, source, target, label },
  ...more,
});
const graph = {
  ...{ workflowId: "claims", versionNumber: 1, name: "Claims" },
  nodes: [node("ask", "Ask"), node("check", "Check"), node("review", "Review"), node("pay", "Pay"), node("end", "End")],
  edges: [
    edge("ask", "check", ""),
    edge("check", "pay", "amount is less than $1,000"),
    edge("check", "review", "otherwise", { isOtherwise: true }),
    edge("review", "pay", "the reviewer approves"),
    edge("review", "end", "otherwise", { isOtherwise: true }),
  ],
};
const path: GraphPath = {
  visits: { ask: 2, check: 1, review: 1 },
  taken: { "ask-check": { times: 2 }, "check-review": { times: 1, because: ["amount is $2,600"] } },
  ...{ jumps: [], currentTaskId: "review", tone: "waiting_for_you", note: "waits here for a reviewer" },
};

test("lists the passed tasks with their reasons, the current one, and what can follow", () => {
  render(<StepList graph={graph} path={path} />);
  const steps = screen.getByRole("list", { name: "Steps" });
  expect([...steps.children].map((step) => step.textContent)).toEqual([
    "Ask × 2",
    "Check otherwise, amount is $2,600",
    "Reviewwaits here for a reviewer",
  ]);
  expect(steps.querySelector("[aria-current=step]")?.textContent).toContain("Review");
  const next = screen.getByRole("list", { name: "What can follow" });
  expect([...next.children].map((way) => way.textContent)).toEqual(["if the reviewer approves: Pay", "otherwise: End"]);
});

test("a task that the claimant skipped is not shown as passed, and says why", () => {
  render(<StepList graph={graph} path={{ ...path, skipped: ["ask"] }} />);
  const [asked, checked] = screen.getByRole("list", { name: "Steps" }).children;
  expect(asked?.textContent).toBe("Ask × 2skipped: the claimant asked for a person");
  expect(asked?.querySelector("[aria-label=skipped]")).not.toBeNull();
  expect(asked?.querySelector("[aria-label=passed]")).toBeNull();
  expect(checked?.querySelector("[aria-label=passed]")).not.toBeNull();
});

test("a case that has ended has nothing that can follow", () => {
  render(<StepList graph={graph} path={{ ...path, currentTaskId: "end", note: "ended here" }} />);
  expect(screen.queryByRole("list", { name: "What can follow" })).toBeNull();
});
