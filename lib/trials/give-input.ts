import type { JsonValue } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { checkDecision } from "@/lib/tasks/review/check-decision";
import { confirmWords, waitFormSchema } from "@/lib/tasks/schema";
import type { TrialInput } from "./schema";
import { maxClockMs, type TrialState, valuesOf } from "./state";

type InputOf<Type extends TrialInput["type"]> = Extract<TrialInput, { type: Type }>;

/**
 * The state with an input that its next run reads. Throws AppError `conflict` for an input that nothing waits for,
 * `invalid` for a decision that the form does not allow.
 */
export function giveInput(state: TrialState, input: TrialInput, actorId: string): TrialState {
  if (state.status === "completed" || state.status === "cancelled") throw refusal("This test run has ended.");
  switch (input.type) {
    case "message":
      return giveMessage(state, input);
    case "decision":
      return { ...state, answer: decisionOf(state, input, actorId) };
    case "system":
      return { ...state, given: { ...state.given, [input.taskPath]: { status: input.status, body: input.body } } };
    case "time":
      return passTime(state);
  }
}

function passTime(state: TrialState): TrialState {
  const clockMs = state.clockMs + waitMsOf(state);
  if (clockMs > maxClockMs) throw refusal("A hundred years have passed in this test run. Start again.");
  return { ...state, clockMs };
}

const refusal = (detail: string): AppError => new AppError("conflict", { detail });

function giveMessage(state: TrialState, { text, facts, confirms }: InputOf<"message">): TrialState {
  const { wait, status } = state;
  if (status === "waiting" && wait?.audience === "reviewer")
    throw refusal("A reviewer answers now. In a test run, the claimant writes again afterwards.");
  if (status === "failed") throw refusal("A task has failed. Let the time pass first, so that it is tried again.");
  if (text === "" && !confirms && Object.keys(facts).length === 0)
    throw new AppError("invalid", { fields: { text: "Write a message first." } });
  const content = text || (confirms ? confirmWords.yes : "");
  const waitId = String(state.stepSeq);
  const messages = [...state.messages, { role: "user" as const, content, timestamp: timeOf(state) }];
  return {
    ...state,
    messages: content === "" ? state.messages : messages,
    answer: {
      type: "message",
      asked: wait !== null,
      text,
      messageSeqs: content === "" ? [] : [messages.length],
      facts,
      confirmsWaitId: confirms ? waitId : null,
      waitId,
    },
  };
}

function decisionOf(state: TrialState, decision: InputOf<"decision">, actorId: string): JsonValue {
  const form = waitFormSchema.safeParse(state.wait?.form).data;
  if (state.status !== "waiting" || form?.type !== "decision") throw refusal("Nothing waits for a reviewer.");
  const { verdict, reason = "", question = "", documents = [] } = decision;
  const { read, problems } = checkDecision(form, valuesOf(state), decision);
  if (verdict === "request_information" && !question && !reason && documents.length === 0)
    problems.question = "Write what the claimant is asked.";
  if (Object.keys(problems).length > 0) throw new AppError("invalid", { fields: problems });
  return {
    type: "decision",
    decisionId: String(state.stepSeq),
    verdict,
    reason: reason || null,
    question: question || null,
    documents,
    edits: read,
    actorId,
    fields: form.fields,
    outcomes: form.outcomes,
  };
}

/** Milliseconds until the timer of the open question or the retry of a failed task is due; 0 without one. */
export function waitMsOf({ status, wait, steps }: TrialState): number {
  if (status === "waiting") return wait?.wakeInMs ?? 0;
  return status === "failed" ? (steps.at(-1)?.retryInMs ?? 0) : 0;
}

/** The time of the run's clock, ISO 8601. */
export const timeOf = ({ clockMs }: TrialState): string => new Date(Date.now() + clockMs).toISOString();
