import { type Command, CommandRefusedError } from "./define-command";
import { parseTask, storable, taskOf } from "./parts";
import { setAt } from "./set-at";

export interface ReplaceTextArgs {
  /** For the undo button: what is replaced. */
  find: string;
  changes: { taskId: string; path: (string | number)[]; value: string }[];
}

/** Replaces words in several places at once. */
export const replaceText: Command<ReplaceTextArgs> = {
  name: "replaceText",
  describe: ({ find, changes }) =>
    `Replace “${find}” in ${changes.length === 1 ? "1 place" : `${changes.length} places`}`,
  apply(draft, { changes }) {
    if (changes.length === 0) throw new CommandRefusedError("There is nothing to replace.");
    for (const { taskId, path, value } of changes) setAt(taskOf(draft, taskId), path, value);
    for (const taskId of new Set(changes.map((change) => change.taskId))) {
      parseTask(storable(taskOf(draft, taskId)));
    }
  },
};
