import { type RefObject, useEffect, useRef, useState } from "react";
import { useEditor, useEditorStore } from "../store/store";
import { testRunButtonId } from "../trial/test-run-button";
import { useIsAtLeast } from "./use-is-at-least";

/**
 * Opens the inspector as a page of its own below 1024 px, when a task, an edge or the workflow is requested. It closes
 * when a row of the outline is requested. `close` returns the focus to the outline, or to the button that opened the
 * workflow. `page` is the element of the inspector.
 */
export function useInspectorPage(page: RefObject<HTMLElement | null>) {
  const store = useEditorStore();
  const request = useEditor((state) => state.inspected?.request ?? 0);
  const settingKey = useEditor((state) => state.inspected?.settingKey);
  const outlineRequest = useEditor((state) => state.outlineFocus?.request ?? 0);
  const [seenRequest, setSeenRequest] = useState(outlineRequest);
  const [closedAt, setClosedAt] = useState(0);
  const opener = useRef<Element | null>(null);
  const isWide = useIsAtLeast("1024px");
  const isTrialShown = useEditor((state) => state.trial?.isShown ?? false);
  // When all panes are visible, the request is done.
  if (isWide && closedAt !== request) setClosedAt(request);
  // The inspector would cover the row that gets the focus, such as a new task that follows the inspected one.
  if (seenRequest !== outlineRequest) {
    setSeenRequest(outlineRequest);
    setClosedAt(request);
  }

  useEffect(() => {
    const { inspected } = store.getState();
    if (request === 0 || !inspected || inspected.path || inspected.settingKey) return;
    opener.current = document.activeElement;
    // On a narrow page the inspector hides the focused element.
    if (inspected.focuses || !isWide) page.current?.querySelector<HTMLElement>("h2")?.focus();
  }, [page, request, store, isWide]);

  const close = (): void => {
    setClosedAt(request);
    const { selection, focusInOutline, trial, setTrial } = store.getState();
    if (trial?.isShown) {
      setTrial({ ...trial, isShown: false });
      document.getElementById(testRunButtonId)?.focus();
      return;
    }
    const [id] = [...selection.taskIds, ...selection.edgeIds];
    if (id !== undefined) focusInOutline(id);
    else if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const isOpen = isTrialShown || (request !== closedAt && settingKey === undefined);
  return { isInspectorOpen: !isWide && isOpen, close };
}
