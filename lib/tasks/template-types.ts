import type { Output, Template, Value } from "liquidjs";
import type { PrintedValue, ValueType, ValueTypes } from "@/lib/engine/definition-kit";
import { canReadTemplates, liquidParts, parseTemplate, remembered, templateProblem } from "./template";

const any: ValueType = { type: "any" };
const text: ValueType = { type: "text" };
const number: ValueType = { type: "number" };

const typed = (type: ValueType, names: string): [string, ValueType][] => names.split(" ").map((name) => [name, type]);
/** The types that filters return, when these do not depend on their input. */
const filterTypes = new Map([
  ...typed(
    number,
    "abs at_least at_most ceil divided_by floor minus modulo number_of_words plus round size times to_integer",
  ),
  ...typed(
    text,
    "append capitalize cgi_escape date day downcase duration escape escape_once join json jsonify lstrip money number",
  ),
  ...typed(text, "newline_to_br normalize_whitespace prepend remove remove_first remove_last replace replace_first"),
  ...typed(text, "replace_last rstrip slugify squish strip strip_html strip_newlines truncate truncatewords upcase"),
  ...typed(text, "uri_escape url_decode url_encode xml_escape array_to_sentence_string"),
  ...typed({ type: "list", of: text }, "split"),
  ...typed({ type: "yes_no" }, "has has_exp"),
]);

const isReadable = (template: string): boolean => canReadTemplates() && templateProblem(template) === null;

/** Of what type the value of a template is (`evaluateTemplate`). */
function templateType(template: string): ValueType {
  if (!isReadable(template)) return any;
  const { Output, TypeGuards } = liquidParts();
  const parts = parseTemplate(template).filter(
    ({ token }) => !(TypeGuards.isHTMLToken(token) && token.getContent().trim() === ""),
  );
  const [only] = parts;
  if (parts.length === 1 && only instanceof Output) return typeOfValue(only.value, new Set());
  const isFixed = parts.every(({ token }) => TypeGuards.isHTMLToken(token));
  return isFixed ? { type: "choice", values: [template.trim()] } : text;
}

/**
 * The number by which a template raises the key that it is the new value of (`{{ tries | plus: 1 }}`), when it
 * does.
 */
export function raises(key: string, template: string): number | undefined {
  const only = onlyOutput(template);
  if (!only) return undefined;
  const [filter, ...others] = ownFilters(only.value);
  const [by, ...more] = filter?.args ?? [];
  if (filter?.name !== "plus" || others.length > 0 || more.length > 0 || !by || Array.isArray(by)) return undefined;
  const { TypeGuards } = liquidParts();
  const isKey = pathOf(only.value, new Set())?.join(".") === key;
  return isKey && TypeGuards.isNumberToken(by) && by.content > 0 ? by.content : undefined;
}

/** The output of a template that consists of one output. */
const onlyOutput = remembered((template): Output | undefined => {
  if (!isReadable(template)) return undefined;
  const parts = parseTemplate(template);
  return parts.length === 1 && parts[0] instanceof liquidParts().Output ? parts[0] : undefined;
});

/** The values that a template prints, with their types. */
export const templatePrints = (template: string | undefined): readonly PrintedValue[] =>
  template === undefined ? [] : printedBy(template);

const printedBy = remembered((template): readonly PrintedValue[] => {
  if (!isReadable(template)) return [];
  const { Output } = liquidParts();
  const parts = parseTemplate(template);
  const all = [...walk(parts)];
  const locals = new Set(all.flatMap(localsOf));
  return all.flatMap((part) => {
    if (!(part instanceof Output)) return [];
    const words = part.token.input.slice(...part.token.contentRange).trim();
    const hasDefault = ownFilters(part.value).some(({ name }) => name === "default");
    const key = hasDefault || !parts.includes(part) ? undefined : pathOf(part.value, locals)?.[0];
    return [{ text: words, type: typeOfValue(part.value, locals), ...(key !== undefined && { key }) }];
  });
});

function* walk(parts: Template[]): Generator<Template> {
  for (const part of parts) {
    yield part;
    const inside = part.children?.(false, true).next().value;
    if (Array.isArray(inside)) yield* walk(inside as Template[]);
  }
}

const localsOf = (part: Template): string[] => [
  ...(part.blockScope?.() ?? []),
  ...[...(part.localScope?.() ?? [])].map((name) => name.content),
];

function typeOfValue(value: Value, locals: ReadonlySet<string>): ValueType {
  return ownFilters(value).reduce(
    (type: ValueType, { name, args }): ValueType => {
      const fixed = filterTypes.get(name);
      if (fixed) return fixed;
      if (name === "raw") return type;
      if (name === "first" || name === "last") return type.type === "list" ? type.of : any;
      const [first] = args;
      if (name !== "default" || !first || Array.isArray(first)) return any;
      return { type: "one_of", types: [type, typeOfTokens([first], locals)] };
    },
    typeOfTokens(value.initial.postfix, locals),
  );
}

/** Printing adds a filter of its own, which has no name that people could write. */
const ownFilters = ({ filters }: Value) => filters.filter(({ name }) => /^\w+$/.test(name));

function typeOfTokens(tokens: readonly unknown[], locals: ReadonlySet<string>): ValueType {
  const [token] = tokens;
  const { TypeGuards } = liquidParts();
  // Operators compare.
  if (tokens.length !== 1) return { type: "yes_no" };
  if (TypeGuards.isNumberToken(token)) return number;
  if (TypeGuards.isQuotedToken(token)) return { type: "choice", values: [token.content] };
  if (TypeGuards.isLiteralToken(token)) return typeof token.content === "boolean" ? { type: "yes_no" } : any;
  const path = namesOf(token, locals);
  if (!path) return any;
  const last = path.at(-1);
  if (path.length > 1 && last === "size") return number;
  return path.length > 1 && (last === "first" || last === "last") ? any : { type: "same_as", path: path.join(".") };
}

const pathOf = ({ initial }: Value, locals: ReadonlySet<string>): string[] | undefined =>
  initial.postfix.length === 1 ? namesOf(initial.postfix[0], locals) : undefined;

/**
 * The names of a path in the context; undefined for one that depends on a value, or begins with a name of the
 * template.
 */
function namesOf(token: unknown, locals: ReadonlySet<string>): string[] | undefined {
  const { TypeGuards } = liquidParts();
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return undefined;
  const names = token.props.flatMap((part) =>
    TypeGuards.isWordToken(part) || TypeGuards.isQuotedToken(part) ? [part.content] : [],
  );
  return names.length === token.props.length && !locals.has(names[0] ?? "") ? names : undefined;
}

/** The types of the values of `{{ }}` templates under these keys. */
export const templateTypes = (values: readonly { key: string; value: string | number | boolean }[]): ValueTypes =>
  Object.fromEntries(values.map(({ key, value }) => [key, typeOf(value)]));

const typeOf = (value: string | number | boolean): ValueType => {
  if (typeof value === "string") return templateType(value);
  return typeof value === "number" ? number : { type: "yes_no" };
};
