import type { Liquid } from "liquidjs";
import { loadedLiquid } from "#liquid";
import type { Context, JsonValue } from "@/lib/engine";
import type { ConfigProblem } from "@/lib/engine/definition-kit";
import {
  newLiquid,
  printed,
  remembered,
  type SettingValues,
  scopeOf,
  templateProblems,
  templateReads,
} from "../template";

/** A part of a request: the designer's text, the value of an output, or a secret by its name. */
export type RequestPart = { text: string } | { value: JsonValue | undefined } | { secret: string };

const secretOutput = /\{\{-?\s*secrets\.([A-Z][A-Z0-9_]{0,63})\s*-?\}\}/g;

// Characters of the private use areas mark the places of values in a text that is otherwise the designer's.
const begin = "\uE000";
const end = "\uE001";
const slot = /\uE000(v\d+|s[A-Z][A-Z0-9_]*)\uE001/;

/** Tags that print nothing but what is inside them. The others could print a value past its escaping. */
const usefulTags = new Set(["if", "unless", "case", "for", "break", "continue", "assign", "comment", "raw", "#"]);

/** The names of the secrets that a template uses. */
export const secretNames = (template: string): string[] => [
  ...new Set([...template.matchAll(secretOutput)].map(([, name = ""]) => name)),
];

const withSlots = (template: string): string => template.replace(secretOutput, `${begin}s$1${end}`);

/** The context paths that a template of a request reads; secrets are none. */
export const requestReads = (template: string): readonly string[] => templateReads(withSlots(template));

/** The template without its secrets, for reading what it prints. */
export const withoutSecrets = (template: string): string => template.replace(secretOutput, "");

function requestLiquid(outputEscape: (value: unknown) => string) {
  const engine = newLiquid({ strictFilters: true, outputEscape });
  if (!engine) return undefined;
  for (const tag of Object.keys(engine.tags)) if (!usefulTags.has(tag)) delete engine.tags[tag];
  // It would print a value past its escaping.
  delete engine.filters.raw;
  return engine;
}

const checking = new Map<"engine", Liquid>();

/** An engine that only reads templates. Undefined in a browser that has not loaded Liquid. */
function checkingLiquid(): Liquid | undefined {
  const engine = checking.get("engine") ?? requestLiquid(() => "");
  if (engine) checking.set("engine", engine);
  return engine;
}

/**
 * The parts of a request's template. Values stay apart from the designer's text, so that each place can write them as
 * it has to. Liquid never gets a secret: the names are replaced afterwards.
 */
export function requestParts(template: string, context: Context, settings: SettingValues): RequestPart[] {
  const values: (JsonValue | undefined)[] = [];
  const engine = requestLiquid((value) => {
    values.push(value as JsonValue | undefined);
    return `${begin}v${values.length - 1}${end}`;
  });
  if (!engine) throw new Error("Templates cannot be read before Liquid is loaded.");
  const text = engine.parseAndRenderSync(withSlots(template), scopeOf(context, settings)) as string;
  return splitSlots(text, values);
}

function splitSlots(text: string, values: readonly (JsonValue | undefined)[]): RequestPart[] {
  return text.split(slot).flatMap((piece, index): RequestPart[] => {
    if (index % 2 === 0) return piece === "" ? [] : [{ text: piece }];
    return piece.startsWith("s") ? [{ secret: piece.slice(1) }] : [{ value: values[Number(piece.slice(1))] }];
  });
}

/** The parts of a template without tags, its values unknown; undefined for one with tags, or that cannot be read. */
export const fixedParts = remembered((template): readonly RequestPart[] | undefined => {
  const loaded = loadedLiquid();
  const engine = checkingLiquid();
  if (!loaded || !engine) return undefined;
  try {
    const parsed = engine.parse(withSlots(template));
    const parts = parsed.flatMap((part): RequestPart[] | undefined => {
      if (part instanceof loaded.Output) return [{ value: undefined }];
      return loaded.TypeGuards.isHTMLToken(part.token) ? splitSlots(part.token.getContent(), []) : undefined;
    });
    return parts.every((part) => part !== undefined) ? (parts as RequestPart[]) : undefined;
  } catch {
    return undefined;
  }
});

/** A value as people read it, in well-formed text. */
export const asText = (value: JsonValue | undefined): string => String(printed(value ?? "")).toWellFormed();

/** What is wrong with a template of a request; `name` is what a sentence calls it. */
export function requestProblems(
  name: string,
  template: string,
  path: ConfigProblem["path"],
  { takesSecrets }: { takesSecrets: boolean },
): ConfigProblem[] {
  const usual = templateProblems(name, template, path);
  if (usual.length > 0) return usual;
  const problem = wrongParse(template) ?? wrongSecrets(template, takesSecrets);
  return problem === undefined ? [] : [{ message: `${name}: ${problem}.`, path }];
}

const wrongParse = remembered((template): string | undefined => {
  try {
    checkingLiquid()?.parse(withSlots(template));
    return undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    const tag = /tag "(\w+)" not found/.exec(words)?.[1];
    if (tag) return `the tag “${tag}” cannot be used in a request`;
    const filter = /undefined filter: (\w+)/.exec(words)?.[1];
    return filter ? `the filter “${filter}” cannot be used in a request` : words;
  }
});

function wrongSecrets(template: string, takesSecrets: boolean): string | undefined {
  if (!takesSecrets && secretNames(template).length > 0)
    return "a secret may stand only in the value of a header or parameter, and in the body";
  const others = requestReads(template).some((path) => path.split(".")[0] === "secrets");
  return others ? "a secret is written {{ secrets.NAME }}, in capital letters and without filters" : undefined;
}
