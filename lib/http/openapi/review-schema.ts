import { z } from "zod";
import { caseNoteBodySchema, decisionBodySchema, snoozeBodySchema } from "@/lib/inbox/acting/schema";
import { absenceBodySchema, queueBodySchema, queueRecordSchema } from "@/lib/inbox/queues/schema";
import {
  type CaseRow,
  type CaseView,
  caseSorts,
  type DecisionResult,
  type DecisionView,
  decideRefusals,
  inboxTabs,
  tagSchema,
} from "@/lib/inbox/schema";
import { pageAnswerFields, pageQueryFields } from "@/lib/paging/schema";
import { citationsSchema } from "@/lib/sessions/reading/schema";
import { fieldSpecSchema, reviewOutcomeSchema } from "@/lib/tasks/schema";

// The bodies of /api/v1/reviews. `id` is that of the case; the id of one of its questions works too.

/** The query of `GET /api/v1/reviews`. */
export const reviewQuerySchema = z.strictObject({
  status: z.enum(inboxTabs).default("open"),
  ...pageQueryFields,
  search: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "The beginning of a reference, or a part of the claimant's name or words." }),
  queue: z.string().max(40).optional(),
  tag: tagSchema.optional(),
  sort: z.enum(caseSorts).optional(),
});

/** Many programs write every field: one that is null is the same as none. */
const withoutNulls = (body: unknown): unknown =>
  typeof body === "object" && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
    : body;
/** The body of `POST /api/v1/reviews/{id}/decision`. */
export const decisionBody = z
  .preprocess(withoutNulls, decisionBodySchema)
  .meta({ id: "DecisionBody", description: "A field that is null is the same as none." });
/** The body of `POST /api/v1/reviews/{id}/note`. */
export const noteBody = caseNoteBodySchema.meta({ id: "NoteBody" });
/** The body of `POST /api/v1/reviews/{id}/snooze`. */
export const snoozeBody = snoozeBodySchema.meta({ id: "SnoozeBody" });
/** The body of `POST /api/v1/absences`. */
export const absenceBody = absenceBodySchema.meta({ id: "AbsenceBody" });
/** The body of `PUT /api/v1/queues/{id}`. */
export const queueBody = queueBodySchema.meta({ id: "QueueBody" });
/** The answer of operations that create or remove one thing: its id. */
export const createdSchema = z.strictObject({ id: z.uuid() }).meta({ id: "Created" });
/** The answer of `GET` and `PUT /api/v1/queues/{id}`. */
export const queueAnswerSchema = queueRecordSchema.meta({ id: "Queue" });

/** A stored decision. */
export const decisionSchema = z
  .strictObject({
    id: z.string(),
    review_id: z.uuid(),
    verdict: z.string(),
    reason: z.string().nullable(),
    reason_code: z.string().nullable(),
    question: z.string().nullable(),
    fields: z.array(z.string()),
    documents: z.array(z.string()),
    edits: z.record(z.string(), z.unknown()).nullable(),
    seen_edits: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The corrections that the reviewer saw; null when the decision did not say." }),
    decided_by: z.string(),
    decided_at: z.string(),
  })
  .meta({ id: "Decision" });
type DecisionRecord = z.infer<typeof decisionSchema>;

/** An approval that is not the last one. */
export const approvalSchema = z
  .strictObject({ approvals: z.strictObject({ given: z.int(), needed: z.int() }) })
  .meta({ id: "Approval", description: "It is stored; more people have to approve before the case is decided." });

const reviewFields = {
  id: z.uuid(),
  session_id: z.uuid(),
  round: z.int().meta({ description: "1; more after requests for information." }),
  queue: z.string(),
  reference: z.string(),
  claimant: z.string(),
  subject: z.string(),
  amount_cents: z.int().nullable().meta({ description: "With the correction of a reviewer." }),
  currency: z.string(),
  status: z.enum(["open", "waiting_on_claimant", "decided", "cancelled"]),
  waiting_since: z.string(),
  active_seconds: z.int().meta({ description: "Time that it was open; not the time in which the claimant answers." }),
  due_at: z.string().nullable(),
  assignee: z.string().nullable(),
  snoozed_until: z.string().nullable(),
  escalated_at: z.string().nullable(),
  priority: z.int(),
  priority_parts: z.array(z.strictObject({ points: z.int(), text: z.string() })),
  tags: z.array(z.string()),
  reasons: z.array(z.string()),
  flags: z.array(z.string()),
  approvals: z.strictObject({ given: z.int(), needed: z.int() }),
  expected_version: z.int().meta({ description: "What a decision on this review names as the version it saw." }),
  proposed: z
    .array(
      z.strictObject({
        fact: z.string().meta({ description: "The key under which `edits` of a decision take it over." }),
        label: z.string(),
        from: z.string().nullable().meta({ description: "The fact that stands, as people read it." }),
        to: z.string(),
        value: z.string().meta({ description: "What to send as the edit." }),
        message_seq: z.int(),
      }),
    )
    .meta({
      description: "What the claimant wants changed since they confirmed. It applies only as a decision's edit.",
    }),
  decision: decisionSchema.nullable(),
};
const reviewSchema = z.strictObject(reviewFields).meta({ id: "Review" });
type ReviewRecord = z.infer<typeof reviewSchema>;

