import type { Context, HistoryMessage } from "@/lib/engine";
import { getModel } from "@/lib/llm/model";
import { readOutside } from "@/lib/reading/matters/outside";
import { factSourcesKey, formerMatterKey, otherLanguageKey, outsideMatterKey } from "../facts/context-keys";
import { readForeignLanguage } from "../languages/read-language";
import { withoutIntents } from "../questions/read-intent";
import { saysNo, saysYes } from "../replies/read-consent";
import { personWords } from "../schema";
import type { MessageAnswer } from "./read-answer";

type ModelMessage = { role: "user" | "assistant"; content: string };

const turnsForModel = 20;

/**
 * Without the questions that a person asked ("do you cover flooding?"): they say nothing about the case, unless the
 * question is what a field asked for.
 */
function withoutQuestions(context: Context, { role, content, seq }: HistoryMessage): string {
  if (role !== "user") return content;
  const isFact = Object.values(context.get<Record<string, number>>(factSourcesKey) ?? {}).includes(seq ?? -1);
  return withoutIntents(content) || (isFact ? content : "");
}

/** The newest part of the conversation, as models take it, with what is to be read now at its end. */
export function conversation(context: Context, { text, messageSeqs }: MessageAnswer): ModelMessage[] {
  const before = context
    .getLastMessages(turnsForModel)
    .filter((message) => message.seq === undefined || !messageSeqs.includes(message.seq))
    .flatMap((message) =>
      message.role === "system" ? [] : [{ role: message.role, content: withoutQuestions(context, message) }],
    )
    .filter(({ content }) => content !== "");
  return [...before, { role: "user", content: text }];
}

/**
 * Everything the person wrote about their case, as one message: for a task that reads the whole story again. It leaves
 * out a matter that the workflow does not handle when they also wrote about another one.
 */
export function story(context: Context): ModelMessage[] {
  const hasMatter = [outsideMatterKey, formerMatterKey].some((key) => context.get(key) !== undefined);
  const isOutside = (words: string) => hasMatter && readOutside(words) !== undefined;
  const words = ownWords(context).filter((one) => !isUnread(context, one));
  const inside = words.filter((one) => !isOutside(one));
  const shown = inside.length > 0 ? inside : words;
  return shown.length === 0 ? [] : [{ role: "user", content: shown.join("\n") }];
}

/** Whether a text is in a language that the built-in model does not read, as the person was told. */
const isUnread = (context: Context, words: string): boolean =>
  context.get(otherLanguageKey) !== undefined && getModel().isDemo && readForeignLanguage(words, ["en"]) !== undefined;

/** What the person told, message by message, without questions and plain answers to offers. */
export function ownWords(context: Context): string[] {
  return context
    .getLastMessages(turnsForModel)
    .filter(({ role }) => role === "user")
    .map((message) => withoutQuestions(context, message))
    .filter((content) => content !== "" && content !== personWords && !saysYes(content) && !saysNo(content));
}

/** The seq of the newest thing the person wrote, or null. */
export function newestUserSeq(context: Context): number | null {
  return context.getChatHistory().findLast((message) => message.role === "user")?.seq ?? null;
}
