import { vi } from "vitest";

/** A DOM without layout has no heights: a list that draws its visible rows would draw none. */
export function stubHeights(height = 900): void {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockImplementation(function (this: HTMLElement) {
    return this.dataset.index === undefined ? height : 84;
  });
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(320);
}
