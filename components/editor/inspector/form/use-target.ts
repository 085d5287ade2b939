import { useEffect, useMemo, useState } from "react";
import type { Inspected } from "../../store/editor-state";
import { useEditor } from "../../store/store";
import type { FieldPath } from "./form-scope";

/** The requested field and the open tab. A new request opens the form and focuses the field. */
export function useTarget(subject: string, isOwn: (inspected: Inspected) => boolean) {
  const inspected = useEditor((state) => state.inspected);
  const [tab, setTab] = useState("form");
  const request = inspected && isOwn(inspected) && inspected.path ? inspected.request : 0;
  const path = useMemo(
    (): FieldPath | null => (request > 0 ? [...(inspected?.path ?? [])] : null),
    [request, inspected],
  );
  const [seen, setSeen] = useState(0);
  if (request !== seen) {
    setSeen(request);
    if (request > 0) setTab("form");
  }
  useEffect(() => {
    if (!path) return;
    // The row or section of the field opens in the same render; the focus waits for it.
    const frame = requestAnimationFrame(() => focusField(subject, path));
    return () => cancelAnimationFrame(frame);
  }, [subject, path]);
  return { target: path, tab, setTab };
}

const focusable = "input, textarea, select, button, summary, [contenteditable=true]";

/** Focuses the field at a path, or the nearest enclosing field. */
function focusField(subject: string, path: FieldPath): void {
  for (let length = path.length; length > 0; length--) {
    const name = JSON.stringify(path.slice(0, length));
    const field = document.querySelector(`[data-path=${CSS.escape(name)}]`);
    const own = document.getElementById([subject, ...path.slice(0, length)].join("-"));
    const control = own?.matches(focusable) ? own : ((own ?? field)?.querySelector(focusable) ?? own);
    if (!(control instanceof HTMLElement)) continue;
    control.focus();
    control.scrollIntoView({ block: "nearest" });
    return;
  }
  // A problem without a field focuses the heading.
  document.querySelector<HTMLElement>("section[aria-label=Inspector] h2")?.focus();
}
