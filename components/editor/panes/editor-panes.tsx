"use client";

import { ArrowLeft } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { loadLiquid } from "#liquid";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyPart } from "../later/lazy-part";
import { EmptyOutline } from "../outline/empty-outline";
import { Outline } from "../outline/outline";
import { ProblemsList, problemCount } from "../problems-list";
import { useEditor, useEditorStore } from "../store/store";
import { PaneSeparator } from "./pane-separator";
import { usePaneWidths } from "./pane-widths";

// The heaviest parts of the editor come after the outline, which can do all that they can.
const loadSettings = () => import("../settings/settings-region");
const loadCanvas = () => import("../canvas/canvas");
const loadInspector = async () => {
  const [inspector] = await Promise.all([import("../inspector/inspector"), loadLiquid()]);
  return inspector;
};

/**
 * Outline, settings and problems on the left, the canvas, the inspector. Below 1024 px the inspector is a
 * page of its own while it is asked for; on a phone the outline is the editor.
 */
export function EditorPanes() {
  const store = useEditorStore();
  const request = useEditor((state) => state.inspected?.request ?? 0);
  const isEmpty = useEditor((state) => state.document.definition.tasks.length === 0);
  const [closedAt, setClosedAt] = useState(0);
  // On a phone the canvas is only to be read, so it comes when it is asked for.
  const [isAskedFor, setAskedFor] = useState(false);
  const hasCanvas = useIsAtLeast("640px") || isAskedFor;
  const isWide = useIsAtLeast("1024px");
  // Where there is room for all panes, what was asked for has been seen.
  if (isWide && closedAt !== request) setClosedAt(request);
  const [widths, setWidth] = usePaneWidths();
  const page = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { inspected } = store.getState();
    if (request === 0 || !inspected || inspected.path || inspected.settingKey) return;
    // On a narrow page the inspector has taken the place of what had the focus.
    if (inspected.focuses || !isWide) page.current?.querySelector<HTMLElement>("h2")?.focus();
  }, [request, store, isWide]);

  // Below the outline it would be out of sight.
  useEffect(() => {
    if (isAskedFor) canvas.current?.scrollIntoView({ block: "center" });
  }, [isAskedFor]);

  function close() {
    setClosedAt(request);
    const { selection } = store.getState();
    const [id] = [...selection.taskIds, ...selection.edgeIds];
    if (id !== undefined) store.getState().focusInOutline(id);
  }
  function keyPressed(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.defaultPrevented && isPage) close();
  }
  const settingKey = useEditor((state) => state.inspected?.settingKey);
  const isPage = !isWide && request !== closedAt && settingKey === undefined;
  return (
    <div
      style={{ "--outline": `${widths.outline}px`, "--inspector": `${widths.inspector}px` } as CSSProperties}
      className="grid min-h-0 flex-1 max-sm:pb-16 lg:grid-cols-[min(var(--outline),33vw)_minmax(0,1fr)_min(var(--inspector),40vw)] short:pb-0"
    >
      <div className={cn("flex min-h-0 flex-col border-line lg:border-r", isPage && "hidden")}>
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
          isPage && "hidden",
        )}
      >
        <PaneSeparator pane="outline" width={widths.outline} onWidth={setWidth} />
        {hasCanvas ? (
          <LazyPart name="graph" load={loadCanvas} />
        ) : (
          <Button variant="quiet" className="m-2" onClick={() => setAskedFor(true)}>
            Show the graph
          </Button>
        )}
        <PaneSeparator pane="inspector" width={widths.inspector} onWidth={setWidth} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back from what is a page of its own here */}
      <div
        ref={page}
        onKeyDown={keyPressed}
        className={cn("min-h-0 overflow-y-auto border-line bg-surface lg:border-l", !isPage && "max-lg:hidden")}
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
      {/* How many there are is said when it changes; what they are is read in the list. */}
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
