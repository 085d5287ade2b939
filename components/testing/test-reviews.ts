import type { DecisionView, ReviewCase, ReviewListItem } from "@/lib/inbox/schema";
import { amountFact, placeFact } from "./test-facts";

/** An open, unassigned case of Dana Kim about $640.00. */
export const testReview = (change: Partial<ReviewListItem> = {}): ReviewListItem => ({
  waitId: "w1",
  sessionId: "s1",
  reference: "CLM-1",
  claimantName: "Dana Kim",
  subject: "Car",
  amountCents: 64_000,
  currency: "USD",
  waitingSince: "2026-11-15T08:00:00Z",
  dueAt: null,
  assignee: null,
  reasons: [],
  flags: [],
  status: "open",
  decision: null,
  evidenceVersion: 1,
  proposed: [],
  ...change,
});

/** The same with everything that a decision needs, except for the graph. */
export const testCase = (change: Partial<ReviewCase> = {}): ReviewCase => ({
  ...testReview(),
  question: "Should this claim be paid?",
  messages: [],
  facts: [amountFact, placeFact],
  graph: { workflowId: "claims", versionNumber: 1, name: "Claims", nodes: [], edges: [] },
  path: { visits: {}, taken: {}, jumps: [], currentTaskId: "review", tone: "waiting_for_others", note: "" },
  history: [],
  isOwnClaim: false,
  ...change,
});

/** An approval by Lee Park, with the user id "lee". */
export const testDecision = (change: Partial<DecisionView> = {}): DecisionView => ({
  id: "d1",
  waitId: "w1",
  verdict: "approve",
  reason: null,
  edits: null,
  decidedBy: "Lee Park",
  decidedById: "lee",
  decidedAt: "2026-11-15T10:00:00Z",
  ...change,
});
