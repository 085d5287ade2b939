import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { LanguageModelMiddleware } from "ai";
import { processState } from "@/lib/process-state";
import type { LlmError } from "./llm-error";

/** How an answer is asked to be JSON, the strictest way first: by a schema, as any JSON object, by words alone. */
type ResponseFormat = "json_schema" | "json_schema_without_limits" | "json_object" | "prompt";

/** What a server takes for a model. */
export interface Habits {
  format: ResponseFormat;
  /** Neither a temperature nor `max_tokens` (but `max_completion_tokens`): models that reason on OpenAI's own servers. */
  isPlain: boolean;
}

const known = processState("model-habits", () => new Map<string, Habits>());

/** How the model of a server (its key in `ChosenModel`) is asked: as it last answered, at first the strictest way. */
export const habitsOf = (server: string): Habits => known.get(server) ?? { format: "json_schema", isPlain: false };

/** Keeps what was answered, for as long as this process lives: a server that was changed is asked anew after a start. */
export const rememberHabits = (server: string, habits: Habits): void => void known.set(server, habits);

/** How to ask after the server has refused a request for its form; null when nothing is left to try. */
export function nextHabits(habits: Habits, error: LlmError): Habits | null {
  if (error.reason !== "unsupported_format" && error.reason !== "refused") return null;
  const words = error.message;
  if (!habits.isPlain && /max_tokens|max_completion_tokens|temperature/i.test(words))
    return { ...habits, isPlain: true };
  switch (habits.format) {
    case "json_schema":
      return { ...habits, format: /maxLength|maxItems/.test(words) ? "json_schema_without_limits" : "json_object" };
    case "json_schema_without_limits":
      return { ...habits, format: "json_object" };
    case "json_object":
      return { ...habits, format: "prompt" };
    default:
      return null;
  }
}

/** Has a call asked as the habits say; the call brings the strictest form: a schema, a temperature, a limit of tokens. */
export const habitsMiddleware = ({ format, isPlain }: Habits): LanguageModelMiddleware => ({
  specificationVersion: "v4",
  transformParams: async ({ params }) => ({
    ...params,
    ...(isPlain && plainParams(params)),
    responseFormat: responseFormat(format, params),
  }),
});

function responseFormat(
  format: ResponseFormat,
  { responseFormat }: LanguageModelV4CallOptions,
): LanguageModelV4CallOptions["responseFormat"] {
  if (format === "prompt") return undefined;
  return format === "json_object" ? { type: "json" } : responseFormat;
}

function plainParams({ maxOutputTokens }: LanguageModelV4CallOptions): Partial<LanguageModelV4CallOptions> {
  const options = maxOutputTokens === undefined ? {} : { max_completion_tokens: maxOutputTokens };
  // One of the two is the provider's name; the other is not read.
  const providerOptions = { openrouter: options, openaiCompatible: options };
  return { temperature: undefined, maxOutputTokens: undefined, providerOptions };
}
