import { processState } from "@/lib/process-state";
import type { LlmError, LlmErrorReason } from "./llm-error";
import { type ChosenModel, getModel, modelNames } from "./model";

/** The last result of a model in this process. */
interface ModelState {
  modelId: string;
  host: string;
  /** demo: built in · untried: not asked yet · ok: the last call worked · otherwise why the last call failed. */
  state: "demo" | "untried" | "ok" | LlmErrorReason;
  /** The last failure in words. Null when the last call worked. */
  message: string | null;
  /** The time of the last call. */
  at: Date | null;
}

type Outcome = Pick<ModelState, "state" | "message" | "at">;

const outcomes = processState("model-outcomes", () => new Map<string, Outcome>());

/** Stores the result of a call. An aborted call is ignored; an invalid answer counts as an answer. */
export function recordOutcome({ server }: ChosenModel, failure: LlmError | null, at = new Date()): void {
  if (failure?.reason === "aborted") return;
  const reason = failure?.isOfServer ? failure.reason : null;
  outcomes.set(server, { state: reason ?? "ok", message: reason && failure ? failure.message : null, at });
}

/** The state of every configured model, the default first. Throws like `getModel`. */
export function modelStates(): ModelState[] {
  return modelNames().map((name) => {
    const { modelId, host, server, isDemo } = getModel(name);
    const untried: Outcome = { state: isDemo ? "demo" : "untried", message: null, at: null };
    const outcome = isDemo ? untried : (outcomes.get(server) ?? untried);
    return { modelId, host, ...outcome };
  });
}

/** Whether the last call failed. */
const isDown = ({ state }: ModelState): boolean => state !== "demo" && state !== "untried" && state !== "ok";

/** The state for `/health`: of the first model that is down, or else of the default model. Never throws. */
export function modelHealth(): ModelState["state"] | "misconfigured" {
  try {
    const states = modelStates();
    return (states.find(isDown) ?? states[0])?.state ?? "untried";
  } catch {
    return "misconfigured";
  }
}
