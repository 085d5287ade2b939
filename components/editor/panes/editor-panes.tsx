"use client";

import { ArrowLeft } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyPart } from "../lazy/lazy-part";
import { EmptyOutline } from "../outline/empty-outline";
import { Outline } from "../outline/outline";
import { ProblemsList, problemCount, WarningsList } from "../problems-list";
import { useEditor } from "../store/store";
import { PaneSeparator } from "./pane-separator";
import { usePaneWidths } from "./pane-widths";
import { SidePane } from "./side-pane";
import { useInspectorPage } from "./use-inspector-page";
import { useIsAtLeast } from "./use-is-at-least";

// The large parts are loaded after the outline, which offers all their actions.
const loadSettings = () => import("../settings/settings-region");
const loadCanvas = () => import("../canvas/canvas");

/**
 * The layout of the editor: outline, settings and problems on the left, the canvas in the middle, the inspector on the
 * right. Below 1024 px the inspector covers the other panes while it is open. On a phone the canvas is closed at first.
 */
export function EditorPanes() {
  const page = useRef<HTMLDivElement>(null);
  const { isInspectorOpen, close } = useInspectorPage(page);
  const [widths, setWidth] = usePaneWidths();

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.defaultPrevented && isInspectorOpen) close();
  }
  return (
    <div
      style={{ "--outline": `${widths.outline}px`, "--inspector": `${widths.inspector}px` } as CSSProperties}
      className={cn(
        "grid min-h-0 flex-1 max-sm:pb-16 short:pb-0",
        "lg:grid-cols-[min(var(--outline),33vw)_minmax(0,1fr)_min(var(--inspector),40vw)]",
      )}
    >
      <OutlinePane isHidden={isInspectorOpen} />
      <CanvasPane
        isHidden={isInspectorOpen}
        start={<PaneSeparator pane="outline" width={widths.outline} onWidth={setWidth} />}
        end={<PaneSeparator pane="inspector" width={widths.inspector} onWidth={setWidth} />}
      />
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
        <SidePane />
      </div>
    </div>
  );
}

function OutlinePane({ isHidden }: { isHidden: boolean }) {
  const isEmpty = useEditor((state) => state.document.definition.tasks.length === 0);
  return (
    <div className={cn("flex min-h-0 flex-col border-line lg:border-r", isHidden && "hidden")}>
      <div className="min-h-40 flex-1 overflow-y-auto p-2">{isEmpty ? <EmptyOutline /> : <Outline />}</div>
      <div className="overflow-y-auto border-t p-3 lg:max-h-[38%]">
        <LazyPart name="settings" load={loadSettings} />
      </div>
      <Problems />
    </div>
  );
}

interface CanvasPaneProps {
  isHidden: boolean;
  /** The separators, in the order of the Tab key. */
  start: ReactNode;
  end: ReactNode;
}

function CanvasPane({ isHidden, start, end }: CanvasPaneProps) {
  const pane = useRef<HTMLDivElement>(null);
  // On a phone the canvas is read-only, so it is loaded on request.
  const [isRequested, setRequested] = useState(false);
  const hasCanvas = useIsAtLeast("640px") || isRequested;

  // The canvas opens below the visible part of the page.
  useEffect(() => {
    if (isRequested) pane.current?.scrollIntoView({ block: "center" });
  }, [isRequested]);
  return (
    <div
      ref={pane}
      className={cn(
        "relative min-w-0 border-line max-lg:border-t",
        hasCanvas && "h-[26rem] lg:h-auto",
        isHidden && "hidden",
      )}
    >
      {start}
      {hasCanvas ? (
        <LazyPart name="graph" load={loadCanvas} />
      ) : (
        <Button variant="quiet" className="m-2" onClick={() => setRequested(true)}>
          Show the graph
        </Button>
      )}
      {end}
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
      <WarningsList />
    </div>
  );
}
