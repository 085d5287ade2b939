import { AppError } from "@/lib/errors";
import { LlmError } from "@/lib/llm/llm-error";

/** Runs work that needs embeddings. A failure of their server, and a stop of ours, are AppError `unavailable`. */
export async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") {
      const detail = "GraphFlow is being stopped. Nothing was changed; try again in a minute.";
      throw new AppError("unavailable", { detail, retryAfterSeconds: 60, cause: error });
    }
    if (!(error instanceof LlmError)) throw error;
    throw new AppError("unavailable", {
      detail: "The server of the embedding model did not answer as it should. Nothing was changed; try again later.",
      retryAfterSeconds: 30,
      cause: error,
    });
  }
}
