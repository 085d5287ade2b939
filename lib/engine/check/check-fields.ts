import { type Condition, conditionSchema } from "../graph/condition";
import type { EdgeDefinition, TaskDefinition } from "../graph/definition";
import { settingValueType } from "../graph/settings";
import type { KindRules, PrintedValue } from "../graph/task-kind";
import { isObject } from "../json";
import { nearestName } from "./algorithms/nearest-name";
import { type GraphAnalysis, maxSuggestions } from "./analyze-graph";
import { comparisonsIn, typeMismatches } from "./check-conditions";
import { guessStart } from "./check-ids";
import { reachable, successorsOf } from "./check-loops";
import { fixOf, unknownSetting } from "./check-settings";
import { gather } from "./gather";
import type { GraphProblem } from "./graph-problem";
import { describeTypes, type PlainType, TypeLookup, type ValueTypes } from "./value-type";

type Path = (string | number)[];
type Problem = Pick<GraphProblem, "code" | "message" | "path" | "fix">;

/** The context keys that every session starts with. */
export const givenTypes: ValueTypes = { reference: { type: "text" }, workflow: { type: "text" } };

/** Fields that conditions and templates read and no task writes, and uses of a field that do not fit its type. */
export function checkFields(analysis: GraphAnalysis): GraphProblem[] {
  const checker = new FieldChecker(analysis);
  return [
    ...gather(analysis.definition.tasks, (task) => checker.checkTask(task)),
    ...gather(analysis.definition.edges, (edge) => checker.checkEdge(analysis.storedEdge(edge))),
  ];
}

class FieldChecker {
  readonly #analysis: GraphAnalysis;
  readonly #types = new TypeLookup();
  /** The types that templates read: those of `#types`, and the settings. */
  readonly #inTemplates: TypeLookup;
  readonly #names: Set<string>;
  readonly #suggested = new Map<string, string | undefined>();
  readonly #next: ReadonlyMap<string, readonly string[]>;
  /** The tasks that a session can reach. */
  readonly #reached: ReadonlySet<string>;
  readonly #writers = new Map<string, string[]>();
  /** For each key, the tasks that write it and the tasks that can run after one of them. */
  readonly #after = new Map<string, ReadonlySet<string>>();

  constructor(analysis: GraphAnalysis) {
    this.#analysis = analysis;
    const written = analysis.definition.tasks.map(analysis.writes);
    for (const types of [givenTypes, ...written]) this.#types.add(types);
    for (const task of analysis.definition.tasks)
      for (const key of Object.keys(analysis.writes(task)))
        this.#writers.set(key, [...(this.#writers.get(key) ?? []), task.id]);
    this.#next = successorsOf(analysis.definition.edges);
    const start = guessStart(analysis);
    this.#reached = reachable(start === undefined ? [] : [start], this.#next);
    this.#names = new Set([givenTypes, ...written].flatMap((types) => Object.keys(types)));
    const fields = Object.fromEntries([...analysis.settings].map(([key, setting]) => [key, settingValueType(setting)]));
    this.#inTemplates = new TypeLookup(this.#types);
    if (analysis.settings.size > 0) this.#inTemplates.add({ settings: { type: "object", fields } });
  }

