import { z } from "zod";
import type { ActionRefusal } from "@/lib/run-action";
import type { ChatMessage } from "@/lib/sessions/schema";
import { contextKeySchema, type Fact, type ProposedChange } from "@/lib/tasks/schema";
import { personText } from "@/lib/text";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

/** What a reviewer can decide. */
export const verdicts = ["approve", "reject", "request_information"] as const;
export type VerdictName = (typeof verdicts)[number];

/** The tabs of the inbox, in their order. */
export const inboxTabs = ["mine", "unassigned", "open", "claimant", "decided"] as const;
export type InboxTab = (typeof inboxTabs)[number];

const reason = personText(2_000).optional();

/** The body of `POST /api/v1/reviews/{id}/decision`. `expected_version` is the evidence version the reviewer saw. */
export const decisionBodySchema = z
  .strictObject({
    verdict: z.enum(verdicts),
    reason,
    edits: z.record(contextKeySchema, z.union([personText(2_000), z.number(), z.boolean()])).optional(),
    expected_version: z.int32().min(1),
    override: z
      .boolean()
      .optional()
      .meta({ description: "Decides also a case that a colleague has claimed; without it that is refused." }),
  })
  .refine((body) => body.verdict === "approve" || Boolean(body.reason), {
    path: ["reason"],
    message: "Give a reason, so that the claimant understands.",
  });
export type DecisionBody = z.infer<typeof decisionBodySchema>;

/** A stored decision. */
export interface DecisionView {
  id: string;
  waitId: string;
  verdict: VerdictName;
  reason: string | null;
  edits: Record<string, unknown> | null;
  decidedBy: string;
  decidedById: string;
  /** ISO 8601. */
  decidedAt: string;
}

/** One case in the list of the inbox. */
export interface ReviewListItem {
  waitId: string;
  sessionId: string;
  reference: string;
  claimantName: string;
  /** "Car", "Apartment". */
  subject: string;
  amountCents: number | null;
  currency: string;
  /** ISO 8601. */
  waitingSince: string;
  dueAt: string | null;
  assignee: { id: string; name: string } | null;
  /** Why a person decides: "amount is at least $1,000". */
  reasons: string[];
  /** Warnings for the reviewer: "claimant asks for approval". */
  flags: string[];
  status: "open" | "waiting_on_claimant" | "decided";
  decision: DecisionView | null;
  /** Grows when the claimant adds something. A decision names the version that the reviewer saw. */
  evidenceVersion: number;
  /** Changes that the claimant proposed after confirming. They apply only as edits of a decision. */
  proposed: ProposedChange[];
}

/** One case with everything that a decision needs. */
export interface ReviewCase extends ReviewListItem {
  question: string;
  messages: ChatMessage[];
  facts: Fact[];
  graph: GraphView;
  path: GraphPath;
  /** Decisions on earlier waits of the same session (information requested before), oldest first. */
  history: DecisionView[];
  /** The reviewer is the claimant: the buttons are not offered. */
  isOwnClaim: boolean;
}

/** What an action of the inbox came to. A decision is null for assigning and releasing. */
export type InboxActionResult = { ok: true; decision: DecisionView | null } | ActionRefusal;
