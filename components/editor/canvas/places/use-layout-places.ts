import { useEffect, useState } from "react";
import { useEditorStore } from "@/components/editor/store/store";
import { findLayout } from "../tools/find-layout";
import type { Places } from "./moved-parts";

const none: Places = {};

/**
 * The places that the server's layout has for the tasks that had none when the editor was opened; undefined until they
 * are there. Without the server they are placed here, one below the other.
 */
export function useLayoutPlaces(): Places | undefined {
  const editor = useEditorStore();
  const [layoutPlaces, setLayoutPlaces] = useState<Places | undefined>(() => {
    const { definition, layout } = editor.getState().document;
    return definition.tasks.every(({ id }) => layout.positions[id]) ? none : undefined;
  });
  const isWaiting = layoutPlaces === undefined;
  useEffect(() => {
    if (!isWaiting) return;
    const leaving = new AbortController();
    const { document, workflowId } = editor.getState();
    findLayout(workflowId, document.definition, document.layout.positions, leaving.signal)
      .then((found) => found ?? none)
      .then((found) => leaving.signal.aborted || setLayoutPlaces(found));
    return () => leaving.abort();
  }, [editor, isWaiting]);
  return layoutPlaces;
}
