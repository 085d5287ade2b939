import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { answerClassification } from "@/lib/reading/matters/labels";
import { withoutOrders } from "./orders";
import { writeQuery } from "./query";
import { quotePassages } from "./quote-passages";
import { type Conversation, type JsonSchema, minimalValue, readTask } from "./schema";
import { answerTalk } from "./talk";

/** The name of the demo model, which runs without a provider. */
export const demoModelId = "graphflow-demo";

const introduction = "I am the built-in demo model: I read messages by rules and cannot talk about anything else.";

const withoutJudgement = "The demo model does not judge answers: only their quotes were compared with the passages.";

const placeholderFor = (about: string): string =>
  `The built-in demo model writes no texts. With a language model, the text “${about}” stands here.`;

/**
 * The built-in model. It answers by rules, without a key and a network, and always in the same way. It has the
 * interface of every other model and gets only the prompt and the JSON schema.
 */
export function createDemoModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "demo",
    modelId: demoModelId,
    supportedUrls: {},
    async doGenerate(options) {
      options.abortSignal?.throwIfAborted();
      const text = answer(options);
      return {
        content: [{ type: "text", text }],
        finishReason: { unified: "stop", raw: "stop" },
        usage: countTokens(options.prompt, text),
        warnings: [],
      };
    },
    async doStream(options) {
      options.abortSignal?.throwIfAborted();
      const text = answer(options);
      return { stream: streamOf(text, countTokens(options.prompt, text), options.abortSignal) };
    },
  };
}

function answer({ prompt, responseFormat }: LanguageModelV4CallOptions): string {
  if (responseFormat?.type !== "json") return introduction;
  const schema = (responseFormat.schema ?? {}) as JsonSchema;
  const task = readTask(schema);
  const conversation = readConversation(prompt);
  if (task.type === "talk") return JSON.stringify(answerTalk(task, conversation));
  if (task.type === "classify") {
    const told = [conversation.latest, ...conversation.earlier].reverse().join("\n");
    return JSON.stringify(answerClassification(task.labels, withoutOrders(told)));
  }
  if (task.type === "compose") return JSON.stringify(quotePassages(conversation.latest));
  if (task.type === "grade") return JSON.stringify({ supported: true, score: 1, criticism: withoutJudgement });
  if (task.type === "text") return JSON.stringify({ text: writeText(task.about, conversation.latest) });
  return JSON.stringify(minimalValue(schema, introduction));
}

/** A placeholder, which would be found by no search: words to search for are those of the prompt. */
const writeText = (about: string, prompt: string): string =>
  /\bquery$/.test(about) ? writeQuery(prompt) : placeholderFor(about);

function readConversation(prompt: LanguageModelV4Prompt): Conversation {
  const instructions = prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n");
  const turns = prompt.flatMap((message) =>
    message.role === "user" || message.role === "assistant"
      ? [
          {
            role: message.role,
            text: message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n"),
          },
        ]
      : [],
  );
  const lastAssistant = turns.findLastIndex((turn) => turn.role === "assistant");
  const users = (part: typeof turns) => part.filter((turn) => turn.role === "user").map((turn) => turn.text);
  const lastQuestion = turns[lastAssistant]?.text ?? "";
  const card = turns
    .slice(0, Math.max(lastAssistant, 0))
    .findLast((turn) => turn.role === "assistant" && asksWithFacts(turn.text, lastQuestion));
  return {
    instructions,
    latest: users(turns.slice(lastAssistant + 1)).join("\n"),
    earlier: users(turns.slice(0, Math.max(lastAssistant, 0))).reverse(),
    lastQuestion,
    ...(card && !hasFacts(lastQuestion) && { card: card.text }),
  };
}

const hasFacts = (text: string): boolean =>
  text.split("\n").filter((line) => /^[^\n:]{1,60}: \S/.test(line)).length > 1;
const lastLineOf = (text: string): string => text.split("\n").at(-1) ?? "";

/** Whether a message lists facts and ends with the same question as the last one. */
const asksWithFacts = (text: string, lastQuestion: string): boolean =>
  hasFacts(text) && lastLineOf(text) === lastLineOf(lastQuestion);

const chunkLength = 12;

function streamOf(
  text: string,
  usage: LanguageModelV4Usage,
  signal?: AbortSignal,
): ReadableStream<LanguageModelV4StreamPart> {
  const deltas = text.match(new RegExp(`[\\s\\S]{1,${chunkLength}}`, "gu")) ?? [];
  const parts: LanguageModelV4StreamPart[] = [
    { type: "stream-start", warnings: [] },
    { type: "response-metadata", modelId: demoModelId },
    { type: "text-start", id: "0" },
    ...deltas.map((delta) => ({ type: "text-delta" as const, id: "0", delta })),
    { type: "text-end", id: "0" },
    { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage },
  ];
  return new ReadableStream({
    pull(controller) {
      if (signal?.aborted) return controller.error(signal.reason);
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
  });
}

/** An estimate: four characters per token. */
function countTokens(prompt: LanguageModelV4Prompt, text: string): LanguageModelV4Usage {
  const input = Math.ceil(JSON.stringify(prompt).length / 4);
  const output = Math.ceil(text.length / 4);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}