/** The answer of `GET /api/v1/reviews`. */
export const reviewListSchema = z
  .strictObject({ reviews: z.array(reviewSchema), ...pageAnswerFields })
  .meta({ id: "ReviewList" });

const factSchema = z.strictObject({ key: z.string(), label: z.string(), value: z.json(), text: z.string().nullable() });

/** The answer of `GET /api/v1/reviews/{id}`. */
export const reviewDetailSchema = z
  .strictObject({
    ...reviewFields,
    form: z.strictObject({
      question: z.string(),
      fields: z.array(fieldSpecSchema),
      outcomes: z.array(reviewOutcomeSchema),
      reason_required_to: z.array(z.string()),
      documents: z.array(z.string()).meta({ description: "What a request for information can ask for." }),
    }),
    facts: z.array(factSchema),
    edits: z.record(z.string(), z.unknown()).meta({ description: "Corrections that the next decision applies." }),
    messages: z.array(
      z.strictObject({
        seq: z.int(),
        role: z.string(),
        text: z.string(),
        created_at: z.string(),
        citations: citationsSchema,
      }),
    ),
    notes: z.array(
      z.strictObject({ by: z.string(), text: z.string(), is_evidence: z.boolean(), created_at: z.string() }),
    ),
    history: z.array(decisionSchema),
    refusal: z.enum(decideRefusals).nullable().meta({ description: "Why the caller may not decide it." }),
  })
  .meta({ id: "ReviewDetail" });

/** A decision in the format of the API. */
export const toDecisionRecord = (decision: DecisionView): DecisionRecord => ({
  id: decision.id,
  review_id: decision.caseId,
  verdict: decision.verdict,
  reason: decision.reason,
  reason_code: decision.reasonCode,
  question: decision.question,
  fields: decision.fields,
  documents: decision.documents,
  edits: decision.edits,
  seen_edits: decision.seenEdits,
  decided_by: decision.decidedBy,
  decided_at: decision.decidedAt,
});

/** What a decision came to, in the format of the API, with its status. */
export const toDecisionAnswer = (result: DecisionResult): { status: 200 | 202; body: object } =>
  result.type === "decided"
    ? { status: 200, body: decisionSchema.parse(toDecisionRecord(result.decision)) }
    : {
        status: 202,
        body: approvalSchema.parse({
          approvals:
            result.type === "approved" ? { given: result.given, needed: result.needed } : { given: 0, needed: 1 },
        }),
      };

/** A review in the format of the API. */
export const toReviewRecord = (row: CaseRow): ReviewRecord => ({
  id: row.caseId,
  session_id: row.sessionId,
  round: row.round,
  queue: row.queue,
  reference: row.reference,
  claimant: row.claimantName,
  subject: row.subject,
  amount_cents: row.amountCents,
  currency: row.currency,
  status: row.status,
  waiting_since: row.waitingSince,
  active_seconds: Math.round(row.activeMs / 1_000),
  due_at: row.dueAt,
  assignee: row.assignee?.name ?? null,
  snoozed_until: row.snoozedUntil,
  escalated_at: row.escalatedAt,
  priority: row.priority,
  priority_parts: row.priorityParts.map(({ points, text }) => ({ points, text })),
  tags: row.tags,
  reasons: row.reasons,
  flags: row.flags,
  approvals: row.approvals,
  expected_version: row.evidenceVersion,
  proposed: row.proposed.map(({ key, label, from, to, typed, messageSeq }) => ({
    fact: key,
    label,
    from,
    to,
    value: typed,
    message_seq: messageSeq,
  })),
  decision: row.decision && toDecisionRecord(row.decision),
});

/** A review with everything that a decision needs. */
export const toReviewDetail = (view: CaseView): z.input<typeof reviewDetailSchema> => ({
  ...toReviewRecord(view),
  form: {
    question: view.form.question,
    fields: view.form.fields,
    outcomes: view.form.outcomes,
    reason_required_to: view.form.reasonRequiredTo,
    documents: view.form.documents,
  },
  facts: view.facts.map(({ key, label, value, text }) => ({ key, label, value, text })),
  edits: view.edits,
  messages: view.messages.map(({ seq, role, text, createdAt, citations }) => ({
    seq,
    role,
    text,
    created_at: createdAt,
    citations,
  })),
  notes: view.notes.map(({ by, text, isEvidence, at }) => ({
    by: by.name,
    text,
    is_evidence: isEvidence,
    created_at: at,
  })),
  history: view.history.map(toDecisionRecord),
  refusal: view.refusal,
});
