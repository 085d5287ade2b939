import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { LanguageModelMiddleware } from "ai";
import { processState } from "@/lib/process-state";
import type { LlmError } from "../llm-error";

/** How a request asks for JSON, the strictest form first: by a schema, as any JSON object, by the prompt alone. */
type ResponseFormat = "json_schema" | "json_schema_without_limits" | "json_object" | "prompt";

/** What a server supports for a model. */
export interface Capabilities {
  format: ResponseFormat;
  /** Without temperature and `max_tokens`, with `max_completion_tokens`: reasoning models of OpenAI need this. */
  isPlain: boolean;
}

const known = processState("model-capabilities", () => new Map<string, Capabilities>());

/** The capabilities that worked last. `server` is the key in `ChosenModel`. At first all are assumed. */
export const capabilitiesOf = (server: string): Capabilities =>
  known.get(server) ?? { format: "json_schema", isPlain: false };

/** Keeps capabilities that worked until the process ends. */
export const saveCapabilities = (server: string, capabilities: Capabilities): void =>
  void known.set(server, capabilities);

/** Fewer capabilities after a server refused the form of a request. Null when no simpler form is left. */
export function reduceCapabilities(capabilities: Capabilities, error: LlmError): Capabilities | null {
  if (error.reason !== "unsupported_format" && error.reason !== "refused") return null;
  const words = error.message;
  if (!capabilities.isPlain && /max_tokens|max_completion_tokens|temperature/i.test(words))
    return { ...capabilities, isPlain: true };
  switch (capabilities.format) {
    case "json_schema":
      return {
        ...capabilities,
        format: /maxLength|maxItems/.test(words) ? "json_schema_without_limits" : "json_object",
      };
    case "json_schema_without_limits":
      return { ...capabilities, format: "json_object" };
    case "json_object":
      return { ...capabilities, format: "prompt" };
    default:
      return null;
  }
}

/** Removes from a request what the server does not support. The request has the strictest form. */
export const capabilitiesMiddleware = ({ format, isPlain }: Capabilities): LanguageModelMiddleware => ({
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
  // Only the options under the name of the provider are read.
  const providerOptions = { openrouter: options, openaiCompatible: options };
  return { temperature: undefined, maxOutputTokens: undefined, providerOptions };
}
