import { z } from "zod";

/** A model's answer by its schema, or what was wrong with it in words for the model. */
export type AnswerReading<T> = { ok: true; value: T } | { ok: false; problem: string };

/** The JSON that an answer begins with, as far as it has come: without what a model thinks aloud, and words before it. */
export function beginOfJson(text: string): string {
  const spoken = text.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/g, "");
  const start = spoken.indexOf("{");
  return start < 0 ? "" : spoken.slice(start);
}

/** Reads the answer of a call by its schema. One that was cut short is not read at all. */
export function readAnswer<T>(
  { text, isCut }: { text: string; isCut: boolean },
  schema: z.ZodType<T>,
): AnswerReading<T> {
  if (isCut) return { ok: false, problem: "the answer is longer than it may be" };
  const begun = beginOfJson(text);
  // A Markdown fence, or words, may follow.
  const json = begun.slice(0, begun.lastIndexOf("}") + 1);
  if (!json) return { ok: false, problem: "there is no JSON object in it" };
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, problem: z.prettifyError(parsed.error).replace(/\s*\n\s*/g, " ") };
  } catch {
    return { ok: false, problem: "it is not valid JSON" };
  }
}
