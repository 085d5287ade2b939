"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { KindRulesMap } from "@/lib/engine/definition-kit";
import type { CollectionName } from "@/lib/search/schema";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { noParts } from "@/lib/workflows/commands/parts";
import type { OpenTrial } from "../trial/open-trial";
import { checkWhileIdle } from "./check-while-idle";
import type { EditorState, Saving } from "./editor-state";
import { type EditorHistory, noHistory } from "./history";
import { historyActions, noticeOf } from "./history-actions";
import { UnfinishedTexts } from "./unfinished-texts";

/** The initial state of an editor. */
interface EditorSeed {
  workflowId: string;
  document: EditorDocument;
  kinds: KindRulesMap;
  /** The time of the last save (ISO 8601); null when no draft is stored yet. */
  savedAt?: string | null;
  history?: EditorHistory;
  /** The models that tasks may name. */
  models?: readonly string[];
  collections?: readonly CollectionName[];
  /** The number of the base version; null (the default) before the first version. */
  version?: number | null;
  isArchived?: boolean;
  /** The test run that this tab has kept. */
  trial?: OpenTrial | null;
}

/** The store of one open editor. */
export type EditorStore = StoreApi<EditorState>;

/** Creates the store of one open editor. The editor has no state outside of it. */
export function createEditorStore(seed: EditorSeed): EditorStore {
  const store = createStore<EditorState>()((set, get) => ({
    ...initialState(seed),
    ...historyActions(set, get),
    select: (parts) => set({ selection: { ...noParts, ...parts } }),
    inspect: ({ taskId, edgeId, ...place }) =>
      set(({ inspected, trial }) => ({
        // The inspector's tab takes the place of the test run's.
        trial: trial && { ...trial, isShown: false },
        selection: { ...noParts, taskIds: taskId ? [taskId] : [], edgeIds: edgeId ? [edgeId] : [] },
        inspected: { taskId, edgeId, ...place, request: (inspected?.request ?? 0) + 1 },
      })),
    say: (text) => set(noticeOf(get(), text)),
    ask: (asking) => set({ asking }),
    setTrial: (trial) => set({ trial }),
    focusInOutline: (id, renames = false) =>
      set(({ outlineFocus }) => ({ outlineFocus: { id, renames, request: (outlineFocus?.request ?? 0) + 1 } })),
  }));
  checkWhileIdle(store);
  return store;
}

const initialState = (seed: EditorSeed) => ({
  workflowId: seed.workflowId,
  version: seed.version ?? null,
  isArchived: seed.isArchived ?? false,
  document: seed.document,
  problems: [],
  warnings: [],
  checking: "running" as const,
  unfinished: new UnfinishedTexts(),
  selection: noParts,
  inspected: null,
  history: seed.history ?? noHistory,
  saving: { status: "saved", at: seed.savedAt ?? null } satisfies Saving,
  conflict: null,
  notice: { text: "", isQuiet: true, count: 0 },
  kinds: seed.kinds,
  models: seed.models ?? [],
  collections: seed.collections ?? [],
  asking: null,
  trial: seed.trial ?? null,
  outlineFocus: null,
});

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
