import { useEffect, useState } from "react";
import { useEditorStore } from "@/components/editor/store/store";
import { findLayout } from "../tools/find-layout";
import type { Places } from "./moved-parts";

const noPlaces: Places = {};

/**
 * The places that the layout service gives to tasks without a stored place when the editor opens; undefined while the
 * request runs. If the request fails, the result is empty and the canvas places the cards itself.
 */
export function useLayoutPlaces(): Places | undefined {
  const editor = useEditorStore();
  const [layoutPlaces, setLayoutPlaces] = useState<Places | undefined>(() => {
    const { definition, layout } = editor.getState().document;
    return definition.tasks.every(({ id }) => layout.positions[id]) ? noPlaces : undefined;
  });
  const isWaiting = layoutPlaces === undefined;
  useEffect(() => {
    if (!isWaiting) return;
    const abort = new AbortController();
    const { document, workflowId } = editor.getState();
    findLayout(workflowId, document.definition, document.layout.positions, abort.signal)
      .then((found) => found ?? noPlaces)
      .then((found) => {
        if (!abort.signal.aborted) setLayoutPlaces(found);
      });
    return () => abort.abort();
  }, [editor, isWaiting]);
  return layoutPlaces;
}
