import { expect, it, vi } from "vitest";

it("keeps one state per name, also across copies of the module", async () => {
  const first = await import("./process-state");
  const state = first.processState("test-state", () => ({ count: 1 }));
  vi.resetModules();
  const second = await import("./process-state");
  expect(second).not.toBe(first);
  expect(second.processState("test-state", () => ({ count: 2 }))).toBe(state);
});
