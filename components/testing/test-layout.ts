import { vi } from "vitest";

/** A DOM without layout has no heights: a list that draws its visible rows would draw none. */
export function stubHeights(height = 900): void {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(height);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(320);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(84);
}
