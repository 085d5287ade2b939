import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { contextKeySchema } from "@/lib/tasks/schema";
import { type Command, CommandRefusedError } from "./define-command";
import { noRenaming, type Renaming, renamedPath, renameIn } from "./references";

export interface RenameKeyArgs {
  from: string;
  to: string;
}

/** Renames a key of the context wherever it is written, compared, printed or cached. Settings keep their names. */
export const renameKey: Command<RenameKeyArgs> = {
  name: "renameKey",
  describe: ({ from, to }) => `Rename ${from} to ${to}`,
  apply(draft, { from, to }) {
    if (from === to) return;
    if (!contextKeySchema.safeParse(to).success)
      throw new CommandRefusedError(`“${to}” is not a key: a key is like amount_cents.`);
    const { definition } = draft;
    if (usesKey(definition, to)) throw new CommandRefusedError(`“${to}” is the name of another key already.`);
    const tasks = JSON.parse(JSON.stringify(definition.tasks)) as TaskDefinition[];
    const renaming = renamingOf(from, to, partsThatWrite(from, tasks));
    for (const [index, task] of tasks.entries()) {
      const own = definition.tasks[index];
      const config = renameIn(task.config, renaming);
      if (own && config !== task.config) own.config = config;
      if (own?.cache) own.cache.fields = own.cache.fields.map((path) => renamedPath(path, renaming));
    }
    for (const edge of definition.edges) {
      if (edge.condition) edge.condition = renameIn(edge.condition, renaming);
    }
    const writer = definition.tasks.find((task) => stillWrites(task, from));
    if (!writer) return;
    const what = `“${writer.label}” writes “${from}” by itself`;
    throw new CommandRefusedError(`${what}: this key has no other name.`);
  },
};

/** Whether the kind of a task writes a key that no config names. */
function stillWrites({ kind, config }: { kind: string; config: unknown }, key: string): boolean {
  const known = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
  const parsed = known?.configSchema.safeParse(config);
  return known !== undefined && parsed?.success === true && Object.hasOwn(known.writes(parsed.data), key);
}

/** The path of the values of a part of a parallel task: `checks.amount`. */
type PartPath = [prefix: string, partId: string];

function renamingOf(from: string, to: string, parts: readonly PartPath[]): Renaming {
  const own = (name: string): string | undefined => (name === from ? to : undefined);
  return {
    ...noRenaming,
    key: own,
    path: ([root = "", ...rest]) => {
      if (root === from) return [to, ...rest];
      const isOfPart = rest[1] === from && parts.some(([prefix, id]) => prefix === root && id === rest[0]);
      return isOfPart ? [root, rest[0] ?? "", to, ...rest.slice(2)] : undefined;
    },
  };
}

/** The parts of parallel tasks that write the key. Their values are stored under the prefix and the id of the part. */
function partsThatWrite(key: string, tasks: readonly TaskDefinition[]): PartPath[] {
  return tasks.flatMap(({ config: { prefix, parts } }) => {
    if (typeof prefix !== "string" || !Array.isArray(parts)) return [];
    return parts.flatMap((part): PartPath[] => {
      const { id, config } = part as { id?: unknown; config?: unknown };
      return typeof id === "string" && writes(config, key) ? [[prefix, id]] : [];
    });
  });
}

function writes(config: unknown, key: string): boolean {
  let isWritten = false;
  renameIn(config, {
    ...noRenaming,
    key: (name) => {
      isWritten ||= name === key;
      return undefined;
    },
  });
  return isWritten;
}

/** Whether a definition writes or reads a key under this name. */
function usesKey(definition: { tasks: readonly unknown[]; edges: readonly unknown[] }, key: string): boolean {
  let isNamed = false;
  const compare = (name: string | undefined): undefined => {
    isNamed ||= name === key;
  };
  const visitor: Renaming = { ...noRenaming, key: compare, path: ([root]) => compare(root) };
  renameIn(JSON.parse(JSON.stringify([definition.tasks, definition.edges])) as unknown, visitor);
  return isNamed;
}
