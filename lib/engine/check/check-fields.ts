import { type Condition, conditionSchema } from "../graph/condition";
import type { EdgeDefinition, TaskDefinition } from "../graph/definition";
import { settingValueType } from "../graph/settings";
import type { KindRules, PrintedValue } from "../graph/task-kind";
import { isObject } from "../json";
import { mostLookedUp, type Survey } from "./analyze-graph";
import { comparisonsIn, misfits } from "./check-conditions";
import type { GraphProblem } from "./check-graph";
import { likelyStart } from "./check-ids";
import { nextOf, reachable } from "./check-loops";
import { fixOf, unknownSetting } from "./check-settings";
import { gather } from "./gather";
import { nearest } from "./nearest-name";
import { describeTypes, type PlainType, TypeLookup, type ValueTypes } from "./value-type";

type Path = (string | number)[];
type Finding = Pick<GraphProblem, "code" | "message" | "path" | "fix">;

/** Context keys that every session has from the start. */
export const givenTypes: ValueTypes = { reference: { type: "text" }, workflow: { type: "text" } };

/**
 * What the conditions and templates of a definition read and no task writes, and what they do with it that does not fit
 * its type.
 */
export function checkFields(survey: Survey): GraphProblem[] {
  const checker = new FieldChecker(survey);
  return [
    ...gather(survey.definition.tasks, (task) => checker.checkTask(task)),
    ...gather(survey.definition.edges, (edge) => checker.checkEdge(survey.storedEdge(edge))),
  ];
}

class FieldChecker {
  readonly #survey: Survey;
  readonly #types = new TypeLookup();
  /** What templates find: the settings too. */
  readonly #inTemplates: TypeLookup;
  readonly #names: Set<string>;
  readonly #meant = new Map<string, string | undefined>();
  readonly #next: ReadonlyMap<string, readonly string[]>;
  /** Tasks that a session may come to. */
  readonly #reached: ReadonlySet<string>;
  readonly #writers = new Map<string, string[]>();
  /** Where a key may be known: the tasks that write it, and those that a way leads to from there. */
  readonly #after = new Map<string, ReadonlySet<string>>();

  constructor(survey: Survey) {
    this.#survey = survey;
    const written = survey.definition.tasks.map(survey.writes);
    for (const types of [givenTypes, ...written]) this.#types.add(types);
    for (const task of survey.definition.tasks)
      for (const key of Object.keys(survey.writes(task)))
        this.#writers.set(key, [...(this.#writers.get(key) ?? []), task.id]);
    this.#next = nextOf(survey.definition.edges);
    const start = likelyStart(survey);
    this.#reached = reachable(start === undefined ? [] : [start], this.#next);
    this.#names = new Set([givenTypes, ...written].flatMap((types) => Object.keys(types)));
    const fields = Object.fromEntries([...survey.settings].map(([key, setting]) => [key, settingValueType(setting)]));
    this.#inTemplates = new TypeLookup(this.#types);
    if (survey.settings.size > 0) this.#inTemplates.add({ settings: { type: "object", fields } });
  }

