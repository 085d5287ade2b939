import { z } from "zod";
import { fieldMeta } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { renameInTemplate } from "@/lib/tasks/rename-in-template";
import { canReadTemplates } from "@/lib/tasks/template";
import { CommandRefusedError } from "./define-command";

/** What a name is called instead; undefined leaves it as it is. */
export interface Renaming {
  /** A path of the context, name by name: in conditions, templates and lists of fields. */
  path(names: readonly string[]): readonly string[] | undefined;
  /** A key that a task writes. */
  key(name: string): string | undefined;
  /** A setting that is named where a value could stand. */
  setting(name: string): string | undefined;
}

type NameWidget = "context_key" | "context_path";

/** The entries of configs that name a key of the context, or a path: those that are edited with its picker. */
const entriesWith = (widget: NameWidget): Set<string> =>
  new Set(Object.values(taskKinds).flatMap(({ configSchema }) => entriesIn(configSchema, widget)));
const keyNames = entriesWith("context_key");
const pathNames = entriesWith("context_path");

function entriesIn(schema: z.ZodType, widget: NameWidget): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return entriesIn(schema.unwrap() as z.ZodType, widget);
  if (schema instanceof z.ZodArray) return entriesIn(schema.element as z.ZodType, widget);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
    fieldMeta.get(field)?.widget === widget ? [name] : entriesIn(field, widget),
  );
}

/** The keys of the context that a config names as those that it writes, in order. Templates are not read. */
export function keysNamedIn(config: unknown): string[] {
  if (typeof config !== "object" || config === null) return [];
  return Object.entries(config).flatMap(([name, inner]) =>
    typeof inner === "string" ? (keyNames.has(name) ? [inner] : []) : keysNamedIn(inner),
  );
}

/**
 * A part of a definition with its names renamed: conditions, references to settings, keys that are written, templates.
 * What has none of these names stays the same object. Throws CommandRefusedError.
 */
export function renameIn<Part>(part: Part, renaming: Renaming): Part {
  return renamed(part, renaming) as Part;
}

function renamed(value: unknown, renaming: Renaming): unknown {
  if (typeof value === "string") return renamedTemplate(value, renaming);
  if (Array.isArray(value)) {
    const items = value.map((item) => renamed(item, renaming));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const isComparison = "field" in value && "op" in value;
  const isReference = "setting" in value && Object.keys(value).length === 1;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    if (pathNames.has(name) && isPaths(inner)) return [name, renamedPaths(inner, renaming)];
    if (typeof inner !== "string") return [name, renamed(inner, renaming)];
    if (isReference) return [name, renaming.setting(inner) ?? inner];
    if (isComparison) return [name, name === "field" ? renamedPath(inner, renaming) : inner];
    if (keyNames.has(name)) return [name, renaming.key(inner) ?? inner];
    return [name, renamedTemplate(inner, renaming)];
  });
  const before = value as Record<string, unknown>;
  return entries.some(([name, inner]) => inner !== before[name]) ? Object.fromEntries(entries) : value;
}

const isPaths = (value: unknown): value is string | string[] =>
  typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));

function renamedPaths(value: string | string[], renaming: Renaming): string | string[] {
  if (typeof value === "string") return renamedPath(value, renaming);
  const paths = value.map((path) => renamedPath(path, renaming));
  return paths.some((path, index) => path !== value[index]) ? paths : value;
}

/** A dotted path of the context, renamed. */
export const renamedPath = (path: string, renaming: Pick<Renaming, "path">): string =>
  renaming.path(path.split("."))?.join(".") ?? path;

function renamedTemplate(text: string, renaming: Renaming): string {
  if (!text.includes("{{") && !text.includes("{%")) return text;
  if (!canReadTemplates())
    throw new CommandRefusedError("The texts cannot be read yet: the editor is still loading. Try again in a moment.");
  const next = renameInTemplate(text, (names) => {
    const [root, name, ...rest] = names;
    if (root !== "settings") return renaming.path(names);
    const setting = name === undefined ? undefined : renaming.setting(name);
    return setting === undefined ? undefined : [root, setting, ...rest];
  });
  if (next === undefined)
    throw new CommandRefusedError("A template has the new name for something of its own: choose another name.");
  return next;
}

/** A renaming that renames nothing. */
export const noRenaming: Renaming = { path: () => undefined, key: () => undefined, setting: () => undefined };
