import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveViewer } from "@/components/live/live-viewer";
import { stubLive, TestEventSource } from "@/components/testing/test-live";
import { router } from "@/components/testing/test-router";
import { LivePage } from "./live-page";

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const show = () =>
  render(
    <LiveViewer viewerId="lee">
      <LivePage subject="session:s1" />
    </LiveViewer>,
  );

beforeEach(() => {
  vi.useFakeTimers();
  stubLive();
});

afterEach(async () => {
  await wait(5_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("refreshes once for events that come close together", async () => {
  const { unmount } = show();
  await wait(100);
  expect(TestEventSource.last.query.getAll("subject")).toEqual(["session:s1"]);
  TestEventSource.last.start(3);
  TestEventSource.last.deliver(4, ["session:s1"]);
  TestEventSource.last.deliver(5, ["session:s1"]);
  expect(router.refresh).not.toHaveBeenCalled();
  await wait(200);
  expect(router.refresh).toHaveBeenCalledOnce();
  unmount();
});

test("does not refresh while the browser is offline: that would leave the page", async () => {
  const { unmount } = show();
  await wait(100);
  TestEventSource.last.start(3);
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await wait(200);
  expect(router.refresh).not.toHaveBeenCalled();
  unmount();
});

test("closes the connection when the page is left", async () => {
  const { unmount } = show();
  await wait(100);
  TestEventSource.last.start(3);
  unmount();
  await wait(3_000);
  expect(TestEventSource.open).toEqual([]);
});
