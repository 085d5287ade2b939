import type { GraphDefinitionInput } from "@/lib/engine";
import { taskOfKind } from "../setup/workflows";

const setOutcome = (id: string) => ({
  id,
  kind: "set",
  label: id,
  config: { values: [{ key: "outcome", value: "approved" }] },
});

/** The workflow of the property test: small claims are approved at once, the others by a reviewer. */
export const orderedClaims = (id: string, number: number): GraphDefinitionInput => ({
  id,
  name: "Ordered claims",
  startTaskId: "tell",
  tasks: [
    ...[taskOfKind.talk, taskOfKind.confirm, taskOfKind.screen, taskOfKind.review],
    ...[setOutcome("auto"), setOutcome("manual")],
    // What a session's letter says is the version it ran on.
    { ...taskOfKind.letter, config: { letter: `{{ reference }} is {{ outcome }}, says version ${number}.` } },
  ],
  edges: [
    { id: "e1", from: "tell", to: "confirm" },
    { id: "e2", from: "confirm", to: "screen" },
    { id: "e3", from: "screen", to: "auto", condition: { field: "amount_cents", op: "lt", value: 100_000 } },
    { id: "e4", from: "screen", to: "review" },
    { id: "e5", from: "review", to: "manual", condition: { field: "decision", op: "eq", value: "approve" } },
    { id: "e6", from: "review", to: "letter" },
    { id: "e7", from: "auto", to: "letter" },
    { id: "e8", from: "manual", to: "letter" },
  ],
});
