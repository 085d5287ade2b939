import type { Context } from "@/lib/engine";

type ModelMessage = { role: "user" | "assistant"; content: string };

const turnsForModel = 20;

/** The newest part of the conversation, as models take it. */
export function recentMessages(context: Context): ModelMessage[] {
  return context
    .getLastMessages(turnsForModel)
    .flatMap(({ role, content }) => (role === "system" ? [] : [{ role, content }]));
}

/** Everything the person wrote, as one message: for a task that looks at the whole story afresh. */
export function story(context: Context): ModelMessage[] {
  const words = context
    .getLastMessages(turnsForModel)
    .filter((message) => message.role === "user")
    .map((message) => message.content);
  return words.length === 0 ? [] : [{ role: "user", content: words.join("\n") }];
}

/** The seq of the newest thing the person wrote, or null. */
export function newestUserSeq(context: Context): number | null {
  return context.getChatHistory().findLast((message) => message.role === "user")?.seq ?? null;
}
