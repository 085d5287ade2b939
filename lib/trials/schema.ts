import { z } from "zod";
import type { Citation } from "@/lib/tasks/citations/schema";
import {
  contextKeySchema,
  documentNameSchema,
  type Fact,
  maxDocuments,
  verdictSchema,
  waitFormSchema,
} from "@/lib/tasks/schema";
import { personText } from "@/lib/text";
import type { GraphPath } from "@/lib/workflows/schema";

// A test run: a designer runs a draft and gives every input. Nothing of it is stored, sent or decided. The client keeps
// its state between two requests.

/** The largest state of a test run, as bytes of a body that has it: the rest of the body is for the input. */
export const maxStateBytes = 1_500_000;

const typedValue = z.union([personText(2_000), z.number(), z.boolean()]);

/** What the claimant writes, types into the form of the question, or confirms by button. */
const messageInput = z.strictObject({
  type: z.literal("message"),
  text: personText(4_000).default(""),
  facts: z.record(contextKeySchema, typedValue.nullable()).default({}),
  confirms: z.boolean().default(false).meta({ description: "The button of a confirmation was pressed." }),
});

/** What a reviewer decides. */
const decisionInput = z.strictObject({
  type: z.literal("decision"),
  verdict: verdictSchema,
  reason: personText(2_000).optional(),
  question: personText(2_000).optional().meta({ description: "Of a request for information." }),
  documents: z.array(documentNameSchema).max(maxDocuments).optional(),
  edits: z.record(contextKeySchema, typedValue).optional(),
});

const statusWords = "A status is a whole number from 200 to 599.";

/** What another system answers to the request of a task. */
const systemInput = z.strictObject({
  type: z.literal("system"),
  taskPath: z.string().min(1).max(200),
  status: z.int(statusWords).min(200, statusWords).max(599, statusWords).default(200),
  body: z.string().max(100_000).default("").meta({ description: "Usually JSON." }),
});

/** Time passes: a timer runs out, a failed task is tried again, a paused session goes on. */
const timeInput = z.strictObject({ type: z.literal("time") });

/** One thing that a person, another system or the time does in a test run. */
const trialInputSchema = z.discriminatedUnion("type", [messageInput, decisionInput, systemInput, timeInput]);
/** One thing that a person, another system or the time does in a test run. */
export type TrialInput = z.infer<typeof trialInputSchema>;

/** The small claims that the claimant of a test run has confirmed before. Cents. */
export const earlierClaimsSchema = z.strictObject({
  count: z.int().min(0).max(100),
  totalCents: z.int().min(0).max(100_000_000),
});
/** The small claims that the claimant of a test run has confirmed before. Cents. */
export type EarlierClaims = z.infer<typeof earlierClaimsSchema>;

/** The body of `POST /api/v1/workflows/{id}/test-run`. */
export const trialBodySchema = z
  .strictObject({
    state: z
      .string()
      .max(maxStateBytes)
      .optional()
      .meta({ description: "As the last answer gave it. Without it a new test run begins." }),
    input: trialInputSchema
      .optional()
      .meta({ description: "What happens next. Without it a new test run begins and says its first words." }),
    earlierClaims: earlierClaimsSchema
      .optional()
      .meta({ description: "Of a new test run: the small claims that the claimant has confirmed before." }),
  })
  .meta({ id: "TestRunBody" });
export type TrialBody = z.infer<typeof trialBodySchema>;
/** What a client sends: defaults may be left out. */
export type TrialRequest = z.input<typeof trialBodySchema>;

/** Whom or what a test run waits for. `time`: a timer, a retry or a pause. */
const trialWaits = ["claimant", "reviewer", "system", "time"] as const;
export type TrialWait = (typeof trialWaits)[number];

/** The request that a task would send to another system. It shows the names of secrets, not their values. */
const systemRequestSchema = z.strictObject({
  taskPath: z.string(),
  taskLabel: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  body: z.string().nullable(),
  expects: z
    .array(z.strictObject({ from: z.string(), into: z.string(), type: z.string(), required: z.boolean() }))
    .meta({ description: "The values that the task takes from the answer." }),
  example: z.string().meta({ description: "An answer that has all of them." }),
});
/** A request to another system, as it would be sent. */
export type SystemRequest = z.infer<typeof systemRequestSchema>;

const citation = z.custom<Citation>().meta({ type: "object", description: "As in the messages of a session." });

const trialMessageSchema = z.strictObject({
  seq: z.int(),
  role: z.enum(["user", "assistant", "system"]),
  text: z.string(),
  createdAt: z.string().meta({ description: "ISO 8601" }),
  citations: z.array(citation).optional(),
});
/** One message of a test run. */
export type TrialMessage = z.infer<typeof trialMessageSchema>;

const trialStepSchema = z.strictObject({
  seq: z.int(),
  taskId: z.string(),
  taskLabel: z.string(),
  status: z.enum(["done", "failed"]),
  statusMessage: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** Milliseconds. */
  durationMs: z.number(),
  attempt: z.int(),
  changes: z
    .array(z.strictObject({ key: z.string(), value: z.json() }))
    .meta({ description: "What the step stored in the context; null for a key that it removed." }),
});
/** One step of a test run. */
export type TrialStep = z.infer<typeof trialStepSchema>;

/** The answer of `POST /api/v1/workflows/{id}/test-run`. */
export const trialViewSchema = z
  .strictObject({
    state: z.string().meta({ description: "To be sent with the next request, unchanged." }),
    revision: z.int().meta({ description: "The revision of the draft that it ran on." }),
    status: z.enum(["waiting", "paused", "failed", "completed"]),
    statusText: z.string().meta({ description: "Its status in words." }),
    waitsFor: z.enum(trialWaits).nullable(),
    waitMs: z.number().nullable().meta({ description: "Until a timer or a retry is due: milliseconds." }),
    form: waitFormSchema.nullable().meta({ description: "What is asked, of the claimant or of the reviewer." }),
    facts: z.custom<Fact[]>().meta({ type: "array", description: "The facts that the form shows." }),
    reasons: z.array(z.string()).meta({ description: "Why a reviewer is asked." }),
    notes: z.array(z.string()).meta({ description: "What is different from a session." }),
    request: systemRequestSchema.nullable().meta({ description: "What another system is asked." }),
    error: z.string().nullable(),
    path: z.custom<GraphPath>().meta({ type: "object", description: "The tasks and edges that it took." }),
    messages: z.array(trialMessageSchema),
    steps: z.array(trialStepSchema),
    values: z.record(z.string(), z.json()).meta({ description: "The context as it is now." }),
  })
  .meta({ id: "TestRun" });
export type TrialView = z.infer<typeof trialViewSchema>;
