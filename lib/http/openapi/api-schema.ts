import { z } from "zod";
import { maxMessageLength, messageText } from "@/lib/chat/schema";
import { graphId } from "@/lib/engine";
import { type DecisionView, decisionBodySchema, type ReviewListItem, verdicts } from "@/lib/inbox/schema";
import type { MigrationGroup } from "@/lib/sessions/changing/migrate-session";
import { apiStatusSchema, retryAfterSchema } from "@/lib/sessions/reading/schema";
import { personText } from "@/lib/text";

// The bodies of the HTTP API: snake_case, ISO 8601, integer cents. Routes parse and answer with these schemas, and the
// OpenAPI document is generated from them.

/** The body of `POST /execute`. */
export const executeBodySchema = z
  .strictObject({
    session_id: z.uuid().optional().meta({ description: "Continues this session; without it a new one starts." }),
    content: messageText.meta({
      description: "What the claimant says.",
      override: { type: "string", minLength: 1, maxLength: maxMessageLength },
    }),
    workflow: graphId.optional().meta({ description: "The workflow to start; insurance-claims if not given." }),
  })
  .meta({ id: "ExecuteBody" });
export type ExecuteBody = z.infer<typeof executeBodySchema>;

/** The answer of `POST /execute`. */
export const executeAnswerSchema = z
  .strictObject({
    session_id: z.uuid(),
    response: z.string(),
    status: apiStatusSchema,
    status_message: z.string().nullable(),
    current_task_id: z.string(),
    retry_after: retryAfterSchema,
    waiting_for: z.enum(["claimant", "reviewer"]).optional(),
  })
  .meta({ id: "ExecuteAnswer" });
export type ExecuteAnswer = z.infer<typeof executeAnswerSchema>;

/** The query of `GET /api/v1/reviews`. */
export const reviewQuerySchema = z.object({ status: z.enum(["open", "decided", "claimant"]).default("open") });

/** Many programs write every field: one that is null is the same as none. */
const withoutNulls = (body: unknown): unknown =>
  typeof body === "object" && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
    : body;
/** The body of `POST /api/v1/reviews/{id}/decision`. */
export const decisionBody = z
  .preprocess(withoutNulls, decisionBodySchema)
  .meta({ id: "DecisionBody", description: "A field that is null is the same as none." });

/** A stored decision. */
export const decisionSchema = z
  .strictObject({
    id: z.string(),
    review_id: z.uuid(),
    verdict: z.enum(verdicts),
    reason: z.string().nullable(),
    edits: z.record(z.string(), z.unknown()).nullable(),
    decided_by: z.string(),
    decided_at: z.string(),
  })
  .meta({ id: "Decision" });
export type DecisionRecord = z.infer<typeof decisionSchema>;

const reviewSchema = z
  .strictObject({
    id: z.uuid(),
    session_id: z.uuid(),
    reference: z.string(),
    claimant: z.string(),
    subject: z.string(),
    amount_cents: z.int().nullable(),
    currency: z.string(),
    status: z.enum(["open", "waiting_on_claimant", "decided"]),
    waiting_since: z.string(),
    due_at: z.string().nullable(),
    assignee: z.string().nullable(),
    reasons: z.array(z.string()),
    flags: z.array(z.string()),
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
  })
  .meta({ id: "Review" });
export type ReviewRecord = z.infer<typeof reviewSchema>;

/** The answer of `GET /api/v1/reviews`. */
export const reviewListSchema = z.strictObject({ reviews: z.array(reviewSchema) }).meta({ id: "ReviewList" });

const contextValues = z.record(z.string(), z.json());

/** The query of `GET /api/v1/sessions/{id}/state`. */
export const stateQuerySchema = z.object({
  step: z
    .string("A whole number, please.")
    .regex(/^\d{1,9}$/, "A whole number, please.")
    .transform(Number)
    .meta({ description: "The state after this step; 0 is before the first." }),
});
/** The answer of `GET /api/v1/sessions/{id}/state`. */
export const pastStateSchema = z
  .strictObject({ session_id: z.uuid(), step: z.int(), current_task_id: z.string(), context: contextValues })
  .meta({ id: "PastState" });

