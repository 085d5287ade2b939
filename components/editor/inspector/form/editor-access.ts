import { useCallback } from "react";
import { useEditor, useEditorStore } from "@/components/editor/store/store";
import type { UnfinishedTexts } from "@/components/editor/store/unfinished-texts";
import type { GraphDefinition } from "@/lib/engine";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import type { Outcome } from "./form-scope";

/** The definition of the open workflow. */
export const useDefinition = (): GraphDefinition => useEditor(({ document }) => document.definition);
/** The settings of the open workflow. */
export const useSettings = (): readonly SettingDefinition[] =>
  useEditor(({ document }) => document.definition.settings);

/** Returns the function that runs a command. */
export const useRun = () => useEditor(({ run }) => run);

/** Returns the function that shows a task, an edge or a setting in the inspector. */
export const useInspect = () => useEditor(({ inspect }) => inspect);

/** The invalid texts of this editor, by the id of their input. */
export const useUnfinished = (): UnfinishedTexts => useEditor(({ unfinished }) => unfinished);

/** Returns a function that runs a change as its own step of the history, apart from typing. */
export function useSeparateStep(): (change: () => Outcome) => Outcome {
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
