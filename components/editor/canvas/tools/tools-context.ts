import { createContext, use } from "react";
import type { CanvasTools } from "./canvas-tools";

/** Provides the tools of a canvas to its components. */
export const ToolsContext = createContext<CanvasTools | null>(null);

/** The tools of the canvas that contains this component. Throws outside a canvas. */
export function useTools(): CanvasTools {
  const tools = use(ToolsContext);
  if (!tools) throw new Error("There is no canvas around this component.");
  return tools;
}
