import { processState } from "@/lib/process-state";
import type { LlmError, LlmErrorReason } from "./llm-error";
import { type ChosenModel, getModel, modelNames } from "./model";

/** How a model has answered this process last. */
export interface ModelState {
  modelId: string;
  host: string;
  /** demo: built in, always there · untried: not asked yet · else its last answer, or why there was none. */
  state: "demo" | "untried" | "ok" | LlmErrorReason;
  /** The last failure in words; null when the last call went well. */
  message: string | null;
  /** When it was asked last. */
  at: Date | null;
}

type Outcome = Pick<ModelState, "state" | "message" | "at">;

const outcomes = processState("model-outcomes", () => new Map<string, Outcome>());

/** Keeps what became of a call. A failure that is not the server's (a call that was stopped, one bad answer) counts as an answer. */
export function noteOutcome({ server }: ChosenModel, failure: LlmError | null, at = new Date()): void {
  if (failure?.reason === "aborted") return;
  const reason = failure?.isOfServer ? failure.reason : null;
  outcomes.set(server, { state: reason ?? "ok", message: reason && failure ? failure.message : null, at });
}

/** Every model that tasks may name, the default first, as this process knows it. Throws like `getModel`. */
export function modelStates(): ModelState[] {
  return modelNames().map((name) => {
    const { modelId, host, server, isDemo } = getModel(name);
    const untried: Outcome = { state: isDemo ? "demo" : "untried", message: null, at: null };
    const outcome = isDemo ? untried : (outcomes.get(server) ?? untried);
    return { modelId, host, ...outcome };
  });
}

/** Whether a state is a reason why there was no answer. */
const isDown = ({ state }: ModelState): boolean => state !== "demo" && state !== "untried" && state !== "ok";

/** One word for `/health`: the default model's state, or the first one's that is down. Never throws. */
export function modelHealth(): ModelState["state"] | "misconfigured" {
  try {
    const states = modelStates();
    return (states.find(isDown) ?? states[0])?.state ?? "untried";
  } catch {
    return "misconfigured";
  }
}
