import { useDeferredValue, useState } from "react";
import { useEditor } from "../store/store";
import { type OutlineItem, outlineOf } from "./outline-items";

/** The outline of the document, a moment after it changes: typing comes first. */
export function useOutlineItems(): OutlineItem[] {
  const definition = useDeferredValue(useEditor((state) => state.document.definition));
  const [shown, setShown] = useState(() => ({ definition, items: outlineOf(definition) }));
  if (shown.definition === definition) return shown.items;
  const items = outlineOf(definition, shown.items);
  setShown({ definition, items });
  return items;
}
