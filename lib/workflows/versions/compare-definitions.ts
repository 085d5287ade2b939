import type { GraphDefinition } from "@/lib/engine";
import { upperFirst } from "@/lib/words";
import { isSame } from "../commands/merging/is-same";
import type { ChangeKind } from "../schema";
import { compareEdges, type EdgePair, edgeOrderLines, pairEdges } from "./compare-edges";
import { compareSettings } from "./compare-settings";
import { compareTask, describeKindOf } from "./compare-tasks";
import { type ChangeLine, compareValues, type SideWords } from "./compare-values";
import { wordOfKey, wordsOfDefinition } from "./describe-values";
import { findRenames, type Renames } from "./find-renames";
import type { Change, ChangePlace } from "./schema";

/** The differences between two versions of a workflow. */
export interface Comparison {
  /** Added parts first, then removed and changed ones; each in the order workflow, settings, tasks, edges. */
  changes: Change[];
  /** The newer definition with the removed tasks and edges, for a picture of both. */
  both: GraphDefinition;
}

const kinds: readonly ChangeKind[] = ["added", "removed", "changed"];

/**
 * Compares two versions of a workflow. Parts are matched by their ids, edges also by their ends. The places of cards
 * are not part of a definition. Keys and settings with another name are one change, not one at each place where they
 * are used. Safe for browsers; while templates cannot be read there, a key with another name counts as another key.
 */
export function compareDefinitions(stored: GraphDefinition, after: GraphDefinition): Comparison {
  const words = { before: wordsOfDefinition(stored), after: wordsOfDefinition(after) };
  const renames = findRenames(stored, after, (one, other) => compareTask(one, other, words).length);
  const { before } = renames;
  const found = [
    ...renameChanges(after, renames),
    ...compareParts(before, after, { before: wordsOfDefinition(before), after: words.after }),
  ];
  const known = new Set(after.tasks.map(({ id }) => id));
  const removedEdges = pairEdges(before.edges, after.edges).removed;
  return {
    changes: kinds.flatMap((kind) => found.filter((change) => change.kind === kind)),
    both: {
      ...after,
      tasks: withRemoved(after.tasks, before.tasks, ({ id }) => !known.has(id)),
      edges: withRemoved(after.edges, before.edges, (edge) => removedEdges.includes(edge)),
    },
  };
}

/** The parts of the newer version with those that it lost: each after the last part before it that is still there. */
function withRemoved<Part extends { id: string }>(
  now: readonly Part[],
  was: readonly Part[],
  isRemoved: (part: Part) => boolean,
): Part[] {
  const all = [...now];
  let place = 0;
  for (const part of was) {
    if (isRemoved(part)) all.splice(place++, 0, part);
    else place = all.findIndex(({ id }) => id === part.id) + 1 || place;
  }
  return all;
}

function compareParts(before: GraphDefinition, after: GraphDefinition, words: SideWords): Change[] {
  const pairs = pairEdges(before.edges, after.edges);
  return [
    ...compareWorkflow(before, after, words),
    ...compareSettings(before, after, words),
    ...compareTasks(before, after, { words, pairs: pairs.kept }),
    ...compareEdges(before, after, { words, ...pairs }),
  ];
}

/** What every workflow has beside its parts. Any other field is compared as a value. */
const partNames = new Set(["id", "settings", "tasks", "edges", "startTaskId", "collections"]);
const fieldNames: Record<string, string> = {
  startedBy: "Who may start it",
  startedWith: "How it is started",
  sessionWord: "What its sessions are called",
};

/** Who may start a workflow, and how, in words. */
export const starterWords = { claimant: "Claimants", reviewer: "Reviewers", designer: "Designers" };
export const startWords = { new: "the button New", ask: "the button Ask a question", api: "programs only" };

/** The definition with the words of the form in place of stored values. */
const inWords = ({ startedBy, startedWith, sessionWord, ...others }: GraphDefinition) => ({
  ...others,
  startedBy: startedBy.map((role) => starterWords[role]),
  startedWith: startWords[startedWith],
  sessionWord: { one_of_them: sessionWord.one, several_of_them: sessionWord.many },
});