/** The body of `POST /api/v1/sessions/{id}/fork`. */
export const forkBodySchema = z
  .strictObject({
    step: z.int32().min(0),
    context: contextValues.default({}).meta({ description: "Values to change first." }),
  })
  .meta({ id: "ForkBody" });
/** The answer of `POST /api/v1/sessions/{id}/fork`. */
export const forkAnswerSchema = z.strictObject({ session_id: z.uuid(), reference: z.string() }).meta({ id: "Fork" });

/** The body of `POST /api/v1/sessions/{id}/cancel`. */
export const cancelBodySchema = z.strictObject({ reason: personText(200) }).meta({ id: "CancelBody" });
/** The answer of an operation that has no other result. */
export const doneSchema = z.strictObject({ session_id: z.uuid() }).meta({ id: "Done" });

/** The body of a migration and of its preview. */
export const migrationBodySchema = z
  .strictObject({
    to_version: z.int32().min(1),
    mapping: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: "Old task id to new task id; tasks of the same id need no entry." }),
  })
  .meta({ id: "MigrationBody" });
/** The answer of `POST /api/v1/sessions/{id}/migration`. */
export const migrationAnswerSchema = z
  .strictObject({ session_id: z.uuid(), current_task_id: z.string() })
  .meta({ id: "Migration" });
/** The answer of `POST /api/v1/workflows/{id}/migration-preview`. */
export const migrationPreviewSchema = z
  .strictObject({
    moves: z.int(),
    stranded: z.int(),
    groups: z.array(
      z.strictObject({
        from_version: z.int(),
        task_id: z.string(),
        sessions: z.int(),
        goes_to: z.string().nullable(),
        stranded_because: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "MigrationPreview" });

/** The preview in the format of the API. */
export const toMigrationPreview = (groups: MigrationGroup[]): z.infer<typeof migrationPreviewSchema> => {
  const count = (some: MigrationGroup[]): number => some.reduce((sum, { sessions }) => sum + sessions, 0);
  const isMoving = ({ outcome }: MigrationGroup): boolean => "goesTo" in outcome;
  return {
    moves: count(groups.filter(isMoving)),
    stranded: count(groups.filter((group) => !isMoving(group))),
    groups: groups.map(({ fromVersion, taskId, sessions, outcome }) => ({
      from_version: fromVersion,
      task_id: taskId,
      sessions,
      goes_to: "goesTo" in outcome ? outcome.goesTo : null,
      stranded_because: "stranded" in outcome ? outcome.stranded : null,
    })),
  };
};

/** Every refusal: problem details (RFC 9457). */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });

/** A decision in the format of the API. */
export const toDecisionRecord = (decision: DecisionView): DecisionRecord => ({
  id: decision.id,
  review_id: decision.waitId,
  verdict: decision.verdict,
  reason: decision.reason,
  edits: decision.edits,
  decided_by: decision.decidedBy,
  decided_at: decision.decidedAt,
});

/** A review in the format of the API. */
export const toReviewRecord = (item: ReviewListItem): ReviewRecord => ({
  id: item.waitId,
  session_id: item.sessionId,
  reference: item.reference,
  claimant: item.claimantName,
  subject: item.subject,
  amount_cents: item.amountCents,
  currency: item.currency,
  status: item.status,
  waiting_since: item.waitingSince,
  due_at: item.dueAt,
  assignee: item.assignee?.name ?? null,
  reasons: item.reasons,
  flags: item.flags,
  expected_version: item.evidenceVersion,
  proposed: item.proposed.map(({ key, label, from, to, typed, messageSeq }) => ({
    fact: key,
    label,
    from,
    to,
    value: typed,
    message_seq: messageSeq,
  })),
  decision: item.decision && toDecisionRecord(item.decision),
});
