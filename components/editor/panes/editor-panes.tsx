"use client";

import { ArrowLeft } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { loadLiquid } from "#liquid";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyPart } from "../lazy/lazy-part";
import { EmptyOutline } from "../outline/empty-outline";
import { Outline } from "../outline/outline";
import { ProblemsList, problemCount } from "../problems-list";
import { useEditor, useEditorStore } from "../store/store";
import { PaneSeparator } from "./pane-separator";
import { usePaneWidths } from "./pane-widths";

// The large parts are loaded after the outline, which offers all their actions.
const loadSettings = () => import("../settings/settings-region");
const loadCanvas = () => import("../canvas/canvas");
const loadInspector = async () => {
  const [inspector] = await Promise.all([import("../inspector/inspector"), loadLiquid()]);
  return inspector;
};

/**
 * The layout of the editor: outline, settings and problems on the left, the canvas in the middle, the inspector on the
 * right. Below 1024 px the inspector covers the other panes while it is open. On a phone the canvas is closed at first.
 */
export function EditorPanes() {
  const store = useEditorStore();
  const request = useEditor((state) => state.inspected?.request ?? 0);
  const isEmpty = useEditor((state) => state.document.definition.tasks.length === 0);
  const [closedAt, setClosedAt] = useState(0);
  // On a phone the canvas is read-only, so it is loaded on request.
  const [isCanvasOpen, setCanvasOpen] = useState(false);
  const hasCanvas = useIsAtLeast("640px") || isCanvasOpen;
  const isWide = useIsAtLeast("1024px");
  // When all panes are visible, the request is done.
  if (isWide && closedAt !== request) setClosedAt(request);
  const [widths, setWidth] = usePaneWidths();
  const page = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { inspected } = store.getState();
    if (request === 0 || !inspected || inspected.path || inspected.settingKey) return;
    // On a narrow page the inspector hides the focused element.
    if (inspected.focuses || !isWide) page.current?.querySelector<HTMLElement>("h2")?.focus();
  }, [request, store, isWide]);

  // The canvas opens below the visible part of the page.
  useEffect(() => {
    if (isCanvasOpen) canvas.current?.scrollIntoView({ block: "center" });
  }, [isCanvasOpen]);

  function close() {
    setClosedAt(request);
    const { selection } = store.getState();
    const [id] = [...selection.taskIds, ...selection.edgeIds];
    if (id !== undefined) store.getState().focusInOutline(id);
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.defaultPrevented && isInspectorOpen) close();
  }
  const settingKey = useEditor((state) => state.inspected?.settingKey);
  const isInspectorOpen = !isWide && request !== closedAt && settingKey === undefined;
  return (
    <div
      style={{ "--outline": `${widths.outline}px`, "--inspector": `${widths.inspector}px` } as CSSProperties}
      className="grid min-h-0 flex-1 max-sm:pb-16 lg:grid-cols-[min(var(--outline),33vw)_minmax(0,1fr)_min(var(--inspector),40vw)] short:pb-0"
    >
      <div className={cn("flex min-h-0 flex-col border-line lg:border-r", isInspectorOpen && "hidden")}>
        <div className="min-h-40 flex-1 overflow-y-auto p-2">{isEmpty ? <EmptyOutline /> : <Outline />}</div>
        <div className="overflow-y-auto border-t p-3 lg:max-h-[38%]">
          <LazyPart name="settings" load={loadSettings} />
        </div>
        <Problems />
      </div>
      <div
        ref={canvas}
        className={cn(
          "relative min-w-0 border-line max-lg:border-t",
          hasCanvas && "h-[26rem] lg:h-auto",
          isInspectorOpen && "hidden",
        )}
      >
        <PaneSeparator pane="outline" width={widths.outline} onWidth={setWidth} />
        {hasCanvas ? (
          <LazyPart name="graph" load={loadCanvas} />
        ) : (
          <Button variant="quiet" className="m-2" onClick={() => setCanvasOpen(true)}>
            Show the graph
          </Button>
        )}
        <PaneSeparator pane="inspector" width={widths.inspector} onWidth={setWidth} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the inspector when it covers the page */}
      <div
        ref={page}
        onKeyDown={handleKeyDown}
        className={cn(
          "min-h-0 overflow-y-auto border-line bg-surface lg:border-l",
          !isInspectorOpen && "max-lg:hidden",
        )}
      >
        <div className="border-b p-2 lg:hidden">
          <Button variant="quiet" onClick={close}>
            <ArrowLeft aria-hidden />
            Back to the outline
          </Button>
        </div>
        <LazyPart name="inspector" load={loadInspector} />
      </div>
    </div>
  );
}

function Problems() {
  const count = useEditor((state) => state.problems.length);
  return (
    <div className="overflow-y-auto border-t p-3 lg:max-h-[30%]">
      <h2 className={cn("mb-1 font-semibold text-body", count > 0 && "text-attention")}>
        {count === 0 ? "Problems" : problemCount(count)}
      </h2>
      {/* The status announces only the number of problems. */}
      <p role="status" className="sr-only">
        {count === 0 ? "No problem" : problemCount(count)}
      </p>
      <ProblemsList />
    </div>
  );
}

function useIsAtLeast(width: string): boolean {
  const query = `(width >= ${width})`;
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
    () => true,
  );
}
