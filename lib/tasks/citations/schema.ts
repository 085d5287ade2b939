import { z } from "zod";

/** A found passage, as it is kept in a context. */
export const passageSchema = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  /** The title of the document. */
  document: z.string(),
  version: z.int(),
  heading: z.string(),
  text: z.string(),
  page: z.int().nullable(),
  score: z.number(),
});
export type Passage = z.infer<typeof passageSchema>;

/**
 * A place of a document that a text cites: the words of it, and where a person finds them. Versions of documents are
 * immutable, so a citation stays true.
 */
export const citationSchema = z
  .strictObject({
    passage: z.uuid().meta({ description: "The passage that is cited." }),
    quote: z.string().meta({ description: "Words that stand literally in the passage." }),
    document: z.string().meta({ description: "The title of the document." }),
    heading: z.string(),
    version: z.int().meta({ description: "The version of the document." }),
  })
  .meta({ id: "Citation" });
export type Citation = z.infer<typeof citationSchema>;

/** The value that `compose` makes. The markers [1], [2] of `answer` are places in `citations`. */
export const composedSchema = z.object({
  answer: z.string(),
  citations: z.array(citationSchema),
  answerable: z.boolean(),
});
export type Composed = z.infer<typeof composedSchema>;

/** What a `grade` task decides about an attempt. */
export const gradeVerdicts = ["pass", "retry", "give_up"] as const;

/** The value that `grade` makes. */
export const gradedSchema = z.object({
  verdict: z.enum(gradeVerdicts),
  /** What the next attempt should do better; empty after a pass. */
  criticism: z.string(),
  /** Attempts at this question so far. */
  tries: z.int(),
  /** The attempt with the highest score of those whose quotes are true; null when there is none. */
  best: composedSchema.nullable(),
  /** Of the newest attempt, 0 to 1. */
  score: z.number(),
  /** That of `best`. */
  bestScore: z.number(),
});
export type Graded = z.infer<typeof gradedSchema>;

/** What is stored with a message beside its text. */
export const messageDataSchema = z.strictObject({ citations: z.array(citationSchema) });
