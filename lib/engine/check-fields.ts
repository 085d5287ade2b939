import { misfits } from "./check-conditions";
import type { GraphProblem } from "./check-graph";
import { named } from "./check-ways";
import { conditionFields } from "./condition";
import type { GraphDefinition, TaskDefinition } from "./definition";
import { type KindRules, type KindRulesMap, type PrintedValue, readTask } from "./task-kind";
import { describeType, type PlainType, TypeLookup, type ValueTypes } from "./value-type";

/** Context keys that every session has from the start. */
const givenTypes: ValueTypes = { reference: { type: "text" }, workflow: { type: "text" } };

/**
 * What the conditions and templates of a definition read and no task writes, and what they do with it that does not fit
 * its type.
 */
export function checkFields(definition: GraphDefinition, kinds: KindRulesMap): GraphProblem[] {
  const types = new TypeLookup();
  types.add(givenTypes);
  const tasks = definition.tasks.flatMap((task) => {
    const read = readTask(task, kinds);
    return read ? [{ task, ...read }] : [];
  });
  for (const { task } of tasks) types.add(writtenBy(task, kinds));
  const inTasks = tasks.flatMap(({ task, kind, config }) => {
    const conditions = kind.conditions?.(config) ?? [];
    const paths = [...kind.reads(config), ...conditions.flatMap(conditionFields), ...childReads(kind, config, kinds)];
    return [
      ...unknownFields(paths, types, `"${task.label}"`),
      ...conditions.flatMap((condition) => misfits(condition, types)).map(misfit(`A condition of "${task.label}"`)),
      ...printedObjects(kind.prints?.(config) ?? [], types, `"${task.label}"`),
    ].map((problem): GraphProblem => ({ ...problem, taskId: task.id }));
  });
  const inEdges = definition.edges.flatMap(({ id, from, to, condition }) => {
    if (!condition) return [];
    const where = `The condition of the edge from ${named(definition.tasks, from)} to ${named(definition.tasks, to)}`;
    return [
      ...unknownFields(conditionFields(condition), types, where),
      ...misfits(condition, types).map(misfit(where)),
    ].map((problem): GraphProblem => ({ ...problem, edgeId: id }));
  });
  return [...inTasks, ...inEdges];
}

function writtenBy(task: TaskDefinition, kinds: KindRulesMap): ValueTypes {
  const read = readTask(task, kinds);
  return read?.kind.writes(read.config, (child) => writtenBy(child, kinds)) ?? {};
}

type Finding = Pick<GraphProblem, "code" | "message">;

const unknownFields = (paths: string[], types: TypeLookup, where: string): Finding[] =>
  [...new Set(paths)]
    .filter((path) => types.at(path) === undefined)
    .map((path) => ({ code: "unknown_field", message: `${where} reads "${path}", which no task sets.` }));

const misfit =
  (where: string) =>
  (sentence: string): Finding => ({ code: "condition_type", message: `${where}: ${sentence}` });

/** What a template prints is refused when it is an object whichever task has written it. */
const printedObjects = (printed: readonly PrintedValue[], types: TypeLookup, where: string): Finding[] =>
  printed.flatMap(({ text, type }) => {
    const found = types.plain(type);
    const isObject = ({ type }: PlainType): boolean => type === "object";
    if (found.length === 0 || !found.every((one) => isObject(one) || (one.type === "list" && isList(one, types))))
      return [];
    const is = [...new Set(found.map(describeType))].join(", or ");
    return [{ code: "config", message: `${where} prints {{ ${text} }}, which is ${is}: name one of its parts.` }];
  });

const isList = ({ of }: PlainType & { type: "list" }, types: TypeLookup): boolean => {
  const items = types.plain(of);
  return items.length > 0 && items.every(({ type }) => type === "object");
};

/** What the tasks inside a task read and none of them sets for itself. */
function childReads(kind: KindRules, config: unknown, kinds: KindRulesMap): string[] {
  return (kind.children?.(config) ?? []).flatMap((child) => {
    const read = readTask(child, kinds);
    if (!read) return [];
    const own = read.kind.writes(read.config);
    return [...read.kind.reads(read.config), ...childReads(read.kind, read.config, kinds)].filter(
      (path) => !Object.hasOwn(own, path.split(".")[0] ?? path),
    );
  });
}
