import { act, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClockProvider, RelativeTime } from "./relative-time";

const now = Date.parse("2026-11-15T12:00:00Z");
const page = (iso: string) => (
  <ClockProvider now={now}>
    <RelativeTime iso={iso} />
  </ClockProvider>
);

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

test("moves with the clock, and has the exact time in the zone of the browser", () => {
  render(page("2026-11-15T11:58:00Z"));
  const time = screen.getByRole("time");
  expect(time.textContent).toBe("2 min ago");
  expect(time.getAttribute("title")).toBe("15 Nov 2026, 17:43");
  act(() => vi.advanceTimersByTime(3 * 60_000));
  expect(time.textContent).toBe("5 min ago");
});

test("is rendered by the server with the time of the request, and exactly in UTC", () => {
  vi.setSystemTime(now + 3_600_000);
  const html = renderToString(page("2026-11-15T11:58:00Z"));
  expect(html).toContain("2 min ago");
  expect(html).toContain("15 Nov 2026, 11:58 UTC");
});

test("stops its timer with the last time on the page", () => {
  const { unmount } = render(page("2026-11-15T11:58:00Z"));
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
