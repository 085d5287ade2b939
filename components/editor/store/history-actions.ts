import { applyCommand, type Command, CommandRefusedError, replay } from "@/lib/workflows/commands/define-command";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { addedParts, existingParts } from "./document-parts";
import type { EditorState, RunResult } from "./editor-state";
import { addEntry, type EditorHistory, takeRedoStep, takeUndoStep } from "./history";

/** Edits of one field with shorter pauses are one step of the history. Milliseconds. */
const typingPauseMs = 1_000;

/** The next notice. A quiet notice is announced, but not shown. */
export const noticeOf = ({ notice }: EditorState, text: string, isQuiet = false): Pick<EditorState, "notice"> => ({
  notice: { text, isQuiet, count: notice.count + 1 },
});

type Change = Partial<EditorState> | ((state: EditorState) => Partial<EditorState>);

/** The actions that change the document and its history. */
export function historyActions(set: (change: Change) => void, get: () => EditorState) {
  let typedAt = Number.NEGATIVE_INFINITY;

  const change = (document: EditorDocument, history: EditorHistory, more: Partial<EditorState> = {}): void =>
    set(({ selection }) => ({ document, history, selection: existingParts(selection, document), ...more }));
  const step = (found: ReturnType<typeof takeUndoStep>, direction: "inverse" | "patches", word: string): void => {
    if (!found) return;
    typedAt = Number.NEGATIVE_INFINITY;
    const document = replay(get().document, found.entry[direction]);
    change(document, found.history, noticeOf(get(), `${word}: ${found.entry.label}`, true));
  };
  const apply = <Args>(command: Command<Args>, args: Args): RunResult => {
    const before = get().document;
    const label = command.describe(args, before);
    const { document, patches, inverse } = applyCommand(before, command, args);
    const added = addedParts(before, document);
    if (patches.length === 0) return { ok: true, added };
    const mergeKey = command.mergesAs?.(args);
    const entry = { label, patches, inverse, ...(mergeKey !== undefined && { mergeKey }) };
    const now = Date.now();
    const canJoin = now - typedAt <= typingPauseMs;
    typedAt = mergeKey === undefined ? Number.NEGATIVE_INFINITY : now;
    const hasAdded = Object.values(added).some((ids: string[]) => ids.length > 0);
    change(document, addEntry(get().history, entry, canJoin), hasAdded ? { selection: added } : {});
    return { ok: true, added };
  };

  return {
    run<Args>(command: Command<Args>, args: Args): RunResult {
      try {
        return apply(command, args);
      } catch (error) {
        if (!(error instanceof CommandRefusedError)) throw error;
        set(noticeOf(get(), error.message));
        return { ok: false, reason: error.message };
      }
    },
    undo: () => step(takeUndoStep(get().history), "inverse", "Undone"),
    redo: () => step(takeRedoStep(get().history), "patches", "Redone"),
    endTyping: () => {
      typedAt = Number.NEGATIVE_INFINITY;
    },
  };
}
