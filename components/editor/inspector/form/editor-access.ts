import { useCallback } from "react";
import type { GraphDefinition, SettingDefinition } from "@/lib/engine";
import { useEditor, useEditorStore } from "../../store/store";
import type { UnfinishedTexts } from "../../store/unfinished-texts";
import type { Outcome } from "./form-scope";

export const useDefinition = (): GraphDefinition => useEditor(({ document }) => document.definition);
export const useSettings = (): readonly SettingDefinition[] =>
  useEditor(({ document }) => document.definition.settings);

/** Runs a command of the editor. */
export const useRun = () => useEditor(({ run }) => run);

/** Shows a task or an edge, with the focus in a field of it. */
export const useInspect = () => useEditor(({ inspect }) => inspect);

/** The texts of this editor that are no values yet, by the id of their box. */
export const useUnfinished = (): UnfinishedTexts => useEditor(({ unfinished }) => unfinished);

/** A change of rows or conditions as a step of the history of its own: typing before and after it is another one. */
export function useOwnStep(): (change: () => Outcome) => Outcome {
  const store = useEditorStore();
  return useCallback(
    (change) => {
      store.getState().endTyping();
      const outcome = change();
      store.getState().endTyping();
      return outcome;
    },
    [store],
  );
}
