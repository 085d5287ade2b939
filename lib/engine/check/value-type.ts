import type { ValueFormat } from "../describe/value-format";

/**
 * The type of a value that a task writes into the context. Conditions and templates are checked against it. It is not
 * enforced when a session runs.
 */
export type ValueType =
  /** Known only when a session runs. */
  | { type: "any" }
  /** With the unit `money` a whole number. */
  | { type: "number"; unit?: "money" }
  | { type: "text" }
  /** An ISO day (2026-11-15), or an ISO time with its zone. */
  | { type: "date" | "time" }
  /** An ISO 8601 duration (PT4H). */
  | { type: "duration" }
  | { type: "yes_no" }
  /** One of these texts. */
  | { type: "choice"; values: readonly string[] }
  | { type: "list"; of: ValueType }
  /** Without `fields` any fields. */
  | { type: "object"; fields?: ValueTypes }
  | { type: "one_of"; types: readonly ValueType[] }
  /** The type of the value at another path. */
  | { type: "same_as"; path: string };

/** The types of values by context key, or by the field of an object. */
export type ValueTypes = Readonly<Record<string, ValueType>>;

/** A type without alternatives and references. */
export type PlainType = Exclude<ValueType, { type: "one_of" | "same_as" }>;

/** The types of context paths, from what tasks write. A key that several tasks write has the types of all. */
export class TypeLookup {
  readonly #written = new Map<string, ValueType[]>();
  /** Types of a key that were added, themselves and as JSON: 500 tasks of one kind write one type. */
  readonly #added = new Map<string, Set<string | ValueType>>();

  /** Starts with the types of another lookup. */
  constructor(other?: TypeLookup) {
    for (const [key, types] of other ? other.#written : []) for (const type of types) this.add({ [key]: type });
  }

  /** Adds what one task writes. */
  add(types: ValueTypes): void {
    for (const [key, type] of Object.entries(types)) {
      const added = this.#added.get(key) ?? new Set<string | ValueType>();
      if (added.has(type)) continue;
      const json = JSON.stringify(type);
      const isKnown = added.has(json);
      this.#added.set(key, added.add(type).add(json));
      if (isKnown) continue;
      const written = this.#written.get(key);
      if (written) written.push(type);
      else this.#written.set(key, [type]);
    }
  }

  /** The types of a path; undefined when no task writes it. */
  at(path: string, seen: ReadonlySet<string> = new Set()): PlainType[] | undefined {
    // A value that refers to itself (a counter) adds no type.
    if (seen.has(path)) return [];
    const within = new Set(seen).add(path);
    const whole = this.#written.get(path);
    if (whole) return whole.flatMap((type) => this.plain(type, within));
    const [root = path, ...steps] = path.split(".");
    let types = this.#written.get(root)?.flatMap((type) => this.plain(type, within));
    for (const step of steps) {
      types = types?.flatMap((type) => this.#into(type, step, within));
      if (types?.length === 0) return undefined;
    }
    return types;
  }

  /** The types that a type with alternatives and references stands for. */
  plain(type: ValueType, seen: ReadonlySet<string> = new Set()): PlainType[] {
    if (type.type === "one_of") return type.types.flatMap((one) => this.plain(one, seen));
    if (type.type === "same_as") return this.at(type.path, seen) ?? [{ type: "any" }];
    return [type];
  }

  #into(type: PlainType, step: string, seen: ReadonlySet<string>): PlainType[] {
    if (type.type === "any" || (type.type === "object" && !type.fields)) return [{ type: "any" }];
    const field = type.type === "object" && type.fields && Object.hasOwn(type.fields, step) && type.fields[step];
    return field ? this.plain(field, seen) : [];
  }
}

/** Types as a sentence goes on: "is text, or true or false". */
export const describeTypes = (types: readonly PlainType[], format: ValueFormat): string =>
  [...new Set(types.map((type) => describeType(type, format)))].join(", or ");

function describeType(type: PlainType, format: ValueFormat): string {
  switch (type.type) {
    case "any":
      return "anything";
    case "number":
      return type.unit === "money" ? format.moneyType : "a number";
    case "text":
      return "text";
    case "date":
      return "a date like 2026-11-15";
    case "time":
      return "a time like 2026-11-15T09:30:00Z";
    case "duration":
      return "a duration like PT4H";
    case "yes_no":
      return "true or false";
    case "choice":
      return type.values.length === 1 ? `always “${type.values[0]}”` : `one of ${type.values.join(", ")}`;
    case "list":
      return "a list";
    case "object":
      return type.fields ? `an object with ${Object.keys(type.fields).join(", ")}` : "an object";
  }
}
