import * as liquidjs from "liquidjs";

/** Liquid, which a server loads at its start; a browser loads it after the page (`in-browsers.ts`). */
export const loadedLiquid = (): typeof liquidjs | undefined => liquidjs;

/** Resolves when `loadedLiquid` gives it. */
export const loadLiquid = async (): Promise<void> => {};
