import type { EdgeDefinition, GraphDefinition, TaskDefinition } from "../graph/definition";
import { resolveSettings } from "../graph/settings";
import { type ConditionWords, describeCondition } from "./describe-condition";
import { plainFormat, type ValueFormat } from "./value-format";

/** How the picture colours a task. `decision` is for the diamonds between tasks. */
export type MermaidClass = "startEnd" | "process" | "decision" | "approval" | "waiting";

const styles: Record<MermaidClass, string> = {
  startEnd: "fill:#e1f5fe,stroke:#01579b,stroke-width:2px",
  process: "fill:#f3e5f5,stroke:#4a148c,stroke-width:2px",
  decision: "fill:#fff3e0,stroke:#e65100,stroke-width:2px",
  approval: "fill:#e8f5e8,stroke:#1b5e20,stroke-width:2px",
  waiting: "fill:#fff8e1,stroke:#f57f17,stroke-width:2px",
};

export interface MermaidOptions {
  /** The role of a task in the middle; "process" by default. */
  classOf?: (task: TaskDefinition) => MermaidClass;
  /** The application's words for conditions that have no label. */
  words?: ConditionWords;
  /** How labels write the values of settings. */
  format?: ValueFormat;
}

/**
 * The graph as Mermaid source: a box a task with the lines of its description as points, a diamond with the task's
 * question where conditions decide, edges with their labels, colours by role. Tasks where sessions start or end are
 * always "startEnd".
 */
export function toMermaid(stored: GraphDefinition, options: MermaidOptions = {}): string {
  const { classOf = () => "process", words = {}, format = plainFormat } = options;
  const definition = resolveSettings(stored, format);
  const byId = new Map(definition.tasks.map((task) => [task.id, task]));
  // A draft may have edges into nothing, which Mermaid cannot draw.
  const edges = definition.edges.filter(({ from, to }) => byId.has(from) && byId.has(to));
  const names = nameNodes({ ...definition, edges });
  const outgoing = (task: TaskDefinition): EdgeDefinition[] => edges.filter(({ from }) => from === task.id);
  const classes = new Map<MermaidClass, string[]>();
  const paint = (role: MermaidClass, name: string): void => {
    classes.set(role, [...(classes.get(role) ?? []), name]);
  };
  const drawn = new Set<string>();
  // A node is drawn in full where it is first met, and by its name alone afterwards.
  const node = (task: TaskDefinition): string => {
    const name = names.task(task.id);
    if (drawn.has(name)) return name;
    drawn.add(name);
    return `${name}["${boxText(task)}"]`;
  };
  const target = ({ to }: EdgeDefinition): string => node(byId.get(to) as TaskDefinition);
  const lines: string[] = [];
  for (const task of names.order) {
    const ways = outgoing(task);
    const isEnd = ways.length === 0;
    paint(task.id === definition.startTaskId || isEnd ? "startEnd" : classOf(task), names.task(task.id));
    if (!ways.some((edge) => edge.condition)) {
      for (const edge of ways) {
        lines.push(`${node(task)} -->${edge.label ? `|${quoted(edge.label)}|` : ""} ${target(edge)}`);
      }
      continue;
    }
    const diamond = names.diamond(task.id);
    paint("decision", diamond);
    lines.push(`${node(task)} --> ${diamond}{${diamondText(task.question ?? `${task.label}?`)}}`);
    for (const edge of ways) lines.push(`${diamond} -->|${quoted(labelOf(edge, words))}| ${target(edge)}`);
  }
  // What no edge has drawn: the one task of a small graph, the loose ones of a draft.
  for (const task of names.order) if (!drawn.has(names.task(task.id))) lines.push(node(task));
  const painted = (Object.keys(styles) as MermaidClass[]).filter((role) => classes.has(role));
  return [
    "graph TD",
    ...lines.map((line) => `    ${line}`),
    "",
    ...painted.map((role) => `    classDef ${role} ${styles[role]}`),
    "",
    ...painted.map((role) => `    class ${classes.get(role)?.join(",")} ${role}`),
    "",
  ].join("\n");
}

/** Letters in the order of the walk from the start, ends last; a task's diamond follows the task. */
function nameNodes({ tasks, edges, startTaskId }: GraphDefinition) {
  const rank = ranks({ tasks, edges, startTaskId });
  const isEnd = ({ id }: TaskDefinition): boolean => !edges.some((edge) => edge.from === id);
  const place = (task: TaskDefinition): number => (rank.get(task.id) ?? 0) + (isEnd(task) ? tasks.length : 0);
  const order = [...tasks].sort((left, right) => place(left) - place(right));
  const names = new Map<string, string>();
  for (const { id } of order) {
    names.set(id, letters(names.size));
    if (edges.some((edge) => edge.from === id && edge.condition)) names.set(`${id}?`, letters(names.size));
  }
  return {
    order,
    task: (id: string): string => names.get(id) ?? id,
    diamond: (id: string): string => names.get(`${id}?`) ?? id,
  };
}

/** Where each task comes: breadth first from the start; what cannot be reached comes last. */
function ranks({ tasks, edges, startTaskId }: Pick<GraphDefinition, "tasks" | "edges" | "startTaskId">) {
  const rank = new Map<string, number>([[startTaskId, 0]]);
  const queue = [startTaskId];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const { from, to } of edges) {
      if (from !== id || rank.has(to)) continue;
      rank.set(to, rank.size);
      queue.push(to);
    }
  }
  for (const { id } of tasks) if (!rank.has(id)) rank.set(id, rank.size);
  return rank;
}

/** A, B, ..., Z, AA, AB, ... */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

const labelOf = ({ label, condition }: EdgeDefinition, words: ConditionWords): string =>
  label ?? (condition ? describeCondition(condition, words) : "otherwise");

const boxText = ({ label, description = "" }: TaskDefinition): string =>
  [
    escaped(label),
    ...description
      .split("\n")
      .filter(Boolean)
      .map((point) => `• ${escaped(point)}`),
  ].join("<br/>");

/** Plain words stand as they are; the rest is quoted, so that no sign of it, nor Mermaid's `end`, ends the diamond. */
const diamondText = (text: string): string => (/^[\w ?]+$/.test(text) && !/\bend\b/i.test(text) ? text : quoted(text));

const quoted = (text: string): string => `"${escaped(text)}"`;

/**
 * Mermaid reads `"`, `#`, `&` and a backtick inside quotes as its own, and what looks like a tag, a directive (`%%`), an
 * escape (`\n`), a formula (`$$`) or an icon (`fa:`) as one.
 */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?|\n/g, " ")
    .replace(/[#"&`\\%]|<(?=[a-z/!?])|\$(?=\$)|(?<=\$)\$|(?<=\bfa[a-z]?):/gi, (sign) => `#${sign.codePointAt(0)};`);
