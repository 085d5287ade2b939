import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { extractJsonMiddleware, type LanguageModel, wrapLanguageModel } from "ai";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import { createDemoModel, demoModelId } from "./demo/model";

/** The model that does the language work, and what it is called in logs and on steps. */
export interface ChosenModel {
  model: LanguageModel;
  modelId: string;
  /** The built-in demo model answers; the pages say so. */
  isDemo: boolean;
}

interface Choice {
  provider: "OpenRouter" | "LLM_BASE_URL" | "demo";
  baseUrl?: string;
  apiKey?: string;
  modelId: string;
}

/**
 * The model that the environment chooses: OpenRouter, any OpenAI-compatible server, or the demo model. The same
 * environment gives the same object. Throws an Error of one line when LLM_BASE_URL is set without LLM_MODEL.
 */
export function getModel(): ChosenModel {
  const choice = choose();
  const key = JSON.stringify(choice);
  if (cache.key !== key || !cache.chosen) Object.assign(cache, { key, chosen: build(choice) });
  return cache.chosen as ChosenModel;
}

/** One line for the start and for health: which model answers, and through whom. Never a key. Throws like `getModel`. */
export function describeModel(): string {
  const { provider, baseUrl, modelId } = choose();
  if (provider === "demo") return "built-in demo model (set OPENROUTER_API_KEY or LLM_BASE_URL for a real one)";
  return `${modelId} through ${provider === "OpenRouter" ? provider : new URL(baseUrl ?? "").host}`;
}

const cache = processState<{ key?: string; chosen?: ChosenModel }>("chosen-model", () => ({}));

function choose(): Choice {
  const { OPENROUTER_API_KEY, LLM_BASE_URL, LLM_API_KEY, LLM_MODEL } = env;
  if (OPENROUTER_API_KEY) {
    const baseUrl = "https://openrouter.ai/api/v1";
    return { provider: "OpenRouter", baseUrl, apiKey: OPENROUTER_API_KEY, modelId: LLM_MODEL ?? "openai/gpt-4o-mini" };
  }
  if (!LLM_BASE_URL) return { provider: "demo", modelId: demoModelId };
  if (!LLM_MODEL) throw new Error("LLM_MODEL is missing: LLM_BASE_URL needs the name of a model that its server has");
  return { provider: "LLM_BASE_URL", baseUrl: LLM_BASE_URL, apiKey: LLM_API_KEY, modelId: LLM_MODEL };
}

function build({ provider, baseUrl, apiKey, modelId }: Choice): ChosenModel {
  if (provider === "demo" || !baseUrl) return { model: createDemoModel(), modelId, isDemo: true };
  const server = createOpenAICompatible({
    name: provider === "OpenRouter" ? "openrouter" : "openai-compatible",
    baseURL: baseUrl,
    apiKey,
    // OpenRouter, Ollama, vLLM and LM Studio all take response_format json_schema.
    supportsStructuredOutputs: true,
    includeUsage: true,
  });
  // Small local models like to wrap their JSON in a Markdown fence.
  const model = wrapLanguageModel({ model: server(modelId), middleware: extractJsonMiddleware() });
  return { model, modelId, isDemo: false };
}
