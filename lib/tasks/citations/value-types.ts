import type { ValueType } from "@/lib/engine/definition-kit";
import { gradeVerdicts } from "./schema";

const text: ValueType = { type: "text" };
const number: ValueType = { type: "number" };

/** Passages as `search` keeps them. */
export const passagesType: ValueType = {
  type: "list",
  of: {
    type: "object",
    fields: {
      id: text,
      documentId: text,
      document: text,
      version: number,
      heading: text,
      text,
      page: number,
      score: number,
    },
  },
};

/** An answer as `compose` keeps it. */
export const composedType: ValueType = {
  type: "object",
  fields: {
    answer: text,
    citations: {
      type: "list",
      of: {
        type: "object",
        fields: { passage: text, quote: text, document: text, heading: text, version: number },
      },
    },
    answerable: { type: "yes_no" },
  },
};

/** A verdict as `grade` keeps it. */
export const gradedType: ValueType = {
  type: "object",
  fields: {
    verdict: { type: "choice", values: gradeVerdicts },
    criticism: text,
    tries: number,
    best: composedType,
    score: number,
    bestScore: number,
  },
};
