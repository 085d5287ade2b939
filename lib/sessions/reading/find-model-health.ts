import type { StaffPrincipal } from "@/lib/auth/principal";
import { modelStates } from "@/lib/llm/model-state";
import type { ModelHealth } from "../schema";
import { findModelFailures } from "./find-model-failures";

/** The models as this process knows them, and the sessions of all processes that failed because of a model. */
export async function findModelHealth(principal: StaffPrincipal): Promise<ModelHealth> {
  const failures = await findModelFailures(principal);
  return {
    models: modelsInWords(),
    failures: failures.map(({ code, sessionIds }) => ({
      reason: code.replace(/^llm_/, "").replaceAll("_", " "),
      count: sessionIds.length,
    })),
  };
}

function modelsInWords(): ModelHealth["models"] {
  try {
    return modelStates().map(({ modelId, host, state, message, at }) => ({
      name: state === "demo" ? "Demo model" : `${modelId} at ${host}`,
      problem: message,
      words:
        { demo: "is built in and answers by rules", untried: "not asked yet", ok: "answers" }[state as string] ??
        "does not answer",
      at: at?.toISOString() ?? null,
    }));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return [{ name: "No model", problem, words: "cannot be asked", at: null }];
  }
}
