import { z } from "zod";
import type { EditorDocument } from "@/lib/workflows/commands/document";

/** The part of the canvas that contains a hit. */
type HitPlace = { taskId: string } | { edgeId: string } | { noteId: string } | { groupId: string };

export interface Hit {
  /** Unique among the hits. */
  id: string;
  place: HitPlace;
  /** The name of the part: the task's name, "From A to B", "Note". */
  title: string;
  /** The name of the field: "Message", "Condition". */
  field: string;
  /** The text around the hit, in three pieces. */
  excerpt: [before: string, hit: string, after: string];
  /** The path of the text in its task. Only texts that a replacement may change have one. */
  path?: (string | number)[];
}

/** What the search needs besides the document. */
export interface SearchSources {
  /** The sentence of an edge's condition, by the edge's id. */
  sentences: ReadonlyMap<string, string>;
  /** The schema of a kind's config. Its fields have labels, and widgets that show which fields are texts for people. */
  schemaOf(kind: string): z.ZodType | undefined;
  fieldsOf(schema: z.ZodType): Readonly<Record<string, { label: string; widget?: string }>>;
}

interface SearchedText {
  place: HitPlace;
  title: string;
  field: string;
  text: string;
  path?: (string | number)[];
}

/** The number of characters shown before and after a hit. */
const contextLength = 28;
/** At most this many hits are listed. */
export const maxHits = 500;

/** The texts that contain the query, in document order. Case is ignored. A blank query finds nothing. */
export function findText(document: EditorDocument, sources: SearchSources, query: string): Hit[] {
  const wanted = foldCase(query.trim());
  if (wanted === "") return [];
  const hits: Hit[] = [];
  for (const { text, ...where } of textsOf(document, sources)) {
    const at = foldCase(text).indexOf(wanted);
    if (at < 0) continue;
    hits.push({ id: String(hits.length), ...where, excerpt: excerptOf(text, at, wanted.length) });
    if (hits.length === maxHits) break;
  }
  return hits;
}

/** The text with every occurrence of the query replaced. Case is ignored. */
export function replaceIn(text: string, query: string, replacement: string): string {
  const [folded, wanted] = [foldCase(text), foldCase(query.trim())];
  if (wanted === "") return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), replacement);
    from = at + wanted.length;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** The text in lower case with the same length, so that an index in it is an index in the text. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const one = character.toLowerCase();
    return one.length === character.length ? one : character;
  }).join("");
}

function excerptOf(text: string, at: number, length: number): Hit["excerpt"] {
  const [from, to] = [Math.max(0, at - contextLength), Math.min(text.length, at + length + contextLength)];
  const line = (part: string) => part.replaceAll("\n", " ");
  return [
    (from > 0 ? "…" : "") + line(text.slice(from, at)),
    line(text.slice(at, at + length)),
    line(text.slice(at + length, to)) + (to < text.length ? "…" : ""),
  ];
}

function* textsOf({ definition, layout }: EditorDocument, sources: SearchSources): Generator<SearchedText> {
  const names = new Map(definition.tasks.map(({ id, label }) => [id, label || id]));
  for (const task of definition.tasks) {
    const place = { taskId: task.id };
    const title = task.label || task.id;
    yield { place, title, field: "Name", text: task.label, path: ["label"] };
    yield { place, title, field: "Id", text: task.id };
    for (const [key, field] of taskTexts) {
      const text = task[key];
      if (text) yield { place, title, field, text, path: [key] };
    }
    for (const { text, ...where } of configTexts(task.config, sources.schemaOf(task.kind), sources, ["config"])) {
      yield { place, title, text, ...where };
    }
  }
  for (const { id, from, to, label } of definition.edges) {
    const title = `From ${names.get(from) ?? from} to ${names.get(to) ?? to}`;
    if (label) yield { place: { edgeId: id }, title, field: "Name", text: label };
    const sentence = sources.sentences.get(id);
    if (sentence) yield { place: { edgeId: id }, title, field: "Condition", text: sentence };
  }
  for (const { id, text } of layout.notes) {
    yield { place: { noteId: id }, title: "Note", field: "Text", text };
  }
  for (const { id, label } of layout.groups) {
    yield { place: { groupId: id }, title: "Group", field: "Name", text: label };
  }
}

const taskTexts = [
  ["description", "Description"],
  ["question", "Question"],
  ["stage", "Stage"],
] as const;

/** Keys whose values are always texts for people. */
const textKeys = ["label", "question", "description", "message", "instructions"];

function* configTexts(
  value: unknown,
  schema: z.ZodType | undefined,
  sources: SearchSources,
  path: (string | number)[],
): Generator<Omit<SearchedText, "place" | "title">> {
  if (typeof value !== "object" || value === null) return;
  const fields = schema ? sources.fieldsOf(schema) : {};
  for (const [name, inner] of Object.entries(value)) {
    const key = Array.isArray(value) ? Number(name) : name;
    const meta = typeof key === "string" ? fields[key] : undefined;
    const at = [...path, key];
    if (typeof inner === "string") {
      const isText = meta?.widget === "template" || meta?.widget === "long_text" || textKeys.includes(name);
      yield { field: meta?.label ?? name, text: inner, ...(isText && { path: at }) };
    } else yield* configTexts(inner, innerSchema(schema, key), sources, at);
  }
}

/** The schema of the value under a key; undefined if the schema is neither an object nor a list. */
function innerSchema(schema: z.ZodType | undefined, key: string | number): z.ZodType | undefined {
  const inner = unwrapSchema(schema);
  if (typeof key === "number") return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : undefined;
  return inner instanceof z.ZodObject && Object.hasOwn(inner.shape, key) ? (inner.shape[key] as z.ZodType) : undefined;
}

function unwrapSchema(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrapSchema(schema.unwrap() as z.ZodType);
  }
  return schema;
}
