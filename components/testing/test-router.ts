import { vi } from "vitest";

/** The router that components get in tests. */
export const router = {
  refresh: vi.fn<() => void>(),
  push: vi.fn<(href: string) => void>(),
  replace: vi.fn<(href: string) => void>(),
};
