import type { Template, Value } from "liquidjs";
import { liquidParts, parseTemplate, templateProblem } from "./template";

/** The new names of a path, name by name; undefined when it keeps them. */
type RenamePath = (path: readonly string[]) => readonly string[] | undefined;

/**
 * The template with other names for paths of the context. It is read as Liquid: the same letters in its text, in quotes
 * or as a variable of its own stay. A template that cannot be read stays as it is; undefined when a new name would be
 * that of a variable of the template. Throws while Liquid is not loaded.
 */
export function renameInTemplate(template: string, rename: RenamePath): string | undefined {
  liquidParts();
  if (templateProblem(template) !== null) return template;
  const found = findEdits(parseTemplate(template), rename);
  if (found.isCaptured) return undefined;
  let text = template;
  // From the end, so that the earlier positions stay valid.
  for (const { begin, end, name } of found.edits.toSorted((a, b) => b.begin - a.begin)) {
    const before = text.slice(begin, end);
    const quote = before.startsWith('"') || before.startsWith("'") ? before.charAt(0) : "";
    text = text.slice(0, begin) + quote + name + quote + text.slice(end);
  }
  return text;
}

interface Edit {
  begin: number;
  end: number;
  name: string;
}

function findEdits(parts: readonly Template[], rename: RenamePath): { edits: Edit[]; isCaptured: boolean } {
  const edits: Edit[] = [];
  let isCaptured = false;
  const assigned = new Set<string>();
  const { TypeGuards, Value } = liquidParts();

  function visitToken(token: unknown, isOwn: (name: string) => boolean): void {
    if (TypeGuards.isRangeToken(token)) {
      visitToken(token.lhs, isOwn);
      visitToken(token.rhs, isOwn);
    } else if (TypeGuards.isPropertyAccessToken(token)) {
      const names = token.props.map((part) =>
        TypeGuards.isWordToken(part) || TypeGuards.isQuotedToken(part) ? part.content : "",
      );
      for (const part of token.props) visitToken(part, isOwn);
      const isRooted = token.variable === undefined && names[0] !== "" && !isOwn(names[0] ?? "");
      const renamed = isRooted ? rename(names) : undefined;
      if (renamed?.[0] !== undefined && isOwn(renamed[0])) isCaptured = true;
      for (const [index, name] of renamed?.entries() ?? []) {
        const part = token.props[index];
        if (part && name !== names[index]) edits.push({ begin: part.begin, end: part.end, name });
      }
    } else if (isFiltered(token)) visitValue(token, isOwn);
  }

  function visitValue(
    { initial, filters }: Pick<Value, "initial" | "filters">,
    isOwn: (name: string) => boolean,
  ): void {
    for (const token of initial.postfix) visitToken(token, isOwn);
    for (const { args } of filters)
      for (const argument of args) visitToken(Array.isArray(argument) ? argument[1] : argument, isOwn);
  }

  function visit(part: Template, scope: ReadonlySet<string>): void {
    const isOwn = (name: string): boolean => scope.has(name) || assigned.has(name);
    for (const argument of part.arguments?.() ?? []) {
      if (argument instanceof Value) visitValue(argument, isOwn);
      else visitToken(argument, isOwn);
    }
    for (const name of part.localScope?.() ?? []) assigned.add(name.content);
    const inner = new Set([...scope, ...(part.blockScope?.() ?? [])]);
    const children = part.children?.(false, true).next().value;
    if (Array.isArray(children)) for (const child of children as Template[]) visit(child, inner);
  }

  for (const part of parts) visit(part, new Set());
  return { edits, isCaptured };
}

const isFiltered = (token: unknown): token is Pick<Value, "initial" | "filters"> =>
  typeof token === "object" && token !== null && "initial" in token && "filters" in token;
