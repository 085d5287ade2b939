import { z } from "zod";
import type { EditorDocument } from "@/lib/workflows/commands/document";

/** Where a hit is: ids are of what the canvas can show. */
type HitPlace = { taskId: string } | { edgeId: string } | { noteId: string } | { groupId: string };

export interface Hit {
  /** Unlike that of every other hit. */
  id: string;
  place: HitPlace;
  /** What it is in: the task's name, "From A to B", "Note". */
  title: string;
  /** The part of it: "Message", "Condition". */
  field: string;
  /** The words around the hit, cut into before, hit and after. */
  excerpt: [before: string, hit: string, after: string];
  /** Of words that a replacement may change: where they stand in the task. */
  path?: (string | number)[];
}

/** What the search knows of a document beside itself. */
export interface SearchWords {
  /** The sentence of an edge's condition, by the edge's id. */
  sentences: ReadonlyMap<string, string>;
  /** The schema of a kind's config: it says what its fields are called and which hold words for people. */
  schemaOf(kind: string): z.ZodType | undefined;
  fieldsOf(schema: z.ZodType): Readonly<Record<string, { label: string; widget?: string }>>;
}

interface Text {
  place: HitPlace;
  title: string;
  field: string;
  text: string;
  path?: (string | number)[];
}

/** Characters that are shown before and after a hit. */
const around = 28;
/** More than this are not listed. */
export const maxHits = 500;

/** Every place where the words stand, in the order the document is read; nothing for blank words. Ignores case. */
export function findText(document: EditorDocument, words: SearchWords, query: string): Hit[] {
  const wanted = fold(query.trim());
  if (wanted === "") return [];
  const hits: Hit[] = [];
  for (const { text, ...where } of textsOf(document, words)) {
    const at = fold(text).indexOf(wanted);
    if (at < 0) continue;
    hits.push({ id: String(hits.length), ...where, excerpt: excerptOf(text, at, wanted.length) });
    if (hits.length === maxHits) break;
  }
  return hits;
}

/** A text in which all places of a query are replaced, whatever their case; the text itself where there are none. */
export function replaceIn(text: string, query: string, replacement: string): string {
  const [folded, wanted] = [fold(text), fold(query.trim())];
  if (wanted === "") return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), replacement);
    from = at + wanted.length;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** In small letters and as long as before: a place in it is a place in the text. */
function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return Array.from(text, (character) => {
    const one = character.toLowerCase();
    return one.length === character.length ? one : character;
  }).join("");
}

function excerptOf(text: string, at: number, length: number): Hit["excerpt"] {
  const [from, to] = [Math.max(0, at - around), Math.min(text.length, at + length + around)];
  const line = (part: string) => part.replaceAll("\n", " ");
  return [
    (from > 0 ? "…" : "") + line(text.slice(from, at)),
    line(text.slice(at, at + length)),
    line(text.slice(at + length, to)) + (to < text.length ? "…" : ""),
  ];
}

function* textsOf({ definition, layout }: EditorDocument, words: SearchWords): Generator<Text> {
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
    for (const { text, ...where } of configTexts(task.config, words.schemaOf(task.kind), words, ["config"])) {
      yield { place, title, text, ...where };
    }
  }
  for (const { id, from, to, label } of definition.edges) {
    const title = `From ${names.get(from) ?? from} to ${names.get(to) ?? to}`;
    if (label) yield { place: { edgeId: id }, title, field: "Name", text: label };
    const sentence = words.sentences.get(id);
    if (sentence) yield { place: { edgeId: id }, title, field: "Condition", text: sentence };
  }
  for (const { id, text } of layout.notes) yield { place: { noteId: id }, title: "Note", field: "Text", text };
  for (const { id, label } of layout.groups)
    yield { place: { groupId: id }, title: "Group", field: "Name", text: label };
}

const taskTexts = [
  ["description", "Description"],
  ["question", "Question"],
  ["stage", "Stage"],
] as const;

/** Keys whose values are words for people, whatever they are edited with. */
const wordKeys = ["label", "question", "description", "message", "instructions"];

function* configTexts(
  value: unknown,
  schema: z.ZodType | undefined,
  words: SearchWords,
  path: (string | number)[],
): Generator<Omit<Text, "place" | "title">> {
  if (typeof value !== "object" || value === null) return;
  const fields = schema ? words.fieldsOf(schema) : {};
  for (const [name, inner] of Object.entries(value)) {
    const key = Array.isArray(value) ? Number(name) : name;
    const meta = typeof key === "string" ? fields[key] : undefined;
    const at = [...path, key];
    if (typeof inner === "string") {
      const isWords = meta?.widget === "template" || meta?.widget === "long_text" || wordKeys.includes(name);
      yield { field: meta?.label ?? name, text: inner, ...(isWords && { path: at }) };
    } else yield* configTexts(inner, innerSchema(schema, key), words, at);
  }
}

/** The schema of what lies under a key, through lists, options and defaults; undefined where it cannot be told. */
function innerSchema(schema: z.ZodType | undefined, key: string | number): z.ZodType | undefined {
  const bare = unwrapped(schema);
  if (typeof key === "number") return bare instanceof z.ZodArray ? (bare.element as z.ZodType) : undefined;
  return bare instanceof z.ZodObject && Object.hasOwn(bare.shape, key) ? (bare.shape[key] as z.ZodType) : undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}
