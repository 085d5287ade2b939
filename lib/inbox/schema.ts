import { z } from "zod";
import type { ActionRefusal } from "@/lib/run-action";
import type { ChatMessage } from "@/lib/sessions/schema";
import type { Citation } from "@/lib/tasks/citations/schema";
import type { AnswerKind, Fact, FieldSpec, ProposedChange, ReviewOutcome } from "@/lib/tasks/schema";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

/** The tabs of the inbox, in their order. */
export const inboxTabs = ["mine", "unassigned", "open", "claimant", "snoozed", "decided"] as const;
export type InboxTab = (typeof inboxTabs)[number];

/** What a list of cases can be sorted by. */
export const caseSorts = ["priority", "due", "oldest", "newest", "amount"] as const;
export type CaseSort = (typeof caseSorts)[number];

/** The most tags that a case has. */
export const maxTags = 10;
/** A tag: short, in small letters. */
export const tagSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9 _-]{0,29}$/, "a tag has at most 30 small letters, digits, spaces, - or _");

/** The search of a list of cases, as the page's address and the API have it. */
export const caseQuerySchema = z.object({
  tab: z.enum(inboxTabs).default("open"),
  search: z.string().max(200).optional(),
  sort: z.enum(caseSorts).optional(),
  queue: z.string().max(40).optional(),
  tag: tagSchema.optional(),
  flagged: z.boolean().optional(),
  overdue: z.boolean().optional(),
  escalated: z.boolean().optional(),
});
export type CaseQuery = z.input<typeof caseQuerySchema>;

/** A person as cases name them. */
export interface CasePerson {
  id: string;
  name: string;
}

/** A stored decision. */
export interface DecisionView {
  id: string;
  caseId: string;
  waitId: string;
  /** approve, reject, request_information, or the id of an outcome. */
  verdict: string;
  /** In words: "Approved", "More documents". */
  verdictLabel: string;
  reason: string | null;
  reasonCode: string | null;
  question: string | null;
  fields: string[];
  documents: string[];
  edits: Record<string, unknown> | null;
  /** The corrections that the reviewer saw, as stored; null when they did not say. */
  seenEdits: Record<string, unknown> | null;
  decidedBy: string;
  decidedById: string;
  /** ISO 8601. */
  decidedAt: string;
}

/** A decision that can still be undone. */
export interface PendingDecisionView {
  id: string;
  verdict: string;
  verdictLabel: string;
  reason: string | null;
  decidedBy: CasePerson;
  decidedAt: string;
  /** When it is committed, ISO 8601. */
  commitAt: string;
}

/** What became of a decision that could be undone. */
export interface DecisionFate {
  status: "pending" | "committed" | "undone" | "cancelled";
  /** Null unless it was cancelled. */
  cancelledBy: CancelledDecisionView["cancelledBy"] | null;
}

/** A decision of the viewer's that was cancelled before its time, with what they had typed. */
export interface CancelledDecisionView extends PendingDecisionView {
  question: string | null;
  reasonCode: string | null;
  /**
   * new_evidence: the claimant added something. closed: the case was closed. not_allowed: they may not decide it.
   * failed: it could not be stored.
   */
  cancelledBy: "new_evidence" | "closed" | "not_allowed" | "failed";
  cancelledAt: string;
}

/** An approval of a case that needs more than one. */
export interface ApprovalView {
  by: CasePerson;
  reason: string | null;
  at: string;
}

/** One part of a case's priority, in words: { points: 2, text: "amount of $12,000.00" }. */
export interface PriorityPart {
  part: "task" | "amount" | "age" | "due" | "flags" | "answered" | "escalated";
  points: number;
  text: string;
}

/** One case in a list. */
export interface CaseRow {
  /** In the address of its page and in the API. */
  caseId: string;
  /** The newest round. */
  waitId: string;
  /** 1 for the first; more after requests for information. */
  round: number;
  sessionId: string;
  queue: string;
  reference: string;
  claimantName: string;
  /** "Car", "Apartment". */
  subject: string;
  /** The beginning of the claimant's first message, for a case without an amount; else null. */
  opening: string | null;
  /** In cents, with the correction of a reviewer. */
  amountCents: number | null;
  /** Without a correction that no approval has made final: what the claimant knows. */
  claimedCents: number | null;
  currency: string;
  status: "open" | "waiting_on_claimant" | "decided" | "cancelled";
  /** When the case was opened, ISO 8601. */
  waitingSince: string;
  /** Milliseconds that it was open, and that it waited on the claimant, at `asOf`. */
  activeMs: number;
  pausedMs: number;
  asOf: string;
  /** Null while the case waits for the claimant. */
  dueAt: string | null;
  isOverdue: boolean;
  escalatedAt: string | null;
  escalatedTo: CasePerson | null;
  snoozedUntil: string | null;
  /** The assignee; null when the case is unassigned or the lease has expired. */
  assignee: CasePerson | null;
  leaseUntil: string | null;
  priority: number;
  priorityParts: PriorityPart[];
  tags: string[];
  /** Why a person decides: "amount is at least $1,000". */
  reasons: string[];
  /** Warnings for the reviewer: "claimant asks for approval". */
  flags: string[];
  /** How many people have approved what is known now, and how many have to. */
  approvals: { given: number; needed: number };
  pending: PendingDecisionView | null;
  /** That of the newest round. */
  decision: DecisionView | null;
  /** When it was decided or cancelled. */
  closedAt: string | null;
  /** Grows when the claimant adds something. A decision names the version that the reviewer saw. */
  evidenceVersion: number;
  /** The claimant has added something since the viewer's last visit. Null before the first visit. */
  isNew: boolean | null;
  /** Changes that the claimant proposed after confirming. They apply only as edits of a decision. */
  proposed: ProposedChange[];
}

