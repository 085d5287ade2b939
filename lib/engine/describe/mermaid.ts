import type { EdgeDefinition, GraphDefinition, TaskDefinition } from "../graph/definition";
import { resolveSettings } from "../graph/settings";
import { type ConditionWords, describeCondition } from "./describe-condition";
import { plainFormat, type ValueFormat } from "./value-format";

/** The role of a node, which gives its colour. `decision` is the role of the diamonds between tasks. */
export type MermaidClass = "startEnd" | "process" | "decision" | "approval" | "waiting";

const styles: Record<MermaidClass, string> = {
  startEnd: "fill:#e1f5fe,stroke:#01579b,stroke-width:2px",
  process: "fill:#f3e5f5,stroke:#4a148c,stroke-width:2px",
  decision: "fill:#fff3e0,stroke:#e65100,stroke-width:2px",
  approval: "fill:#e8f5e8,stroke:#1b5e20,stroke-width:2px",
  waiting: "fill:#fff8e1,stroke:#f57f17,stroke-width:2px",
};

interface MermaidOptions {
  /** The role of a task that is neither the start nor an end; "process" by default. */
  classOf?: (task: TaskDefinition) => MermaidClass;
  /** The application's words for conditions that have no label. */
  words?: ConditionWords;
  /** How labels write the values of settings. */
  format?: ValueFormat;
}

/**
 * The graph as Mermaid source. Each task is a box with the lines of its description as bullet points. A task with
 * conditional edges is followed by a diamond with its question. Edges have their labels, and nodes the colours of their
 * roles. The start task and tasks without outgoing edges always have the role "startEnd".
 */
export function toMermaid(stored: GraphDefinition, options: MermaidOptions = {}): string {
  const { classOf = () => "process", words = {}, format = plainFormat } = options;
  const definition = resolveSettings(stored, format);
  const byId = new Map(definition.tasks.map((task) => [task.id, task]));
  // A draft may have edges to tasks that do not exist. Mermaid cannot draw them.
  const edges = definition.edges.filter(({ from, to }) => byId.has(from) && byId.has(to));
  const names = nameNodes({ ...definition, edges });
  const outgoing = (task: TaskDefinition): EdgeDefinition[] => edges.filter(({ from }) => from === task.id);
  const classes = new Map<MermaidClass, string[]>();
  const paint = (role: MermaidClass, name: string): void => {
    classes.set(role, [...(classes.get(role) ?? []), name]);
  };
  const drawn = new Set<string>();
  // Mermaid wants the text of a node once; afterwards its name is enough.
  const node = (task: TaskDefinition): string => {
    const name = names.task(task.id);
    if (drawn.has(name)) return name;
    drawn.add(name);
    return `${name}["${boxText(task)}"]`;
  };
  const target = ({ to }: EdgeDefinition): string => node(byId.get(to) as TaskDefinition);
  const lines: string[] = [];
  for (const task of names.order) {
    const edgesOut = outgoing(task);
    const isEnd = edgesOut.length === 0;
    paint(task.id === definition.startTaskId || isEnd ? "startEnd" : classOf(task), names.task(task.id));
    if (!edgesOut.some((edge) => edge.condition)) {
      for (const edge of edgesOut) {
        lines.push(`${node(task)} -->${edge.label ? `|${quoted(edge.label)}|` : ""} ${target(edge)}`);
      }
      continue;
    }
    const diamond = names.diamond(task.id);
    paint("decision", diamond);
    lines.push(`${node(task)} --> ${diamond}{${diamondText(task.question ?? `${task.label}?`)}}`);
    for (const edge of edgesOut) lines.push(`${diamond} -->|${quoted(labelOf(edge, words))}| ${target(edge)}`);
  }
  // Tasks without edges.
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

/** Names nodes with letters: tasks breadth first from the start, ends last, each diamond after its task. */
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

/** The position of each task, breadth first from the start. Tasks that cannot be reached come last. */
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

/** Text with special characters, or with Mermaid's keyword `end`, is quoted: it would end the diamond. */
const diamondText = (text: string): string => (/^[\w ?]+$/.test(text) && !/\bend\b/i.test(text) ? text : quoted(text));

const quoted = (text: string): string => `"${escaped(text)}"`;

/**
 * Escapes what Mermaid interprets inside quotes: `"`, `#`, `&`, a backtick, tags, directives (`%%`), escapes (`\n`),
 * formulas (`$$`) and icons (`fa:`).
 */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?|\n/g, " ")
    .replace(/[#"&`\\%]|<(?=[a-z/!?])|\$(?=\$)|(?<=\$)\$|(?<=\bfa[a-z]?):/gi, (sign) => `#${sign.codePointAt(0)};`);
