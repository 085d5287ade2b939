import {
  type describeIssue,
  eachPart,
  isObject,
  isStorableText,
  maxEdges,
  maxTasks,
  mostProblems,
  shortened,
} from "@/lib/engine/definition-kit";
import { type EditorDocument, maxGroups, maxNotes, maxSettings } from "../commands/document";

/** A problem that Zod has found, or one that is described like it. */
export type Issue = Parameters<typeof describeIssue>[0];

type Path = (string | number)[];

/** A problem at a path of a part of a file. */
export const fault = (path: Path, message: string): Issue => ({ code: "custom", path, message, input: undefined });

const longest = {
  definition: { tasks: maxTasks, edges: maxEdges, settings: maxSettings },
  layout: { notes: maxNotes, groups: maxGroups },
};

/** Lists with more parts than a workflow may have. */
export function tooLongLists(definition: unknown, layout: unknown): { inDefinition: Issue[]; inLayout: Issue[] } {
  return { inDefinition: tooLongIn(definition, longest.definition), inLayout: tooLongIn(layout, longest.layout) };
}

function tooLongIn(part: unknown, limits: Record<string, number>): Issue[] {
  if (!isObject(part)) return [];
  return Object.entries(limits).flatMap(([key, maximum]): Issue[] => {
    const list = Object.hasOwn(part, key) ? part[key] : undefined;
    if (!Array.isArray(list) || list.length <= maximum) return [];
    return [{ code: "too_big", origin: "array", maximum, inclusive: true, path: [key], message: "", input: undefined }];
  });
}

/** Values that a workflow may have. Those in the config of a task count only where they do not fit. */
export const mostValues = 50_000;

/** Whether a schema would need long for the parts: it makes several objects for each value that does not fit. */
export function tooManyValues(definition: unknown, layout: unknown): boolean {
  let count = 0;
  const visit = (value: unknown, isInConfig: boolean): void => {
    // JSON has no name for an infinite number, but 1e999 is one.
    if (!isInConfig || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) count += 1;
    if (count > mostValues || typeof value !== "object" || value === null) return;
    eachPart(value, (part, key) => visit(part, isInConfig || key === "config"));
  };
  visit(definition, false);
  visit(layout, false);
  return count > mostValues;
}

/** Tasks and edges with the id of another one. The canvas, the outline and sessions find them by their ids. */
export function sameIds({ tasks, edges }: EditorDocument["definition"]): Issue[] {
  const first = new Map<string, string>();
  const parts = [
    ...tasks.map(({ id, label }, index) => ({ id, name: `the task "${label || id}"`, path: ["tasks", index, "id"] })),
    ...edges.map(({ id, from, to }, index) => ({
      id,
      name: `the edge from "${shortened(from)}" to "${shortened(to)}"`,
      path: ["edges", index, "id"],
    })),
  ];
  return parts.flatMap(({ id, name, path }) => {
    const other = first.get(id);
    if (other === undefined) first.set(id, name);
    return other === undefined ? [] : [fault(path, `"${id}" is also the id of ${other}`)];
  });
}

/** What a schema does not see: texts that Postgres cannot store, and the key that Zod drops. Not all of many. */
export function hiddenFaults(part: unknown): Issue[] {
  const found: Issue[] = [];
  const path: Path = [];
  const visit = (value: unknown): void => {
    if (found.length > mostProblems) return;
    if (typeof value === "string") {
      if (!isStorableText(value)) found.push(fault([...path], "it has a character that cannot be stored"));
      return;
    }
    if (typeof value !== "object" || value === null) return;
    eachPart(value, (inner, key) => {
      path.push(key);
      if (key === "__proto__") found.push(fault([...path], "this name is reserved"));
      else if (typeof key === "string" && !isStorableText(key))
        found.push(fault([...path], "its name has a character that cannot be stored"));
      visit(inner);
      path.pop();
    });
  };
  visit(part);
  return found;
}
