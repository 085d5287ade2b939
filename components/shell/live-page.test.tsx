import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { LivePage } from "./live-page";

/** An EventSource that the test opens, feeds and closes. */
class TestEventSource {
  static readonly CLOSED = 2;
  static readonly OPEN = 1;
  static all: TestEventSource[] = [];
  readyState = 0;
  onopen: (() => void) | undefined;
  onmessage: ((event: { lastEventId: string }) => void) | undefined;

  constructor(readonly url: string) {
    TestEventSource.all.push(this);
  }

  open() {
    this.readyState = TestEventSource.OPEN;
    this.onopen?.();
  }

  close() {
    this.readyState = TestEventSource.CLOSED;
  }
}

const source = () => TestEventSource.all.at(-1) as TestEventSource;
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  TestEventSource.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", TestEventSource);
  vi.stubGlobal("fetch", async () => new Response(null, { status: 200 }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("refreshes once for events that come close together", async () => {
  render(<LivePage sessionId="s1" />);
  expect(source().url).toBe("/api/events?session=s1");
  source().open();
  source().onmessage?.({ lastEventId: "4" });
  source().onmessage?.({ lastEventId: "5" });
  expect(router.refresh).not.toHaveBeenCalled();
  await wait(200);
  expect(router.refresh).toHaveBeenCalledOnce();
});

test("does not refresh while the browser is offline: that would leave the page", async () => {
  render(<LivePage />);
  source().open();
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await wait(200);
  expect(router.refresh).not.toHaveBeenCalled();
});

test("polls while there is no connection", async () => {
  render(<LivePage />);
  source().close();
  await wait(15_200);
  expect(router.refresh).toHaveBeenCalledOnce();
});

test("closes the connection of a hidden tab and continues after its last event", async () => {
  render(<LivePage />);
  const first = source();
  first.open();
  first.onmessage?.({ lastEventId: "7" });
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(first.readyState).toBe(TestEventSource.CLOSED);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(source().url).toBe("/api/events?after=7");
});

test("closes the connection when the page is left", () => {
  const { unmount } = render(<LivePage />);
  unmount();
  expect(source().readyState).toBe(TestEventSource.CLOSED);
});
