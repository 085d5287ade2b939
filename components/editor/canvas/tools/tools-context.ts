import { createContext, use } from "react";
import type { CanvasTools } from "./canvas-tools";

export const ToolsContext = createContext<CanvasTools | null>(null);

/** What can be done on the canvas around this component. */
export function useTools(): CanvasTools {
  const tools = use(ToolsContext);
  if (!tools) throw new Error("There is no canvas around this component.");
  return tools;
}
