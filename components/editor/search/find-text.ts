import { z } from "zod";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { TextOwner } from "@/lib/workflows/commands/texts/replace-text";
import { findMatches, type MatchOptions, plainMatch } from "./match-text";

export interface Hit {
  /** Unique among the hits. */
  id: string;
  place: TextOwner;
  /** The name of the part: the task's name, "From A to B", "Note". */
  title: string;
  /** The name of the field: "Message", "Condition". */
  field: string;
  /** The text around the first hit that may be changed, else around the first one, in three pieces. */
  excerpt: [before: string, hit: string, after: string];
  /** How often the text has the query. */
  count: number;
  /** All of them are names in a placeholder of a template, which a replacement does not change. */
  isName: boolean;
  /** The path of the text in its part. Only texts that a replacement may change have one. */
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
  place: TextOwner;
  title: string;
  field: string;
  text: string;
  path?: (string | number)[];
}

/** The number of characters shown before and after a hit. */
const contextLength = 28;
/** At most this many hits are listed. */
export const maxHits = 500;

/** The texts that contain the query, in document order. A blank query finds nothing. */
export function findText(
  document: EditorDocument,
  sources: SearchSources,
  query: string,
  options: MatchOptions = plainMatch,
): Hit[] {
  const hits: Hit[] = [];
  if (query.trim() === "") return hits;
  for (const { text, path, ...where } of textsOf(document, sources)) {
    const matches = findMatches(text, query, options);
    const shown = matches.find(({ isName }) => !isName) ?? matches[0];
    if (!shown) continue;
    const isName = matches.every((match) => match.isName);
    hits.push({
      ...{ id: String(hits.length), ...where, count: matches.length, isName },
      excerpt: excerptOf(text, shown.from, shown.to - shown.from),
      ...(path && !isName && { path }),
    });
    if (hits.length === maxHits) break;
  }
  return hits;
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
  for (const [key, field] of workflowTexts) {
    yield { place: {}, title: "The workflow", field, text: definition[key], path: [key] };
  }
  yield* settingTexts(definition.settings);
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
    if (label) yield { place: { edgeId: id }, title, field: "Name", text: label, path: ["label"] };
    const sentence = sources.sentences.get(id);
    if (sentence) yield { place: { edgeId: id }, title, field: "Condition", text: sentence };
  }
  for (const { id, text } of layout.notes) {
    yield { place: { noteId: id }, title: "Note", field: "Text", text, path: ["text"] };
  }
  for (const { id, label } of layout.groups) {
    yield { place: { groupId: id }, title: "Group", field: "Name", text: label, path: ["label"] };
  }
}

function* settingTexts(settings: EditorDocument["definition"]["settings"]): Generator<SearchedText> {
  for (const { key, label, help, type, value } of settings) {
    const at = { place: { settingKey: key }, title: `Setting ${label}` };
    yield { ...at, field: "Name", text: label, path: ["label"] };
    yield { ...at, field: "Key", text: key };
    if (help) yield { ...at, field: "Help", text: help, path: ["help"] };
    if (type === "text" && typeof value === "string") yield { ...at, field: "Value", text: value, path: ["value"] };
  }
}

const workflowTexts = [
  ["name", "Name"],
  ["description", "Description"],
] as const;

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
