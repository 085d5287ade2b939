import { generateText } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { expect, it } from "vitest";
import { Context } from "@/lib/engine";
import { toModelMessages } from "./to-model-messages";

it("turns a chat history into messages that the AI SDK sends to a model", async () => {
  const context = new Context();
  context.addUserMessage("Where is my order?");
  context.addAssistantMessage("Which order?");
  context.addUserMessage("The newest.");
  const model = new MockLanguageModelV4({
    doGenerate: {
      content: [{ type: "text", text: "It is on its way." }],
      finishReason: { unified: "stop", raw: "stop" },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
      warnings: [],
    },
  });
  const { text } = await generateText({ model, messages: toModelMessages(context.getLastMessages(2)) });
  expect(text).toBe("It is on its way.");
  expect(model.doGenerateCalls[0]?.prompt).toMatchObject([
    { role: "assistant", content: [{ type: "text", text: "Which order?" }] },
    { role: "user", content: [{ type: "text", text: "The newest." }] },
  ]);
});

it("keeps the roles: a system message of the history is one for the model", () => {
  const context = new Context();
  context.addSystemMessage("The order was changed.");
  expect(toModelMessages(context.getChatHistory())).toEqual([{ role: "system", content: "The order was changed." }]);
});
