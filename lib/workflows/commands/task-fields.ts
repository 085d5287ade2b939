import { graphId } from "@/lib/engine/definition-kit";
import { type Command, CommandRefusedError } from "./define-command";
import { nameOf, parseTask, storable, takenIds, taskOf } from "./parts";
import { setAt } from "./set-at";

export interface SetTaskFieldArgs {
  taskId: string;
  /** `["label"]`, `["retry", "maxAttempts"]`, `["config", "fields", 0, "label"]`. The id has a command of its own. */
  path: (string | number)[];
  /** Undefined removes the value. */
  value: unknown;
}

/** Sets one value of a task. */
export const setTaskField: Command<SetTaskFieldArgs> = {
  name: "setTaskField",
  describe: ({ taskId, path }, document) =>
    path[0] === "label" ? `Rename ${nameOf(document, taskId)}` : `Change ${nameOf(document, taskId)}`,
  mergesAs: ({ taskId, path }) => `task ${taskId} ${path.join(".")}`,
  apply(draft, { taskId, path, value }) {
    const task = taskOf(draft, taskId);
    if (path[0] === "id") throw new CommandRefusedError("The id of a task is changed for all that name it.");
    setAt(task, path, storable(value));
    parseTask(storable(task));
  },
};

export interface SetConfigArgs {
  taskId: string;
  config: Record<string, unknown>;
}

/** Replaces the settings of a task's kind. */
export const setConfig: Command<SetConfigArgs> = {
  name: "setConfig",
  describe: ({ taskId }, document) => `Change ${nameOf(document, taskId)}`,
  mergesAs: ({ taskId }) => `config ${taskId}`,
  apply(draft, { taskId, config }) {
    const task = taskOf(draft, taskId);
    task.config = parseTask({ ...(storable(task) as object), config: storable(config) }).config;
  },
};

export interface ChangeTaskIdArgs {
  from: string;
  to: string;
}

/** Changes the id of a task, also in its edges, the start and its place. */
export const changeTaskId: Command<ChangeTaskIdArgs> = {
  name: "changeTaskId",
  describe: ({ from }, document) => `Change the id of ${nameOf(document, from)}`,
  mergesAs: ({ from }) => `id ${from}`,
  apply(draft, { from, to }) {
    const task = taskOf(draft, from);
    if (from === to) return;
    const parsed = graphId.safeParse(to);
    if (!parsed.success) throw new CommandRefusedError(`This is not an id: ${parsed.error.issues[0]?.message}.`);
    const taken = takenIds(draft);
    taken.delete(from.toLowerCase());
    if (taken.has(to.toLowerCase()))
      throw new CommandRefusedError(`The id “${to}” is taken: ids differ in more than case.`);
    const { definition, layout } = draft;
    task.id = to;
    for (const edge of definition.edges) {
      if (edge.from === from) edge.from = to;
      if (edge.to === from) edge.to = to;
    }
    if (definition.startTaskId === from) definition.startTaskId = to;
    const position = layout.positions[from];
    if (position) {
      layout.positions[to] = position;
      delete layout.positions[from];
    }
  },
};

/** Makes a task the start of sessions. */
export const setStart: Command<{ taskId: string }> = {
  name: "setStart",
  describe: ({ taskId }, document) => `Start at ${nameOf(document, taskId)}`,
  apply(draft, { taskId }) {
    draft.definition.startTaskId = taskOf(draft, taskId).id;
  },
};
