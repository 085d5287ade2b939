import { useDeferredValue, useState } from "react";
import { useEditor } from "../store/store";
import { type OutlineItem, outlineItems } from "./outline-items";

/** The items of the outline. They are deferred, so typing stays fast. */
export function useOutlineItems(): OutlineItem[] {
  const definition = useDeferredValue(useEditor((state) => state.document.definition));
  const [shown, setShown] = useState(() => ({ definition, items: outlineItems(definition) }));
  if (shown.definition === definition) return shown.items;
  const items = outlineItems(definition, shown.items);
  setShown({ definition, items });
  return items;
}
