import type { GraphDefinition, GraphProblem } from "@/lib/engine";
import type { KindRulesMap } from "@/lib/engine/definition-kit";

/**
 * Invalid texts by the id of their input. They are kept when a form closes, and they block publishing. Listeners are
 * called in a microtask, because texts change during a render.
 */
export class UnfinishedTexts extends Map<string, string> {
  readonly #listeners = new Set<() => void>();
  #isNotifying = false;

  /** Returns a function that removes the listener. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  override set(id: string, text: string): this {
    if (super.get(id) === text) return this;
    super.set(id, text);
    this.#notify();
    return this;
  }

  override delete(id: string): boolean {
    const was = super.delete(id);
    if (was) this.#notify();
    return was;
  }

  #notify(): void {
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    queueMicrotask(() => {
      this.#isNotifying = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

/** A problem for each invalid text. */
export function unfinishedProblems(
  texts: ReadonlyMap<string, string>,
  definition: GraphDefinition,
  kinds: KindRulesMap,
): EditorProblem[] {
  return [...texts].flatMap(([id, text]) => {
    const place = placeOf(id, definition, kinds);
    if (!place) return [];
    const { name, field, ...rest } = place;
    const what = field === undefined ? "a field" : `“${field}”`;
    const typed =
      text.trim() === "" ? "nothing" : `“${text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text}”`;
    const message = `${name}: ${typed} is typed in ${what} and not taken. Finish it, or take it back.`;
    return [{ code: "shape" as const, message, isUnfinished: true as const, ...rest }];
  });
}

/** A problem of the document, or of an invalid text. */
export type EditorProblem = GraphProblem & { isUnfinished?: true };

type Place = Pick<GraphProblem, "taskId" | "edgeId" | "settingKey" | "path"> & { name: string; field?: string };

/** The task, edge or setting of an input id; undefined when it no longer exists. */
function placeOf(id: string, definition: GraphDefinition, kinds: KindRulesMap): Place | undefined {
  const { tasks, edges, settings } = definition;
  const nameOf = (taskId: string): string => tasks.find((task) => task.id === taskId)?.label || taskId;
  const pathIn = (subject: string): (string | number)[] =>
    id
      .slice(subject.length + 1)
      .split("-")
      .map((step) => (/^\d{1,6}$/.test(step) ? Number(step) : step));
  // The longest match, because one id may be the start of another.
  const subjectIn = <Part>(parts: readonly Part[], subjectOf: (part: Part) => string): Part | undefined =>
    parts
      .filter((part) => id.startsWith(`${subjectOf(part)}-`))
      .toSorted((one, other) => subjectOf(other).length - subjectOf(one).length)[0];
  const task = subjectIn(tasks, (one) => one.id);
  if (task) {
    const path = pathIn(task.id);
    const name = `“${task.label || task.id}”`;
    if (path[0] === "json") return { taskId: task.id, name, field: "Task as JSON" };
    const kind = Object.hasOwn(kinds, task.kind) ? kinds[task.kind] : undefined;
    const field = path[0] === "config" ? kind?.nameOf?.(path.slice(1)) : undefined;
    return { taskId: task.id, path, name, ...(field && { field }) };
  }
  const edge = subjectIn(edges, (one) => one.id);
  if (edge) {
    const name = `The edge from “${nameOf(edge.from)}” to “${nameOf(edge.to)}”`;
    return { edgeId: edge.id, path: pathIn(edge.id), name };
  }
  const setting = subjectIn(settings, ({ key }) => `setting-${key}`);
  if (setting) return { settingKey: setting.key, name: `The setting “${setting.label}”` };
  return id.startsWith("workflow-") ? { name: "The workflow", path: pathIn("workflow") } : undefined;
}
