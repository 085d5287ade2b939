import type * as liquidjs from "liquidjs";

const held: { liquid?: typeof liquidjs } = {};

/** Liquid, once it has been loaded: a page is ready before it. */
export const loadedLiquid = (): typeof liquidjs | undefined => held.liquid;

/** Resolves when `loadedLiquid` gives it. Rejects without a connection; the next call tries again. */
export async function loadLiquid(): Promise<void> {
  held.liquid ??= await import("liquidjs");
}
