import type { ModelMessage } from "ai";
import type { HistoryMessage } from "@/lib/engine";

/**
 * The chat history of a context as the AI SDK takes it: `generateText({ messages: toModelMessages(history), … })`.
 * graph-flow has `get_rig_messages` for this. It stands beside the engine, which knows no model.
 */
export const toModelMessages = (history: readonly HistoryMessage[]): ModelMessage[] =>
  history.map(({ role, content }) => ({ role, content }));
