import { z } from "zod";

/** A valid answer, or its problem in words for the model. */
type AnswerReading<T> = { ok: true; value: T } | { ok: false; problem: string };

/** The part of an answer from its JSON object on, without the reasoning and the words before it. */
export function extractJson(text: string): string {
  const answer = text.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/g, "");
  const start = answer.indexOf("{");
  return start < 0 ? "" : answer.slice(start);
}

/** Parses an answer and checks it by the schema. A truncated answer is not parsed. */
export function readAnswer<T>(
  { text, isTruncated }: { text: string; isTruncated: boolean },
  schema: z.ZodType<T>,
): AnswerReading<T> {
  if (isTruncated) return { ok: false, problem: "the answer is longer than it may be" };
  const start = extractJson(text);
  // A Markdown fence or words may follow the object.
  const json = start.slice(0, start.lastIndexOf("}") + 1);
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