/** One correction, as it was made. Values as people read them; null when nothing was known, or it was taken back. */
export interface CaseEditView {
  key: string;
  label: string;
  before: string | null;
  after: string | null;
  by: CasePerson;
  at: string;
}

/** Words between reviewers. */
export interface CaseNoteView {
  id: string;
  by: CasePerson;
  text: string;
  mentions: CasePerson[];
  isEvidence: boolean;
  at: string;
}

/** Words to begin a reason or a question with. */
interface ReplyTemplateView {
  verdict: string;
  reasonCode: string;
  label: string;
  text: string;
}

/** Another case of the same claimant. */
export interface OtherCase {
  caseId: string;
  reference: string;
  subject: string;
  amountCents: number | null;
  currency: string;
  status: CaseRow["status"];
  verdictLabel: string | null;
  openedAt: string;
}

/** A round of a case: the question to the reviewers, its decision, and the claimant's answer to it. */
export interface CaseRound {
  waitId: string;
  openedAt: string;
  decision: DecisionView | null;
}

/** What the case's form offers. */
export interface CaseForm {
  question: string;
  fields: FieldSpec[];
  reasonRequiredTo: string[];
  /** Set when the decision answers a question. */
  answers?: AnswerKind;
  outcomes: ReviewOutcome[];
  /** The documents that the claimant can be asked for. */
  documents: string[];
}

/** Why the viewer may not decide a case. */
export const decideRefusals = ["own_claim", "supplied_evidence", "not_a_decider", "above_limit"] as const;
export type DecideRefusal = (typeof decideRefusals)[number];

/** An answer from documents that a workflow has drafted for a question. */
export interface CaseDraft {
  /** Empty when the documents have no answer. Its markers [1], [2] are places in `citations`. */
  answer: string;
  citations: Citation[];
  /** What was found in the documents, each with the words that fit best, the cited ones first. */
  passages: CaseClause[];
}

/** One case with everything that a decision needs. */
export interface CaseView extends CaseRow {
  question: string;
  form: CaseForm;
  messages: ChatMessage[];
  /** The facts, with the reviewers' corrections. */
  facts: Fact[];
  /** The corrections that the next verdict applies, by key, as stored. */
  edits: Record<string, unknown>;
  editHistory: CaseEditView[];
  notes: CaseNoteView[];
  approvalsGiven: ApprovalView[];
  /** A decision of the viewer's that the case's change has cancelled; null without one. */
  cancelledDecision: CancelledDecisionView | null;
  /** The newest message at the viewer's last visit; null before the first visit. */
  seenMessageSeq: number | null;
  seenAt: string | null;
  rounds: CaseRound[];
  otherCases: OtherCase[];
  /** The workflow names documents: their clauses that fit the case are read after the page. */
  hasDocuments: boolean;
  draft: CaseDraft | null;
  templates: ReplyTemplateView[];
  /** The people who may have the case, for "Assign" and for @mentions. */
  colleagues: CasePerson[];
  graph: GraphView;
  path: GraphPath;
  /** Decisions of earlier rounds and of earlier cases of the same session, oldest first. */
  history: DecisionView[];
  /** Why the viewer may not decide it: then the buttons are not offered. */
  refusal: DecideRefusal | null;
  /** The reviewer is the claimant. */
  isOwnClaim: boolean;
}

/** A clause beside a case; `fits`: it is about what is known of the case. */
export interface CaseClause extends Citation {
  fits: boolean;
}

/** What a decision came to. approved: more people have to approve. pending: it can be undone until its time. */
export type DecisionResult =
  | { type: "decided"; decision: DecisionView }
  | { type: "approved"; given: number; needed: number }
  | { type: "pending"; pending: PendingDecisionView };

/** What is typed for a decision. `fields` and `documents`: what is ticked, one a line. */
export type DecisionTexts = Record<
  "reason" | "reason_code" | "question" | "question_code" | "fields" | "documents",
  string
>;

/** What an action of the inbox came to; the result of a decision, null for everything else. */
export type InboxActionResult = { ok: true; result: DecisionResult | null } | ActionRefusal;
