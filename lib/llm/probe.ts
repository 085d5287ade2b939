import { z } from "zod";
import { log } from "@/lib/log";
import { generateStructured } from "./generate";
import { LlmError } from "./llm-error";
import { getModel, modelNames } from "./model";

const schema = z.object({ ready: z.boolean().describe("Whether you are ready.") });

/**
 * Asks every configured model a short question and logs whether it answers. So a wrong key, address or name is seen at
 * the start, before the first claim. Never throws. The demo model is not asked.
 */
export async function probeModels(): Promise<void> {
  try {
    if (getModel().isDemo) return;
    for (const name of modelNames()) await probe(name);
  } catch (error) {
    log.error({ err: error }, "No model can be asked; claims wait until that is put right");
  }
}

async function probe(name: string): Promise<void> {
  const { modelId, host } = getModel(name);
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    await generateStructured({
      name: "probe",
      schema,
      model: name,
      maxOutputTokens: 60,
      instructions: "You are asked whether you can be reached.",
      messages: [{ role: "user", content: "Are you ready?" }],
      signal: new AbortController().signal,
    });
    log.info({ model: modelId, host, ms: took() }, "The model answers");
  } catch (error) {
    if (error instanceof LlmError && !error.isOfServer) {
      log.info({ model: modelId, host, ms: took(), reason: error.reason }, "The model answers, though not as asked");
      return;
    }
    const reason = error instanceof LlmError ? error.reason : "unavailable";
    const words = error instanceof Error ? error.message : String(error);
    log.error({ model: modelId, host, ms: took(), reason }, `${words}. Claims wait until it answers; nothing is lost`);
  }
}
