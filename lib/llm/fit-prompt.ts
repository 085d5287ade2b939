/** One turn of a conversation as models take it. */
export interface ModelMessage {
  role: "user" | "assistant";
  content: string;
}

const bytesPerToken = 3.3;
/** What a server adds to every message around its words. */
const tokensPerMessage = 4;

/** About how many tokens a text has; rather too many than too few. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

const costOf = ({ content }: ModelMessage): number => estimateTokens(content) + tokensPerMessage;

/**
 * The newest part of the conversation that fits into so many tokens. The last message is always there, its end when it
 * does not fit as a whole; whole older messages are left out, the oldest first.
 */
export function fitMessages(messages: readonly ModelMessage[], tokens: number): ModelMessage[] {
  const last = messages.at(-1);
  if (!last) return [];
  const kept = [cutTo(last, tokens)];
  let left = tokens - costOf(kept[0] ?? last);
  for (const message of messages.slice(0, -1).reverse()) {
    left -= costOf(message);
    if (left < 0) break;
    kept.unshift(message);
  }
  return kept;
}

/** The last message alone, its end when it is long: for a server that found even the fitted prompt too long. */
export const newestWords = (messages: readonly ModelMessage[]): ModelMessage[] => fitMessages(messages.slice(-1), 300);

function cutTo(message: ModelMessage, tokens: number): ModelMessage {
  if (costOf(message) <= tokens) return message;
  const characters = Array.from(message.content);
  let from = 0;
  let cost = costOf(message);
  for (; from < characters.length && cost > tokens; from++) {
    cost -= Buffer.byteLength(characters[from] ?? "") / bytesPerToken;
  }
  return { ...message, content: `… ${characters.slice(from).join("").trimStart()}` };
}
