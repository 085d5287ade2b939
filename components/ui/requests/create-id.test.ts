import { afterEach, expect, test, vi } from "vitest";
import { createId } from "./create-id";

afterEach(() => vi.unstubAllGlobals());

test("creates UUIDs of version 4, also where crypto.randomUUID is missing", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(createId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
