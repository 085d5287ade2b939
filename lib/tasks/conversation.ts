import type { Context } from "@/lib/engine";
import type { MessageAnswer } from "./answer";
import { withoutIntents } from "./read-intent";

type ModelMessage = { role: "user" | "assistant"; content: string };

const turnsForModel = 20;

/** Questions that a person asked ("do you cover flooding?") tell nothing of their case. */
const told = (role: string, content: string): string => (role === "user" ? withoutIntents(content) : content);

/** The newest part of the conversation, as models take it, with what is to be read now at its end. */
export function conversation(context: Context, { text, messageSeqs }: MessageAnswer): ModelMessage[] {
  const before = context
    .getLastMessages(turnsForModel)
    .filter((message) => message.seq === undefined || !messageSeqs.includes(message.seq))
    .flatMap(({ role, content }) => (role === "system" ? [] : [{ role, content: told(role, content) }]))
    .filter(({ content }) => content !== "");
  return [...before, { role: "user", content: text }];
}

/** Everything the person wrote, as one message: for a task that looks at the whole story afresh. */
export function story(context: Context): ModelMessage[] {
  const words = context
    .getLastMessages(turnsForModel)
    .filter((message) => message.role === "user")
    .map((message) => told(message.role, message.content))
    .filter((content) => content !== "");
  return words.length === 0 ? [] : [{ role: "user", content: words.join("\n") }];
}

/** The seq of the newest thing the person wrote, or null. */
export function newestUserSeq(context: Context): number | null {
  return context.getChatHistory().findLast((message) => message.role === "user")?.seq ?? null;
}
