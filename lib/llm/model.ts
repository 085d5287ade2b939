import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import { createDemoModel, demoModelId } from "./demo/model";
import { LlmError } from "./llm-error";

/** The model that answers, with its names for logs and steps. */
export interface ChosenModel {
  model: LanguageModelV4;
  modelId: string;
  /** The server's host ("openrouter.ai"); "built-in" for the demo model. */
  host: string;
  /** A key for the model on its server. */
  server: string;
  /** Whether it is the built-in demo model; the pages say so. */
  isDemo: boolean;
}

interface Choice {
  provider: "OpenRouter" | "LLM_BASE_URL" | "demo";
  baseUrl?: string;
  apiKey?: string;
  modelId: string;
}

/**
 * The model that the environment configures: on OpenRouter, on any OpenAI-compatible server, or the demo model.
 * `name` is the model that a task asks for. When LLM_MODEL and LLM_MODELS do not have it, the default model answers,
 * so that an imported workflow runs. The same environment gives the same object. Throws when LLM_BASE_URL is set
 * without LLM_MODEL.
 */
export function getModel(name?: string): ChosenModel {
  const choice = choose();
  if (name && choice.provider !== "demo" && modelNames().includes(name)) choice.modelId = name;
  const key = JSON.stringify(choice);
  const known = built.get(key) ?? build(choice);
  built.set(key, known);
  return known;
}

/** The names of the configured models, the default first. Throws like `getModel`. */
export function modelNames(): string[] {
  const { modelId, provider } = choose();
  return provider === "demo" ? [modelId] : [...new Set([modelId, ...env.LLM_MODELS])];
}

/** One line for logs: which model answers, and on which server. It has no key. Throws like `getModel`. */
export function describeModel(): string {
  const { provider, modelId } = choose();
  if (provider === "demo") return "built-in demo model (set OPENROUTER_API_KEY or LLM_BASE_URL for a real one)";
  const others = modelNames().slice(1);
  const alternatives = others.length > 0 ? `, for tasks that name them also ${others.join(", ")},` : "";
  return `${modelId}${alternatives} through ${provider === "OpenRouter" ? provider : getModel().host}`;
}

const built = processState("built-models", () => new Map<string, ChosenModel>());

function choose(): Choice {
  const { OPENROUTER_API_KEY, LLM_BASE_URL, LLM_API_KEY, LLM_MODELS } = env;
  // Without LLM_MODEL the first name of the list is the default.
  const LLM_MODEL = env.LLM_MODEL ?? LLM_MODELS[0];
  if (OPENROUTER_API_KEY) {
    const baseUrl = "https://openrouter.ai/api/v1";
    return { provider: "OpenRouter", baseUrl, apiKey: OPENROUTER_API_KEY, modelId: LLM_MODEL ?? "openai/gpt-4o-mini" };
  }
  if (!LLM_BASE_URL) return { provider: "demo", modelId: demoModelId };
  if (!LLM_MODEL) throw new Error("LLM_MODEL is missing: LLM_BASE_URL needs the name of a model that its server has");
  return { provider: "LLM_BASE_URL", baseUrl: LLM_BASE_URL, apiKey: LLM_API_KEY, modelId: LLM_MODEL };
}

/** The embeddings that the configured server computes with this model; undefined for the demo model. */
export function connectEmbeddings(modelId: string) {
  const { provider, baseUrl, apiKey } = choose();
  return baseUrl === undefined ? undefined : connect({ provider, baseUrl, apiKey }).embeddingModel(modelId);
}

function build({ provider, baseUrl, apiKey, modelId }: Choice): ChosenModel {
  if (provider === "demo" || !baseUrl) {
    return { model: createDemoModel(), modelId, host: "built-in", server: modelId, isDemo: true };
  }
  const server = `${baseUrl} ${modelId}`;
  const connection = connect({ provider, baseUrl, apiKey });
  return { model: connection(modelId), modelId, host: new URL(baseUrl).host, server, isDemo: false };
}

const connect = ({ provider, baseUrl, apiKey }: Pick<Choice, "provider" | "apiKey"> & { baseUrl: string }) =>
  createOpenAICompatible({
    name: provider === "OpenRouter" ? "openrouter" : "openai-compatible",
    baseURL: baseUrl,
    apiKey,
    // The first refusal tells what a server does not support: see response-format.ts.
    supportsStructuredOutputs: true,
    includeUsage: true,
    fetch: rejectWebPages,
  });

/** With a wrong path many servers answer 200 with a web page. */
async function rejectWebPages(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (!response.ok || !/^text\/html/i.test(response.headers.get("content-type") ?? "")) return response;
  await response.body?.cancel();
  throw new LlmError("no_api", {
    cause: new Error("the address answers with a web page; is its path complete (/v1)?"),
  });
}
