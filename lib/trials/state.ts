import { z } from "zod";
import { Context, type GraphDefinition, type JsonObject, Session, type WaitRequest } from "@/lib/engine";
import { applyPatch } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { unstoredSessionId } from "@/lib/llm/model-calls";
import { startValues } from "@/lib/sessions/start-session";
import { type EarlierClaims, earlierClaimsSchema, maxStateBytes, type SystemRequest } from "./schema";

const values = z.record(z.string(), z.json());

const stepSchema = z.strictObject({
  taskId: z.string(),
  status: z.enum(["done", "failed"]),
  action: z.string().nullable(),
  nextTaskId: z.string().nullable(),
  statusMessage: z.string().nullable(),
  patch: z.strictObject({ set: values, remove: z.array(z.string()) }),
  attempt: z.int(),
  errorMessage: z.string().nullable(),
  /** Milliseconds. */
  retryInMs: z.number().min(0).nullable(),
  durationMs: z.number(),
});

const messageSchema = z.strictObject({
  role: z.enum(["user", "assistant", "system"]),
  content: z.string(),
  timestamp: z.iso.datetime(),
  data: values.optional(),
});

const waitSchema = z.strictObject({
  audience: z.string().optional(),
  form: z.json(),
  data: values.optional(),
  dueInMs: z.number().optional(),
  wakeInMs: z.number().min(0).optional(),
});

const givenAnswerSchema = z.strictObject({ status: z.int(), body: z.string() });
/** What a designer answered for another system. */
export type GivenAnswer = z.infer<typeof givenAnswerSchema>;

/** How far the clock of a test run can be ahead: a hundred years, in milliseconds. */
export const maxClockMs = 100 * 366 * 86_400_000;

const stateSchema = z.strictObject({
  start: z.strictObject({ taskId: z.string(), values }),
  earlierClaims: earlierClaimsSchema,
  steps: z.array(stepSchema),
  messages: z.array(messageSchema),
  /** How many of the first messages the tasks no longer see. */
  hidden: z.int().min(0),
  taskId: z.string(),
  status: z.enum(["ready", "running", "paused", "waiting", "failed", "completed", "cancelled"]),
  statusMessage: z.string().nullable(),
  stepSeq: z.int().min(0),
  attempt: z.int().min(0),
  backStack: z.array(z.string()).max(100),
  wait: waitSchema.nullable(),
  /** The answer that no task has read yet. */
  answer: z.json().optional(),
  /** How far the clock of the run is ahead: milliseconds. */
  clockMs: z
    .number()
    .min(0)
    .max(100 * 366 * 86_400_000),
  /** What was answered for other systems in the current step, by the path of the task. */
  given: z.record(z.string(), givenAnswerSchema),
});
/** A test run between two requests: its history and its current task. */
export type TrialState = z.infer<typeof stateSchema>;

/** A test run after one run, with the request to another system at which it stopped. */
export interface RunTrial {
  state: TrialState;
  request: SystemRequest | null;
}

/** A new test run at the first task of a workflow. */
export function beginTrial(definition: GraphDefinition, earlierClaims: EarlierClaims | undefined): TrialState {
  const { startTaskId } = definition;
  return {
    start: { taskId: startTaskId, values: startValues(definition, "TEST-RUN") },
    earlierClaims: earlierClaims ?? { count: 0, totalCents: 0 },
    steps: [],
    messages: [],
    hidden: 0,
    taskId: startTaskId,
    status: "ready",
    statusMessage: null,
    stepSeq: 0,
    attempt: 0,
    backStack: [],
    wait: null,
    clockMs: 0,
    given: {},
  };
}

/** Throws AppError `invalid` for a text that is not the state of a test run. */
export function parseState(text: string): TrialState {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError("invalid", {
      detail: "This test run cannot go on: its state cannot be read. Start again.",
      fields: { state: "This is not the state of a test run." },
      cause: error,
    });
  }
}

/** The text that the client keeps. Throws AppError `conflict` for a run that has become too long. */
export function writeState(state: TrialState): string {
  const text = JSON.stringify(state);
  if (Buffer.byteLength(JSON.stringify(text)) > maxStateBytes)
    throw new AppError("conflict", { detail: "This test run has become too long to go on. Start again." });
  return text;
}

/** The context's values after every step. */
export const valuesOf = ({ start, steps }: TrialState): JsonObject =>
  steps.reduce<JsonObject>((known, { patch }) => applyPatch(known, patch), start.values);

/** The engine's session of a test run. */
export function sessionOf(state: TrialState, graphId: string): Session {
  const history = state.messages.slice(state.hidden).map((one, index) => ({ ...one, seq: state.hidden + index + 1 }));
  const session = new Session(unstoredSessionId, state.taskId, graphId, new Context(valuesOf(state), history));
  session.status = state.status;
  session.statusMessage = state.statusMessage;
  session.stepSeq = state.stepSeq;
  session.attempt = state.attempt;
  session.backStack = [...state.backStack];
  session.wait = state.wait as WaitRequest | null;
  session.answer = state.answer;
  return session;
}