function compareWorkflow(before: GraphDefinition, after: GraphDefinition, words: SideWords): Change[] {
  const [was, is] = [inWords(before), inWords(after)];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !partNames.has(name));
  const lines = fields.flatMap((field) => {
    const name = upperFirst(fieldNames[field] ?? wordOfKey(field));
    return compareValues(Reflect.get(was, field), Reflect.get(is, field), {
      schema: undefined,
      path: [`“${name}”`],
      words,
    });
  });
  if (before.startTaskId !== after.startTaskId) lines.push(startLine(before, after));
  if (!isSame(before.collections, after.collections)) lines.push(collectionsLine(before, after));
  if (lines.length === 0) return [];
  return [
    { id: "workflow", kind: "changed", place: {}, name: "The workflow", sentence: "The workflow changed.", lines },
  ];
}

function startLine(before: GraphDefinition, after: GraphDefinition): ChangeLine {
  const [was, is] = [labelOf(before, before.startTaskId), labelOf(after, after.startTaskId)];
  if (before.startTaskId === "") return { sentence: `Sessions start at ${is}.` };
  return {
    sentence: `Sessions ${after.startTaskId === "" ? "have no start" : `start at ${is}`}. They started at ${was}.`,
  };
}

function collectionsLine(before: GraphDefinition, after: GraphDefinition): ChangeLine {
  const [was, is] = [before, after].map(({ collections }) =>
    collections.length === 0 ? "no documents" : listFormat.format(collections.map((name) => `“${name}”`)),
  );
  return { sentence: `Questions are answered from ${is}. They were answered from ${was}.` };
}

const listFormat = new Intl.ListFormat("en");

const labelOf = ({ tasks }: GraphDefinition, taskId: string): string =>
  `“${tasks.find(({ id }) => id === taskId)?.label || taskId}”`;

interface TaskContext {
  words: SideWords;
  pairs: readonly EdgePair[];
}

function compareTasks(before: GraphDefinition, after: GraphDefinition, { words, pairs }: TaskContext): Change[] {
  const old = new Map(before.tasks.map((task) => [task.id, task]));
  const now = new Map(after.tasks.map((task) => [task.id, task]));
  const orders = edgeOrderLines(pairs, after);
  const changes: Change[] = [];
  for (const task of after.tasks) {
    const was = old.get(task.id);
    const name = `“${task.label || task.id}”`;
    const at = { id: `task ${task.id}`, place: { taskId: task.id }, name };
    if (!was) {
      changes.push({ ...at, kind: "added", sentence: `The task ${name} was added.`, lines: describeKindOf(task) });
      continue;
    }
    const lines = [...(isSame(was, task) ? [] : compareTask(was, task, words)), ...(orders.get(task.id) ?? [])];
    if (lines.length > 0) changes.push({ ...at, kind: "changed", sentence: `The task ${name} changed.`, lines });
  }
  for (const task of before.tasks.filter(({ id }) => !now.has(id))) {
    const name = `“${task.label || task.id}”`;
    const sentence = `The task ${name} was removed.`;
    const lines = describeKindOf(task);
    changes.push({ id: `task ${task.id}`, kind: "removed", place: { taskId: task.id }, name, sentence, lines });
  }
  return changes;
}

function renameChanges(after: GraphDefinition, renames: Renames): Change[] {
  const change = (id: string, name: string, sentence: string, place: ChangePlace = {}): Change => ({
    ...{ id, kind: "changed", place, name, sentence, lines: [] },
  });
  return [
    ...renames.keys.map(({ from, to }) =>
      change(`key ${to}`, `Key “${to}”`, `The key “${from}” is now called “${to}”, wherever it is used.`),
    ),
    ...renames.settings.map(({ from, to }) => {
      const name = `Setting “${after.settings.find(({ key }) => key === to)?.label ?? to}”`;
      const sentence = `The key of the setting is now “${to}”, not “${from}”, wherever it is used.`;
      return change(`setting key ${to}`, name, sentence, { settingKey: to });
    }),
    ...renames.taskIds.map(({ from, to }) => {
      const name = labelOf(after, to);
      return change(`task id ${to}`, name, `The id of the task ${name} is now “${to}”, not “${from}”.`, { taskId: to });
    }),
  ];
}
