import { z } from "zod";
import { citationSchema } from "@/lib/tasks/citations/schema";
import { apiStatuses } from "../schema";

/** The status of a session, as the HTTP API names it. */
export const apiStatusSchema = z.enum(apiStatuses).meta({
  description: "An `Error` says in words that the message is saved; nothing is lost.",
});
/** When a failed session is retried, as the API answers it. */
export const retryAfterSchema = z
  .int()
  .min(1)
  .optional()
  .meta({ description: "Seconds until an `Error` is tried again by itself; absent when it is not." });

/** The citations of a text as the API answers them. */
export const citationsSchema = z
  .array(citationSchema)
  .optional()
  .meta({ description: "What the markers [1], [2] of the text stand for, in their order; absent without any." });

/** The answer of `GET /session/{id}`: a session with its context, its conversation and its steps. */
export const sessionRecordSchema = z
  .strictObject({
    id: z.uuid(),
    graph_id: z.string(),
    graph_version: z.int(),
    session_word: z
      .strictObject({ one: z.string(), many: z.string() })
      .meta({ description: "What the workflow calls one session and several of them." }),
    current_task_id: z.string(),
    status: apiStatusSchema,
    status_message: z.string().nullable(),
    retry_after: retryAfterSchema,
    context: z.json(),
    chat_history: z.array(
      z.strictObject({ role: z.string(), content: z.string(), timestamp: z.string(), citations: citationsSchema }),
    ),
    steps: z.array(
      z.strictObject({
        seq: z.int(),
        task_id: z.string(),
        status: z.enum(["done", "failed", "saved"]).meta({ description: "What became of this step." }),
        action: z.string().nullable(),
        next_task_id: z.string().nullable(),
        status_message: z.string().nullable(),
        duration_ms: z.int(),
        attempt: z.int(),
        error: z.string().nullable(),
        usage: z
          .strictObject({ model_id: z.string().nullable(), input_tokens: z.int(), output_tokens: z.int() })
          .nullable()
          .meta({ description: "What its model calls have cost, also when it failed; null when it asked no model." }),
        created_at: z.string(),
      }),
    ),
    usage: z.strictObject({ input_tokens: z.int(), output_tokens: z.int() }),
  })
  .meta({ id: "Session" });
export type SessionRecord = z.infer<typeof sessionRecordSchema>;
