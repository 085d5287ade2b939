import type { Context } from "@/lib/engine";
import { withSubject } from "@/lib/reading/topics/follow-up";

interface FurtherQuestion {
  /** The context key of the further question. */
  furtherQuestion?: string;
  /** That of the question before it. */
  questionBefore?: string;
}

/** Keeps a further question; one without a subject of its own together with the question before it. */
export function keepQuestion({ furtherQuestion, questionBefore }: FurtherQuestion, context: Context, text: string) {
  if (furtherQuestion === undefined) return;
  const before = questionBefore === undefined ? undefined : context.get(questionBefore);
  context.set(furtherQuestion, withSubject(text, typeof before === "string" ? before : undefined));
}
