import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { CommandRefusedError } from "../commands/define-command";
import { isSame } from "../commands/merging/is-same";
import { keysNamedIn, noRenaming, type Renaming, renamedPath, renameIn } from "../commands/references";
import { canonical } from "./compare-values";

/** The renamed tasks, keys and settings between two versions. */
export interface Renames {
  /** The older definition with the newer names. */
  before: GraphDefinition;
  keys: Rename[];
  settings: Rename[];
  taskIds: Rename[];
}

interface Rename {
  from: string;
  to: string;
}

/** How many names are tried for one key. */
const maxTries = 4;

/**
 * Finds what was only renamed in the newer definition: tasks with another id, keys and settings. A key counts as
 * renamed when fewer differences are left in its task with the new name (`countIn`), and nothing uses the old one.
 */
export function findRenames(
  stored: GraphDefinition,
  after: GraphDefinition,
  countIn: (before: TaskDefinition, after: TaskDefinition) => number,
): Renames {
  const taskIds = findTaskIds(stored, after);
  const before = renameTasks(stored, taskIds);
  const settings = findSettings(before, after);
  const keys = findKeys(before, after, countIn);
  const renamed = settings.length + keys.length > 0 ? renameNames(before, { keys, settings }) : before;
  return { before: renamed, taskIds, keys, settings };
}

/** Tasks that are the same in all but their id. Of several equal ones the first counts. */
function findTaskIds(before: GraphDefinition, after: GraphDefinition): Rename[] {
  const [old, now] = [idsOf(before.tasks), idsOf(after.tasks)];
  const added = new Map<string, string[]>();
  for (const task of after.tasks.filter(({ id }) => !old.has(id)))
    added.set(contentOf(task), [...(added.get(contentOf(task)) ?? []), task.id]);
  if (added.size === 0) return [];
  return before.tasks.flatMap((task) => {
    const to = now.has(task.id) ? undefined : added.get(contentOf(task))?.shift();
    return to === undefined ? [] : [{ from: task.id, to }];
  });
}

const idsOf = (parts: readonly { id: string }[]): Set<string> => new Set(parts.map(({ id }) => id));
const contentOf = ({ id: _, ...content }: TaskDefinition): string => canonical(content);

function renameTasks(definition: GraphDefinition, renames: readonly Rename[]): GraphDefinition {
  if (renames.length === 0) return definition;
  const names = namesOf(renames);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    ...definition,
    startTaskId: nameOf(definition.startTaskId),
    tasks: definition.tasks.map((task) => ({ ...task, id: nameOf(task.id) })),
    edges: definition.edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
  };
}

const namesOf = (renames: readonly Rename[]): ReadonlyMap<string, string> =>
  new Map(renames.map(({ from, to }) => [from, to]));

/** Settings that went and came with the same type, and the same name or value. */
function findSettings(before: GraphDefinition, after: GraphDefinition): Rename[] {
  const isIn = ({ settings }: GraphDefinition, key: string) => settings.some((setting) => setting.key === key);
  const added = after.settings.filter(({ key }) => !isIn(before, key));
  return before.settings
    .filter(({ key }) => !isIn(after, key))
    .flatMap((old) => {
      const isMatch = (one: typeof old) =>
        one.type === old.type && (one.label === old.label || isSame(one.value, old.value));
      const place = added.findIndex(isMatch);
      const [match] = place < 0 ? [] : added.splice(place, 1);
      return match ? [{ from: old.key, to: match.key }] : [];
    });
}

/** Keys that a task wrote and that nothing uses any more, with the keys that the same task writes instead. */
function findKeys(
  before: GraphDefinition,
  after: GraphDefinition,
  countIn: (before: TaskDefinition, after: TaskDefinition) => number,
): Rename[] {
  const later = new Map(after.tasks.map((task) => [task.id, task]));
  const writtenIn = ({ tasks }: GraphDefinition) => new Set(tasks.flatMap(({ config }) => keysNamedIn(config)));
  const [old, now] = [writtenIn(before), writtenIn(after)];
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const task of before.tasks) {
    const next = later.get(task.id);
    if (!next || next.config === task.config) continue;
    const lost = [...new Set(keysNamedIn(task.config))].filter((key) => !now.has(key));
    const gained = [...new Set(keysNamedIn(next.config))].filter((key) => !old.has(key));
    for (const [index, from] of lost.entries()) {
      // The key at the same place is tried first.
      const likely = [...gained.slice(index, index + 1), ...gained.filter((_, other) => other !== index)];
      const isBetter = (to: string) =>
        !taken.has(to) && countIn(renameInTask(task, renamingOf([{ from, to }], [])), next) < countIn(task, next);
      const to = found.has(from) ? undefined : likely.slice(0, maxTries).find(isBetter);
      if (to === undefined) continue;
      found.set(from, to);
      taken.add(to);
    }
  }
  const used = keysReadIn(after, [...found.keys()]);
  return [...found].flatMap(([from, to]) => (used.has(from) ? [] : [{ from, to }]));
}

/** Which of the keys anything in a definition reads. */
function keysReadIn({ tasks, edges }: GraphDefinition, keys: readonly string[]): Set<string> {
  const found = new Set<string>();
  // Templates take long to read: only those that have the letters of a key are read.
  const isNear = (value: unknown): boolean => {
    if (typeof value === "string") return keys.some((key) => value.includes(key));
    return typeof value === "object" && value !== null && Object.values(value).some(isNear);
  };
  const visitor: Renaming = {
    ...noRenaming,
    path: ([root = ""]) => {
      found.add(root);
      return undefined;
    },
  };
  for (const task of tasks) if (isNear(task)) renameInTask(task, visitor);
  for (const { condition } of edges) if (isNear(condition)) renameIn(condition, visitor);
  return found;
}

function renameNames(
  { tasks, edges, ...rest }: GraphDefinition,
  { keys, settings }: { keys: readonly Rename[]; settings: readonly Rename[] },
): GraphDefinition {
  const renaming = renamingOf(keys, settings);
  const settingNames = namesOf(settings);
  return {
    ...rest,
    settings: rest.settings.map((one) => ({ ...one, key: settingNames.get(one.key) ?? one.key })),
    tasks: tasks.map((task) => renameInTask(task, renaming)),
    edges: edges.map((edge) => renameIn(edge, renaming)),
  };
}

function renamingOf(keys: readonly Rename[], settings: readonly Rename[]): Renaming {
  const [keyNames, settingNames] = [namesOf(keys), namesOf(settings)];
  return {
    key: (name) => keyNames.get(name),
    setting: (name) => settingNames.get(name),
    // Values of a part of a parallel task are read by its prefix, its id and their key.
    path: ([root = "", part, key, ...rest]) => {
      const [own, inner] = [keyNames.get(root), key === undefined ? undefined : keyNames.get(key)];
      if (own === undefined && inner === undefined) return undefined;
      return [
        own ?? root,
        ...[part, own === undefined ? (inner ?? key) : key].filter((name) => name !== undefined),
        ...rest,
      ];
    },
  };
}

/** The task with other names. A template that cannot be read keeps its names. */
function renameInTask(task: TaskDefinition, renaming: Renaming): TaskDefinition {
  try {
    const config = renameIn(task.config, renaming);
    const cache = task.cache && { ...task.cache, fields: task.cache.fields.map((path) => renamedPath(path, renaming)) };
    return config === task.config && !cache ? task : { ...task, config, ...(cache && { cache }) };
  } catch (error) {
    if (error instanceof CommandRefusedError) return task;
    throw error;
  }
}
