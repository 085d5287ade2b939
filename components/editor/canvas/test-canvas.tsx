import { type RenderResult, render } from "@testing-library/react";
import type { ReactFlowInstance } from "@xyflow/react";
import type { ReactNode } from "react";
import { taskKinds } from "@/lib/tasks/kinds";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { createEditorStore, EditorProvider, type EditorStore } from "../store/store";
import { CanvasStoreContext, createCanvasStore } from "./canvas-state";
import type { CanvasEdge } from "./edges/card-edges";
import { createRouter } from "./edges/route-all";
import type { CanvasNode } from "./nodes/card-nodes";
import { createPlacer } from "./places/place-all";
import { type CanvasTools, createCanvasTools } from "./tools/canvas-tools";
import { ToolsContext } from "./tools/tools-context";

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>;

/** The functions of React Flow that the tools call. The view has the size 0, so nothing is in view. */
const flow: Partial<Flow> = {
  getViewport: () => ({ x: 0, y: 0, zoom: 1 }),
  getZoom: () => 1,
  fitBounds: async () => true,
  setCenter: async () => true,
};

/**
 * Renders a component of the canvas for a document (see `testDocument`), without React Flow. An element with
 * `data-canvas` is the region of the canvas.
 */
export function renderOnCanvas(
  children: ReactNode,
  tasks: string,
  edges: string,
): RenderResult & { editor: EditorStore; tools: CanvasTools } {
  const editor = createEditorStore({ workflowId: "test", document: testDocument(tasks, edges), kinds: taskKinds });
  const [place, route] = [createPlacer(), createRouter()];
  const places = () => place(editor.getState().document, {});
  const canvas = createCanvasStore();
  const tools = createCanvasTools({
    editor,
    canvas,
    flow: flow as Flow,
    places,
    routedEdges: () => route(editor.getState().document, places()),
    host: () => document.querySelector<HTMLElement>("[data-canvas]"),
    showNotice: (words) => editor.getState().say(words),
    announce: (announcement) => canvas.setState({ announcement }),
  });
  const result = render(
    <EditorProvider create={() => editor}>
      <CanvasStoreContext value={canvas}>
        <ToolsContext value={tools}>{children}</ToolsContext>
      </CanvasStoreContext>
    </EditorProvider>,
  );
  return { ...result, editor, tools };
}
