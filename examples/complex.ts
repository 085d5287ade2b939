// A branch on data: one task reads the mood of a text, and the edges lead to the reply for that mood.

import { z } from "zod";
import {
  type Context,
  contextKey,
  FlowRunner,
  GraphBuilder,
  InMemorySessionStorage,
  NextAction,
  Session,
} from "@/lib/engine";

// Declared keys: what `get` gives has a type, and a value of another shape is an error instead of a surprise.
const userInput = contextKey("user_input", z.string());
const sentiment = contextKey("sentiment", z.enum(["positive", "negative"]));

const sentimentAnalysis = {
  id: "sentiment_analysis" as const,
  async run(context: Context) {
    // A simple rule, so that the example needs no language model.
    const isGood = context.get(userInput)?.toLowerCase().includes("good");
    context.set(sentiment, isGood ? "positive" : "negative");
    return { nextAction: NextAction.ContinueAndExecute };
  },
};

const reply = <Id extends string>(id: Id, words: string) => ({
  id,
  run: async () => ({ response: words, nextAction: NextAction.End }),
});

const graph = new GraphBuilder("sentiment_flow")
  .addTask(sentimentAnalysis)
  .addTask(reply("positive_response", "Glad to hear it!"))
  .addTask(reply("negative_response", "I am sorry to hear that."))
  // A condition is data: it can be stored, drawn and said as a sentence.
  .addConditionalEdge(
    "sentiment_analysis",
    { field: sentiment.name, op: "eq", value: "positive" },
    "positive_response",
    "negative_response",
  )
  .build();

export async function main(print: (line: string) => void): Promise<void> {
  const storage = new InMemorySessionStorage();
  for (const text of ["What a good day", "It rains"]) {
    const session = new Session(text, graph.startTaskId());
    session.context.set(userInput, text);
    await storage.save(session);
    const { response, currentTaskId } = await new FlowRunner(graph, storage).run(session.id);
    print(`"${text}" -> ${currentTaskId}: ${response}`);
  }
}
