"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { KindRulesMap } from "@/lib/engine/definition-kit";
import { applyCommand, type Command, CommandRefusedError, replay } from "@/lib/workflows/commands/define-command";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { noParts } from "@/lib/workflows/commands/parts";
import { checkWhileIdle } from "./check-while-idle";
import { addedParts, existingParts } from "./document-parts";
import type { EditorState, RunResult, Saving } from "./editor-state";
import { addEntry, type EditorHistory, noHistory, takeRedoStep, takeUndoStep } from "./history";
import { UnfinishedTexts } from "./unfinished-texts";

/** The initial state of an editor. */
export interface EditorSeed {
  workflowId: string;
  document: EditorDocument;
  kinds: KindRulesMap;
  /** The time of the last save (ISO 8601); null when no draft is stored yet. */
  savedAt?: string | null;
  history?: EditorHistory;
  /** The models that tasks may name. */
  models?: readonly string[];
  /** The number of the base version; null (the default) before the first version. */
  version?: number | null;
}

export type EditorStore = StoreApi<EditorState>;

/** Edits of one field with shorter pauses are one step of the history. Milliseconds. */
const typingPauseMs = 1_000;

/** Creates the store of one open editor. The editor has no state outside of it. */
export function createEditorStore(seed: EditorSeed): EditorStore {
  const { workflowId, document, kinds, savedAt = null, history, version = null, models = [] } = seed;
  const store = createStore<EditorState>()((set, get) => {
    let typedAt = Number.NEGATIVE_INFINITY;

    const change = (document: EditorDocument, history: EditorHistory, more: Partial<EditorState> = {}): void =>
      set(({ selection }) => ({ document, history, selection: existingParts(selection, document), ...more }));
    const noticeOf = (text: string, isQuiet = false) => ({ notice: { text, isQuiet, count: get().notice.count + 1 } });
    const step = (found: ReturnType<typeof takeUndoStep>, direction: "inverse" | "patches", word: string): void => {
      if (!found) return;
      typedAt = Number.NEGATIVE_INFINITY;
      const document = replay(get().document, found.entry[direction]);
      change(document, found.history, noticeOf(`${word}: ${found.entry.label}`, true));
    };

    return {
      workflowId,
      version,
      document,
      problems: [],
      checking: "running",
      unfinished: new UnfinishedTexts(),
      selection: noParts,
      inspected: null,
      history: history ?? noHistory,
      saving: { status: "saved", at: savedAt } satisfies Saving,
      conflict: null,
      notice: { text: "", isQuiet: true, count: 0 },
      ...{ kinds, models },
      asking: null,
      outlineFocus: null,

      run<Args>(command: Command<Args>, args: Args): RunResult {
        const before = get().document;
        try {
          const label = command.describe(args, before);
          const { document, patches, inverse } = applyCommand(before, command, args);
          const added = addedParts(before, document);
          if (patches.length === 0) return { ok: true, added };
          const mergeKey = command.mergesAs?.(args);
          const entry = { label, patches, inverse, ...(mergeKey !== undefined && { mergeKey }) };
          const now = Date.now();
          const canJoin = now - typedAt <= typingPauseMs;
          typedAt = mergeKey === undefined ? Number.NEGATIVE_INFINITY : now;
          const isNew = Object.values(added).some((ids: string[]) => ids.length > 0);
          change(document, addEntry(get().history, entry, canJoin), isNew ? { selection: added } : {});
          return { ok: true, added };
        } catch (error) {
          if (!(error instanceof CommandRefusedError)) throw error;
          set(noticeOf(error.message));
          return { ok: false, reason: error.message };
        }
      },
      undo: () => step(takeUndoStep(get().history), "inverse", "Undone"),
      redo: () => step(takeRedoStep(get().history), "patches", "Redone"),
      select: (parts) => set({ selection: { ...noParts, ...parts } }),
      inspect: ({ taskId, edgeId, ...place }) =>
        set(({ inspected }) => ({
          selection: { ...noParts, taskIds: taskId ? [taskId] : [], edgeIds: edgeId ? [edgeId] : [] },
          inspected: { taskId, edgeId, ...place, request: (inspected?.request ?? 0) + 1 },
        })),
      endTyping: () => {
        typedAt = Number.NEGATIVE_INFINITY;
      },
      say: (text) => set(noticeOf(text)),
      ask: (asking) => set({ asking }),
      focusInOutline: (id, renames = false) =>
        set(({ outlineFocus }) => ({ outlineFocus: { id, renames, request: (outlineFocus?.request ?? 0) + 1 } })),
    };
  });
  checkWhileIdle(store);
  return store;
}

const EditorContext = createContext<EditorStore | null>(null);

/** Provides the store of one editor to its children. It is created once. */
export function EditorProvider({ create, children }: { create: () => EditorStore; children: ReactNode }) {
  const [store] = useState(create);
  return <EditorContext value={store}>{children}</EditorContext>;
}

/** Returns the store, for event handlers that must not cause a render. */
export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error("This is drawn outside of an editor.");
  return store;
}

/**
 * Selects a part of the editor's state and renders when it changes. A selector must not create objects, because each
 * new object causes a render.
 */
export const useEditor = <Part,>(selector: (state: EditorState) => Part): Part => useStore(useEditorStore(), selector);
