import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useRetryOnce } from "./use-retry-once";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a page that failed is tried again after a moment, and not again when it fails at once", () => {
  const retry = vi.fn();
  const failed = renderHook(() => useRetryOnce(retry));
  expect(retry).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(retry).toHaveBeenCalledTimes(1);
  failed.unmount();

  const failedAgain = renderHook(() => useRetryOnce(retry));
  vi.advanceTimersByTime(29_000);
  expect(retry).toHaveBeenCalledTimes(1);
  failedAgain.unmount();

  vi.advanceTimersByTime(1_000);
  renderHook(() => useRetryOnce(retry));
  vi.advanceTimersByTime(2_000);
  expect(retry).toHaveBeenCalledTimes(2);
});

test("a page that the person leaves is not tried again", () => {
  vi.advanceTimersByTime(60_000);
  const retry = vi.fn();
  renderHook(() => useRetryOnce(retry)).unmount();
  vi.advanceTimersByTime(5_000);
  expect(retry).not.toHaveBeenCalled();
});
