import type { Context, HistoryMessage } from "@/lib/engine";
import { isFollowUp, withSubject } from "@/lib/reading/topics/follow-up";
import type { AskedWords } from "./answer-types";
import type { Intent } from "./intents";
import { asksSomething, readIntents } from "./read-intent";

const aboutCover = new Set<Intent>(["covers", "what_if", "how_much", "limit", "documents"]);
/** Messages of the person. A question before these is another matter. */
const mostMessages = 6;

/** A question without a subject with the one before it: in its message, or in the messages before the last answer. */
export function withQuestionBefore(context: Context, asked: AskedWords): AskedWords {
  if (!isFollowUp(asked.words)) return asked;
  return { ...asked, words: withSubject(asked.words, asked.before ?? questionBefore(context)) };
}

/** Whether a text without a mark goes on with the question of the message before it: "and abroad". */
export const continuesQuestion = (context: Context, text: string): boolean =>
  isFollowUp(text) && questionBefore(context, 1) !== undefined;

function questionBefore(context: Context, most = mostMessages): string | undefined {
  const history = context.getChatHistory();
  const answered = history.findLastIndex(({ role }) => role === "assistant");
  const said = history.slice(0, Math.max(answered, 0)).filter(({ role }) => role === "user");
  return said
    .slice(-most)
    .map(questionOf)
    .findLast((words) => words !== undefined && !isFollowUp(words));
}

/** What a message asks about cover. */
function questionOf({ content }: HistoryMessage): string | undefined {
  const asked = readIntents(content).findLast(
    ({ intent, start, end }) => aboutCover.has(intent) && !isFollowUp(content.slice(start, end)),
  );
  if (asked) return content.slice(asked.start, asked.end).trim();
  return asksSomething(content) ? content : undefined;
}