  checkTask(task: TaskDefinition): GraphProblem[] {
    const read = this.#survey.read(task);
    if (!read) return [];
    const { kind, config } = read;
    const stored = this.#survey.storedTask(task.id) ?? task;
    const where = `"${task.label}"`;
    const paths = new Set([...kind.reads(config), ...childReads(kind, config, this.#survey)]);
    const findings = [
      ...[...paths].flatMap((path) => this.#unknownRead(path, where, stored)),
      ...this.#checkConditions(kind, config, stored, where),
      ...this.#printedObjects(kind.prints?.(config) ?? [], where, stored),
    ];
    return findings.map((problem): GraphProblem => ({ ...problem, taskId: task.id }));
  }

  checkEdge(edge: EdgeDefinition): GraphProblem[] {
    const { id, from, to, condition } = edge;
    if (!condition) return [];
    const { nameOf, pathOf } = this.#survey;
    const where = `The condition of the edge from ${nameOf(from)} to ${nameOf(to)}`;
    return this.#checkCondition(condition, where, where, ["condition"], pathOf(edge)).map(
      (problem): GraphProblem => ({ ...problem, edgeId: id }),
    );
  }

  #checkConditions(kind: KindRules, config: unknown, stored: TaskDefinition, where: string): Finding[] {
    const conditions = kind.conditions?.(config) ?? [];
    const ways = conditions.length > 0 ? pathsOf(config) : undefined;
    return conditions.flatMap((condition) => {
      const way = ways?.get(condition);
      const path = ["config", ...(way ?? [])];
      // As it is stored, so that settings are known by their types.
      const own = (way && conditionAt(stored, path)) ?? condition;
      return this.#checkCondition(own, where, `A condition of ${where}`, path, this.#survey.pathOf(stored));
    });
  }

  #checkCondition(condition: Condition, reader: string, where: string, path: Path, root: Path): Finding[] {
    const seen = new Set<string>();
    const unknown = comparisonsIn(condition).flatMap(({ comparison: { field }, path: inner }): Finding[] => {
      if (this.#types.at(field) !== undefined || seen.has(field)) return [];
      seen.add(field);
      const at = [...path, ...inner, "field"];
      const meant = this.#meantBy(field);
      return [
        {
          ...{ code: "unknown_field", message: `${reader} reads "${field}", which no task sets.`, path: at },
          ...(meant && { fix: { label: `Use “${meant}”`, changes: [{ path: [...root, ...at], value: meant }] } }),
        },
      ];
    });
    const wrong = misfits(condition, this.#types, this.#survey).map(
      (misfit): Finding => ({
        code: "condition_type",
        message: `${where}: ${misfit.message}`,
        path: [...path, ...misfit.path],
      }),
    );
    return [...unknown, ...wrong];
  }

  #unknownRead(path: string, where: string, stored: TaskDefinition): Finding[] {
    if (this.#inTemplates.at(path) !== undefined) return this.#readTooEarly(path, where, stored);
    const { pathOf } = this.#survey;
    const at = placeOf(stored.config, path, ["config"]);
    const [root, key] = path.split(".");
    if (root === "settings" && key !== undefined && !this.#names.has("settings")) {
      const replaced = (near: string) => ({
        path: [...pathOf(stored), ...(at?.path ?? [])],
        value: at?.text.replaceAll(`settings.${key}`, `settings.${near}`),
      });
      const fix = at ? fixOf(key, this.#survey, replaced) : {};
      return [{ ...unknownSetting(key, where, this.#survey), ...(at && { path: at.path }), ...fix }];
    }
    const message = `${where} reads "${path}", which no task sets.`;
    return [{ code: "unknown_field", message, ...(at && { path: at.path }) }];
  }

  /** What a template prints is refused when it is an object, whichever task has written it. */
  #printedObjects(printed: readonly PrintedValue[], where: string, { config }: TaskDefinition): Finding[] {
    const types = this.#inTemplates;
    const isWhole = (one: PlainType): boolean => one.type === "object" || (one.type === "list" && isList(one, types));
    return printed.flatMap(({ text, type }) => {
      const found = types.plain(type);
      if (found.length === 0 || !found.every(isWhole)) return [];
      const is = describeTypes(found, this.#survey.format);
      const message = `${where} prints {{ ${text} }}, which is ${is}: name one of its parts.`;
      const path = placeOf(config, text, ["config"])?.path;
      return [{ code: "config", message, ...(path && { path }) }];
    });
  }

  /** A name that some task sets, from which no way leads to the one that reads it: there it is always empty. */
  #readTooEarly(path: string, where: string, { id, config }: TaskDefinition): Finding[] {
    const key = path.split(".")[0] ?? path;
    const writers = this.#writers.get(key) ?? [];
    const [writer] = writers;
    if (writer === undefined || Object.hasOwn(givenTypes, key) || !this.#reached.has(id)) return [];
    const after = this.#after.get(key) ?? reachable(writers, this.#next);
    this.#after.set(key, after);
    if (after.has(id)) return [];
    const message = `${where} reads "${path}", which is not set there: no way leads from ${this.#survey.nameOf(writer)} to it.`;
    const place = placeOf(config, path, ["config"])?.path;
    return [{ code: "unknown_field", message, ...(place && { path: place }) }];
  }

  /** The context key that was most likely meant. */
  #meantBy(field: string): string | undefined {
    if (!this.#meant.has(field) && this.#meant.size < mostLookedUp) this.#meant.set(field, nearest(field, this.#names));
    return this.#meant.get(field);
  }
}

const isList = ({ of }: PlainType & { type: "list" }, types: TypeLookup): boolean => {
  const items = types.plain(of);
  return items.length > 0 && items.every(({ type }) => type === "object");
};

/** What the tasks inside a task read and none of them sets for itself. */
function childReads(kind: KindRules, config: unknown, survey: Survey): string[] {
  return (kind.children?.(config) ?? []).flatMap((child) => {
    const read = survey.read(child);
    if (!read) return [];
    const own = survey.writes(child);
    return [...read.kind.reads(read.config), ...childReads(read.kind, read.config, survey)].filter(
      (path) => !Object.hasOwn(own, path.split(".")[0] ?? path),
    );
  });
}

/** The first text in a config that has the name in it, and the way there. */
function placeOf(value: unknown, name: string, path: Path): { path: Path; text: string } | undefined {
  if (typeof value === "string") return value.includes(name) ? { path, text: value } : undefined;
  const entries = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of entries) {
    const found = placeOf(item, name, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The ways to the objects in a parsed config. */
function pathsOf(value: unknown, path: Path = [], ways = new Map<unknown, Path>()): Map<unknown, Path> {
  if (typeof value !== "object" || value === null) return ways;
  ways.set(value, path);
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    pathsOf(item, [...path, key], ways);
  return ways;
}

function conditionAt({ config }: TaskDefinition, path: Path): Condition | undefined {
  const value = path.slice(1).reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isObject(part) ? part[String(key)] : undefined;
  }, config);
  // A setting may stand where a condition takes none.
  return conditionSchema.safeParse(value).data;
}
