/** One message of a conversation. */
export interface ModelMessage {
  role: "user" | "assistant";
  content: string;
}

const bytesPerToken = 3.3;
/** Tokens that a server adds to each message. */
const tokensPerMessage = 4;

/** An estimate of the tokens of a text. It is rather too high than too low. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

const costOf = ({ content }: ModelMessage): number => estimateTokens(content) + tokensPerMessage;

/**
 * The newest messages that fit into `tokens`. The last message is always included; when it is too long, its end is.
 * Older messages are left out whole, the oldest first.
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

/** The end of the last message alone, for a server that refused the fitted prompt as too long. */
export const lastMessageOnly = (messages: readonly ModelMessage[]): ModelMessage[] =>
  fitMessages(messages.slice(-1), 300);

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
