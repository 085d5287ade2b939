import { z } from "zod";

/** A model's answer by its schema, or what was wrong with it in words for the model. */
export type AnswerReading<T> = { ok: true; value: T } | { ok: false; problem: string };

/** The JSON in an answer: without what a model thinks aloud, a Markdown fence, or words around it. May be incomplete. */
export function extractJson(text: string): string {
  const spoken = text.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/g, "");
  const start = spoken.indexOf("{");
  if (start < 0) return "";
  const end = spoken.lastIndexOf("}");
  return end > start ? spoken.slice(start, end + 1) : spoken.slice(start);
}

/** Reads the answer of a call by its schema. One that was cut short is not read at all. */
export function readAnswer<T>(
  { text, isCut }: { text: string; isCut: boolean },
  schema: z.ZodType<T>,
): AnswerReading<T> {
  if (isCut) return { ok: false, problem: "the answer is longer than it may be" };
  const json = extractJson(text);
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
