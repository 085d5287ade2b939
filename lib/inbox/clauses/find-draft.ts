import { z } from "zod";
import type { JsonObject, JsonValue } from "@/lib/engine";
import { composedSchema, type Passage, passageSchema } from "@/lib/tasks/citations/schema";
import type { CaseDraft } from "../schema";
import { compareClauses } from "./compare-clauses";

const maxPassages = 6;
/** Tasks that run side by side keep their values two levels deep: parts.own.passages. */
const maxDepth = 3;
const passageList = passageSchema.array().min(1);
const graded = z.object({ verdict: z.string(), best: composedSchema.nullable() });

/**
 * The answer from documents that a workflow has drafted, with the passages that it has found; null when it has neither.
 * The best attempt that was graded counts more than the newest one. Passages that the answer cites come first, then
 * those that are about the question, then the nearest others.
 */
export function findDraft(context: JsonObject, question: string): CaseDraft | null {
  const values = valuesOf(context);
  const found = uniquePassages(values.flatMap((value) => passageList.safeParse(value).data ?? []));
  const best = values.flatMap((value) => graded.safeParse(value).data?.best ?? []);
  const [composed] = [...best, ...values.flatMap((value) => composedSchema.safeParse(value).data ?? [])];
  if (!composed && found.length === 0) return null;
  const citations = composed?.citations ?? [];
  const isCited = ({ id }: Passage) => citations.some(({ passage }) => passage === id);
  const others = found.filter((passage) => !isCited(passage)).toSorted((one, other) => other.score - one.score);
  return {
    answer: composed?.answerable ? composed.answer : "",
    citations,
    passages: [
      ...citations.map((citation) => ({ ...citation, fits: true })),
      ...compareClauses(others, question),
    ].slice(0, maxPassages),
  };
}

/** The values of a context and those inside its objects, the outer ones first. */
function valuesOf(context: JsonObject, depth = 1): JsonValue[] {
  const values = Object.values(context);
  if (depth === maxDepth) return values;
  const isObject = (value: JsonValue): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  return [...values, ...values.filter(isObject).flatMap((value) => valuesOf(value, depth + 1))];
}

const uniquePassages = (passages: readonly Passage[]): Passage[] => [
  ...new Map(passages.map((passage) => [passage.id, passage])).values(),
];
