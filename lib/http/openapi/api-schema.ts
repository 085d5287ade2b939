import { z } from "zod";
import { maxMessageLength, messageText } from "@/lib/chat/schema";
import { graphId } from "@/lib/engine/definition-kit";
import type { MigrationGroup } from "@/lib/sessions/changing/migrate-session";
import { apiStatusSchema, citationsSchema, retryAfterSchema } from "@/lib/sessions/reading/schema";
import { citationSchema } from "@/lib/tasks/citations/schema";
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
    citations: citationsSchema.meta({
      description:
        "What the markers [1], [2] of the response stand for, in their order: those of its newest message that " +
        "cites; absent without any.",
    }),
    status: apiStatusSchema,
    status_message: z.string().nullable(),
    current_task_id: z.string(),
    retry_after: retryAfterSchema,
    waiting_for: z.enum(["claimant", "reviewer"]).optional(),
  })
  .meta({ id: "ExecuteAnswer" });
export type ExecuteAnswer = z.infer<typeof executeAnswerSchema>;

const maxWishLength = 1_000;

/** The body of `POST /recommend`. */
export const recommendBodySchema = z
  .strictObject({
    content: messageText
      .pipe(
        z.string().max(maxWishLength, `A wish can have at most ${maxWishLength.toLocaleString("en-US")} characters.`),
      )
      .meta({
        description: "What the person wants to be insured for, or to know about it.",
        override: { type: "string", minLength: 1, maxLength: maxWishLength },
      }),
  })
  .meta({ id: "RecommendBody" });
export type RecommendBody = z.infer<typeof recommendBodySchema>;

/** The answer of `POST /recommend`. */
export const recommendAnswerSchema = z
  .strictObject({
    session_id: z.uuid().meta({ description: "`GET /session/{id}` shows how the response came about." }),
    response: z.string(),
    citations: z.array(citationSchema).meta({
      description: "What the markers [1], [2] of the response stand for, in their order.",
    }),
    status: apiStatusSchema,
    retry_after: retryAfterSchema,
  })
  .meta({ id: "RecommendAnswer" });
export type RecommendAnswer = z.infer<typeof recommendAnswerSchema>;

const contextValues = z.record(z.string(), z.json());

/** The query of `GET /api/v1/sessions/{id}/state`. */
export const stateQuerySchema = z.strictObject({
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
/** The body of `POST /api/v1/sessions/{id}/task`. */
export const goToTaskBodySchema = z.strictObject({ task_id: z.string().min(1).max(100) }).meta({ id: "GoToTask" });
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
      stranded_because: "refusal" in outcome ? outcome.refusal : null,
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
