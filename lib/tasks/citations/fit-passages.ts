import { env } from "@/lib/env";
import { estimateTokens } from "@/lib/llm/fit-prompt";
import { LlmError } from "@/lib/llm/llm-error";
import { passagesPrompt } from "./passages-prompt";
import type { Passage } from "./schema";

/** For the description of the answer's fields, and what a server adds. */
const reservedTokens = 350;

/**
 * The first of the passages that a model can read beside these texts, `least` of them at least: a prompt is never cut
 * inside a passage, where its end would be outside of its marks. Throws LlmError when these do not fit.
 */
export function fitPassages(passages: readonly Passage[], beside: readonly string[], least = 1): Passage[] {
  const tokens = env.LLM_CONTEXT_TOKENS - reservedTokens - estimateTokens(beside.join("\n\n"));
  for (let count = passages.length; count >= Math.min(least, passages.length); count--) {
    const some = passages.slice(0, count);
    if (estimateTokens(passagesPrompt(some)) <= tokens) return some;
  }
  throw new LlmError("context_exceeded", { cause: new Error("the passages are longer than LLM_CONTEXT_TOKENS") });
}
