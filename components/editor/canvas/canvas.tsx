"use client";

import { type ReactFlowInstance, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { openingViewport } from "@/components/workflows/graph/opening-viewport";
import { Palette } from "../palette/palette";
import { SearchPanel } from "../search/search-panel";
import { type EditorStore, useEditor, useEditorStore } from "../store/store";
import { CanvasFlow } from "./canvas-flow";
import { CanvasSheets } from "./canvas-sheets";
import { CanvasStoreContext, createCanvasStore, useCanvas } from "./canvas-state";
import { CanvasStatus } from "./canvas-status";
import type { CanvasEdge } from "./edges/card-edges";
import { createRouter } from "./edges/route-all";
import { EditorStrip } from "./editor-strip";
import { EmptyCanvas } from "./empty-canvas";
import type { CanvasNode } from "./nodes/card-nodes";
import { centerOf } from "./places/geometry";
import type { Places } from "./places/moved-parts";
import { createPlacer } from "./places/place-all";
import { useLayoutPlaces } from "./places/use-layout-places";
import { type CanvasTools, createCanvasTools } from "./tools/canvas-tools";
import { ToolsContext } from "./tools/tools-context";

/** The graph that a designer edits. It works with mouse, touch and keyboard. */
export default function Canvas() {
  const layoutPlaces = useLayoutPlaces();
  return (
    <section aria-label="Workflow graph" className="relative flex size-full min-h-0 flex-col overflow-hidden bg-canvas">
      {layoutPlaces ? (
        <ReactFlowProvider>
          <LoadedCanvas layoutPlaces={layoutPlaces} />
        </ReactFlowProvider>
      ) : (
        <p className="grid size-full place-items-center text-ink-faint text-meta">Drawing the graph</p>
      )}
    </section>
  );
}

function LoadedCanvas({ layoutPlaces }: { layoutPlaces: Places }) {
  const editor = useEditorStore();
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const host = useRef<HTMLDivElement>(null);
  const [tools] = useState(() => createTools(editor, flow, layoutPlaces, host));
  const { opening, hasMinimap } = useOpening(tools, host);
  const isReadOnly = useIsNarrow();

  return (
    <CanvasStoreContext value={tools.canvas}>
      <ToolsContext value={tools}>
        <div ref={host} className="relative min-h-0 flex-1">
          {opening && <CanvasFlow isReadOnly={isReadOnly} opening={opening} />}
          <Panels isReadOnly={isReadOnly} />
        </div>
        <EditorStrip isReadOnly={isReadOnly} hasMinimap={hasMinimap} />
        <CanvasSheets isReadOnly={isReadOnly} />
        <CanvasStatus />
      </ToolsContext>
    </CanvasStoreContext>
  );
}

function Panels({ isReadOnly }: { isReadOnly: boolean }) {
  const palette = useCanvas((state) => state.palette);
  const isSearching = useCanvas((state) => state.isSearching);
  const isEmpty = useEditor((state) => state.document.definition.tasks.length === 0);
  return (
    <>
      {isEmpty && !palette && <EmptyCanvas isReadOnly={isReadOnly} />}
      {palette && !isReadOnly && <Palette key={JSON.stringify(palette)} target={palette} />}
      {isSearching && <SearchPanel isReadOnly={isReadOnly} />}
    </>
  );
}

function createTools(
  editor: EditorStore,
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>,
  layoutPlaces: Places,
  host: { current: HTMLElement | null },
): CanvasTools {
  const place = createPlacer();
  const route = createRouter();
  const canvas = createCanvasStore();
  const places = () => place(editor.getState().document, layoutPlaces);
  return createCanvasTools({
    editor,
    flow,
    canvas,
    places,
    routedEdges: () => route(editor.getState().document, places()),
    host: () => host.current,
    showNotice: (words) => editor.getState().say(words),
    announce: (announcement) => canvas.setState({ announcement }),
  });
}

/**
 * The first view of the canvas; null until the size of the canvas is known. A graph that does not fit has a minimap,
 * also one that grows too large later.
 */
function useOpening(tools: CanvasTools, host: RefObject<HTMLElement | null>) {
  const [opening, setOpening] = useState<ReturnType<typeof openingViewport> | null>(null);
  const [hasMinimap, setMinimap] = useState(false);
  // The minimap takes height from the canvas, so the view of a large graph is found after the minimap is there.
  useLayoutEffect(() => {
    if (opening) return;
    const found = findOpening(tools, sizeOf(host));
    if (found.fits || hasMinimap) setOpening(found);
    else setMinimap(true);
  }, [tools, host, opening, hasMinimap]);
  useEffect(() => {
    if (hasMinimap) return;
    return tools.editor.subscribe(({ document }, before) => {
      if (document !== before.document && !findOpening(tools, sizeOf(host)).fits) setMinimap(true);
    });
  }, [tools, host, hasMinimap]);
  return { opening, hasMinimap };
}

function sizeOf({ current }: RefObject<HTMLElement | null>) {
  const { clientWidth: width = 0, clientHeight: height = 0 } = current ?? {};
  return { width, height };
}

/** The first view: the whole graph if its text is legible, otherwise the part around the selected task or the start. */
function findOpening(tools: CanvasTools, size: { width: number; height: number }) {
  const boxes = tools.boxes();
  const id = tools.editor.getState().selection.taskIds[0] ?? tools.cursor() ?? "";
  if (boxes.size > 0) return openingViewport(tools.bounds(), boxes.get(id), size);
  const { x, y } = centerOf({ x: 0, y: 0, ...size });
  return { viewport: { x, y, zoom: 1 }, fits: true, minZoom: 0.2 };
}

const narrowQuery = "(width < 640px)";
const subscribeToWidth = (changed: () => void) => {
  const query = matchMedia(narrowQuery);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

/** On a phone the canvas is read-only. The outline edits the workflow there. */
const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    subscribeToWidth,
    () => matchMedia(narrowQuery).matches,
    () => false,
  );