  checkTask(task: TaskDefinition): GraphProblem[] {
    const parsed = this.#analysis.parse(task);
    if (!parsed) return [];
    const { kind, config } = parsed;
    const stored = this.#analysis.storedTask(task.id) ?? task;
    const where = `"${task.label}"`;
    const paths = new Set([...kind.reads(config), ...fieldsReadInside(kind, config, this.#analysis)]);
    const findings = [
      ...[...paths].flatMap((path) => this.#unknownRead(path, where, stored)),
      ...this.#checkConditions(kind, config, stored, where),
      ...this.#checkCells(kind, stored, where),
      ...this.#printedObjects(kind.prints?.(config) ?? [], where, stored),
    ];
    return findings.map((problem): GraphProblem => ({ ...problem, taskId: task.id }));
  }

  checkEdge(edge: EdgeDefinition): GraphProblem[] {
    const { id, from, to, condition } = edge;
    if (!condition) return [];
    const { nameOf, pathOf } = this.#analysis;
    const where = `The condition of the edge from ${nameOf(from)} to ${nameOf(to)}`;
    return this.#checkCondition(condition, where, where, ["condition"], pathOf(edge)).map(
      (problem): GraphProblem => ({ ...problem, edgeId: id }),
    );
  }

  #checkConditions(kind: KindRules, config: unknown, stored: TaskDefinition, where: string): Problem[] {
    const conditions = kind.conditions?.(config) ?? [];
    const paths = conditions.length > 0 ? objectPaths(config) : undefined;
    return conditions.flatMap((condition) => {
      const found = paths?.get(condition);
      const path = ["config", ...(found ?? [])];
      // The stored condition names its settings, whose types are checked.
      const own = (found && conditionAt(stored, path)) ?? condition;
      return this.#checkCondition(own, where, `A condition of ${where}`, path, this.#analysis.pathOf(stored));
    });
  }

  /** The stored cells name their settings, whose types are checked. */
  #checkCells(kind: KindRules, { config }: TaskDefinition, where: string): Problem[] {
    const own = kind.cells && kind.configSchema.safeParse(config).data;
    if (!kind.cells || own === undefined) return [];
    return gather(kind.cells(own), ({ comparison, path, name }) =>
      typeMismatches(comparison, this.#types, this.#analysis).map(
        ({ message }): Problem => ({
          code: "condition_type",
          message: `${where}, ${name}: ${message}`,
          path: ["config", ...path],
        }),
      ),
    );
  }

  #checkCondition(condition: Condition, reader: string, where: string, path: Path, root: Path): Problem[] {
    const seen = new Set<string>();
    const unknown = comparisonsIn(condition).flatMap(({ comparison: { field }, path: inner }): Problem[] => {
      if (this.#types.at(field) !== undefined || seen.has(field)) return [];
      seen.add(field);
      const at = [...path, ...inner, "field"];
      const meant = this.#suggestField(field);
      return [
        {
          code: "unknown_field",
          message: `${reader} reads "${field}", which no task sets.`,
          path: at,
          ...(meant && { fix: { label: `Use “${meant}”`, changes: [{ path: [...root, ...at], value: meant }] } }),
        },
      ];
    });
    const wrong = typeMismatches(condition, this.#types, this.#analysis).map(
      (mismatch): Problem => ({
        code: "condition_type",
        message: `${where}: ${mismatch.message}`,
        path: [...path, ...mismatch.path],
      }),
    );
    return [...unknown, ...wrong];
  }

  #unknownRead(path: string, where: string, stored: TaskDefinition): Problem[] {
    if (this.#inTemplates.at(path) !== undefined) return this.#readTooEarly(path, where, stored);
    const { pathOf } = this.#analysis;
    const at = findText(stored.config, path, ["config"]);
    const [root, key] = path.split(".");
    if (root === "settings" && key !== undefined && !this.#names.has("settings")) {
      const replaced = (near: string) => ({
        path: [...pathOf(stored), ...(at?.path ?? [])],
        value: at?.text.replaceAll(`settings.${key}`, `settings.${near}`),
      });
      const fix = at ? fixOf(key, this.#analysis, replaced) : {};
      return [{ ...unknownSetting(key, where, this.#analysis), ...(at && { path: at.path }), ...fix }];
    }
    const message = `${where} reads "${path}", which no task sets.`;
    return [{ code: "unknown_field", message, ...(at && { path: at.path }) }];
  }

  /** A template must not print a value that is an object in every case. */
  #printedObjects(printed: readonly PrintedValue[], where: string, { config }: TaskDefinition): Problem[] {
    const types = this.#inTemplates;
    const isWhole = (one: PlainType): boolean => one.type === "object" || (one.type === "list" && isList(one, types));
    return printed.flatMap(({ text, type }) => {
      const found = types.plain(type);
      if (found.length === 0 || !found.every(isWhole)) return [];
      const is = describeTypes(found, this.#analysis.format);
      const message = `${where} prints {{ ${text} }}, which is ${is}: name one of its parts.`;
      const path = findText(config, text, ["config"])?.path;
      return [{ code: "config", message, ...(path && { path }) }];
    });
  }

  /** A name that a task sets, but no edges lead from that task to the reader: the value is always missing there. */
  #readTooEarly(path: string, where: string, { id, config }: TaskDefinition): Problem[] {
    const key = path.split(".")[0] ?? path;
    const writers = this.#writers.get(key) ?? [];
    const [writer] = writers;
    if (writer === undefined || Object.hasOwn(givenTypes, key) || !this.#reached.has(id)) return [];
    const after = this.#after.get(key) ?? reachable(writers, this.#next);
    this.#after.set(key, after);
    if (after.has(id)) return [];
    const from = this.#analysis.nameOf(writer);
    const message = `${where} reads "${path}", which is not set there: no way leads from ${from} to it.`;
    const found = findText(config, path, ["config"])?.path;
    return [{ code: "unknown_field", message, ...(found && { path: found }) }];
  }

  /** The context key with the most similar name. */
  #suggestField(field: string): string | undefined {
    if (!this.#suggested.has(field) && this.#suggested.size < maxSuggestions)
      this.#suggested.set(field, nearestName(field, this.#names));
    return this.#suggested.get(field);
  }
}

const isList = ({ of }: PlainType & { type: "list" }, types: TypeLookup): boolean => {
  const items = types.plain(of);
  return items.length > 0 && items.every(({ type }) => type === "object");
};

/** The fields that the tasks inside a task read and do not set themselves. */
function fieldsReadInside(kind: KindRules, config: unknown, analysis: GraphAnalysis): string[] {
  return (kind.children?.(config) ?? []).flatMap((child) => {
    const parsed = analysis.parse(child);
    if (!parsed) return [];
    const own = analysis.writes(child);
    return [...parsed.kind.reads(parsed.config), ...fieldsReadInside(parsed.kind, parsed.config, analysis)].filter(
      (path) => !Object.hasOwn(own, path.split(".")[0] ?? path),
    );
  });
}

/** The first text in a config that contains the name, with its path. */
function findText(value: unknown, name: string, path: Path): { path: Path; text: string } | undefined {
  if (typeof value === "string") return value.includes(name) ? { path, text: value } : undefined;
  const entries = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of entries) {
    const found = findText(item, name, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The paths of the objects in a parsed config. */
function objectPaths(value: unknown, path: Path = [], paths = new Map<unknown, Path>()): Map<unknown, Path> {
  if (typeof value !== "object" || value === null) return paths;
  paths.set(value, path);
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    objectPaths(item, [...path, key], paths);
  return paths;
}

function conditionAt({ config }: TaskDefinition, path: Path): Condition | undefined {
  const value = path.slice(1).reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isObject(part) ? part[String(key)] : undefined;
  }, config);
  // A setting may stand where a condition takes none.
  return conditionSchema.safeParse(value).data;
}
