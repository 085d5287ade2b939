"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { useEditorStore } from "../store/store";
import { readStoredHistory, storeHistory } from "../store/stored-history";
import type { DraftSaver } from "./draft-saver";

const SaverContext = createContext<DraftSaver | null>(null);

/** The delay before a changed history is stored. Milliseconds. */
const storeDelayMs = 400;

/** Saves the draft while the editor is open. Stores its history in this tab. */
export function SaverProvider({ saver, children }: { saver: DraftSaver; children: ReactNode }) {
  const store = useEditorStore();
  useEffect(() => saver.start(), [saver]);

  useEffect(() => {
    const { workflowId, document, history } = store.getState();
    if (history.undo.length === 0) store.setState({ history: readStoredHistory(workflowId, document) });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const storeLocally = () => {
      const state = store.getState();
      storeHistory(workflowId, state.document, state.history);
    };
    const unsubscribe = store.subscribe((state, before) => {
      if (state.history === before.history) return;
      clearTimeout(timer);
      timer = setTimeout(storeLocally, storeDelayMs);
    });
    window.addEventListener("pagehide", storeLocally);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      window.removeEventListener("pagehide", storeLocally);
      storeLocally();
    };
  }, [store]);

  useEffect(() => {
    // The browser asks before it leaves a page with changes that are stored nowhere. Invalid texts are never stored.
    const warn = (event: BeforeUnloadEvent) =>
      (saver.hasUnstoredChanges || store.getState().unfinished.size > 0) && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [saver, store]);

  return <SaverContext value={saver}>{children}</SaverContext>;
}

/** The saver of the editor that contains this component. Throws outside an editor. */
export function useSaver(): DraftSaver {
  const saver = useContext(SaverContext);
  if (!saver) throw new Error("This is drawn outside of an editor.");
  return saver;
}
