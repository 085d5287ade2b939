import { fieldsOf } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import type { EditorDocument } from "../document";
import { orderKey, type ValuePath } from "./merge-values";

/** The part of a document that a conflict is in; without an id it is the workflow itself. */
export type ConflictPlace =
  | { taskId: string }
  | { edgeId: string }
  | { settingKey: string }
  | { noteId: string }
  | { groupId: string }
  | Record<never, never>;

/** What fields are called where their key is not a word of the editor. */
const names: Record<string, string> = {
  label: "name",
  startTaskId: "start",
  startedBy: "who may start it",
  startedWith: "how it is started",
  sessionWord: "what its sessions are called",
  collections: "what questions are answered from",
  one: "one of them",
  many: "several of them",
  from: "where it begins",
  to: "where it leads",
  timeoutMs: "time limit",
  idleTimeoutMs: "time without a sign of life",
  retry: "retries",
  x: "place",
  y: "place",
};

/** Where a conflict is and what it is about. Names come from the first side that has one. */
export function describeConflict(
  [part = "", list = "", id = "", ...field]: ValuePath,
  sides: EditorDocument[],
): { where: ConflictPlace; label: string } {
  if (part === "definition" && list === "edges" && id === orderKey) {
    const [taskId = ""] = field;
    return { where: { taskId }, label: `The order of the edges from ${taskName(taskId, sides)}` };
  }
  const about = (name: string): string => (field.length > 0 ? `${name}: ${wordsOf(field)}` : name);
  const isOfEdge = list === "edges" && field[0] === "label";
  switch (`${part}.${list}`) {
    case "definition.tasks":
      return {
        where: { taskId: id },
        label:
          field.length > 0
            ? `${taskName(id, sides)}: ${fieldName(id, field, sides)}`
            : `The task ${taskName(id, sides)}`,
      };
    case "definition.edges":
      return { where: { edgeId: id }, label: isOfEdge ? `${edgeName(id, sides)}: label` : about(edgeName(id, sides)) };
    case "definition.settings":
      return { where: { settingKey: id }, label: about(`The setting ${settingName(id, sides)}`) };
    case "layout.positions":
      return { where: { taskId: id }, label: `The place of ${taskName(id, sides)}` };
    case "layout.notes":
      return { where: { noteId: id }, label: about("A note") };
    case "layout.groups":
      return { where: { groupId: id }, label: about(`The group ${groupName(id, sides)}`) };
    default:
      return { where: {}, label: `The workflow: ${wordsOf([list, ...(id ? [id] : []), ...field])}` };
  }
}

/** A field of a task as its form calls it. */
function fieldName(taskId: string, field: ValuePath, sides: EditorDocument[]): string {
  const [part, key = "", ...rest] = field;
  const kind = first(sides, ({ definition }) => definition.tasks.find(({ id }) => id === taskId)?.kind) ?? "";
  const schema = Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.configSchema : undefined;
  const words = schema ? fieldsOf(schema) : {};
  const name = part === "config" && Object.hasOwn(words, key) ? words[key]?.label : undefined;
  return name === undefined ? wordsOf(field) : [name, ...(rest.length > 0 ? [wordsOf(rest)] : [])].join(", ");
}

/** "config", "dueIn" is "due in"; the ids of items stand as they are. */
function wordsOf(path: ValuePath): string {
  const parts = path.filter((key, index) => !(index === 0 && key === "config"));
  return parts.map((key) => (key === orderKey ? "order" : (names[key] ?? words(key)))).join(", ") || "settings";
}

const words = (key: string): string =>
  key
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();

const quoted = (name: string | undefined, id: string): string => `“${name || id}”`;

const taskName = (taskId: string, sides: EditorDocument[]): string =>
  quoted(
    first(sides, ({ definition }) => definition.tasks.find(({ id }) => id === taskId)?.label),
    taskId,
  );

const settingName = (settingKey: string, sides: EditorDocument[]): string =>
  quoted(
    first(sides, ({ definition }) => definition.settings.find(({ key }) => key === settingKey)?.label),
    settingKey,
  );

const groupName = (groupId: string, sides: EditorDocument[]): string =>
  quoted(
    first(sides, ({ layout }) => layout.groups.find(({ id }) => id === groupId)?.label),
    groupId,
  );

function edgeName(edgeId: string, sides: EditorDocument[]): string {
  const edge = first(sides, ({ definition }) => definition.edges.find(({ id }) => id === edgeId));
  if (!edge) return `The edge “${edgeId}”`;
  return `The edge from ${taskName(edge.from, sides)} to ${taskName(edge.to, sides)}`;
}

function first<Value>(sides: EditorDocument[], find: (side: EditorDocument) => Value | undefined): Value | undefined {
  for (const side of sides) {
    const found = find(side);
    if (found !== undefined) return found;
  }
  return undefined;
}
