import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

const lead = phrase(
  "( lol|haha|hey|hi|so|and|but|btw|also|ok|okay|well|hm|um|oh|just|please [,.!]? | by the way ){0,4}",
);
const asks = phrase(
  `whats|what's|how's|hows|who's|whos|where's|wheres|when's|whens |
  what|how|why|who|which|when|where is|are|was|were|do|does|did|can|could|will|would|should|much|many|long|about|if|
    time|kind |
  can|could|do|does|did|would|will|should you|i|we|they|it | is|are there|it|that|this|you |
  tell me a|an|about|your|the|some|how|what|why | sing|write|play|recommend me|us|a|an|some|something`,
);

/** Whether a text begins as a question or as a wish to be told something, with or without a question mark. */
export function beginsAsQuestion(text: string): boolean {
  const tokens = tokenize(text);
  return matchAt(asks, tokens, Math.max(matchAt(lead, tokens, 0), 0)) >= 0;
}
