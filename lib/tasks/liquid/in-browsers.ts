import type * as liquidjs from "liquidjs";
import { processState } from "@/lib/process-state";

const state = () => processState("liquid-in-browsers", (): { liquid?: typeof liquidjs } => ({}));

/** Liquid, once it has been loaded: a page is ready before it. */
export const loadedLiquid = (): typeof liquidjs | undefined => state().liquid;

/** Resolves when `loadedLiquid` gives it. Rejects without a connection; the next call tries again. */
export async function loadLiquid(): Promise<void> {
  state().liquid ??= await import("liquidjs");
}
