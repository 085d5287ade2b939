import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { OfflineNotice } from "./offline-notice";

afterEach(() => vi.restoreAllMocks());

function setOnline(isOnline: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(isOnline);
  act(() => void window.dispatchEvent(new Event(isOnline ? "online" : "offline")));
}

test("announces that the browser is offline, until it is online again", () => {
  render(<OfflineNotice />);
  const status = screen.getByRole("status");
  expect(status.textContent).toBe("");
  setOnline(false);
  expect(status.textContent).toContain("You are offline. What you typed stays here");
  setOnline(true);
  expect(status.textContent).toBe("");
});

test("a link does not leave the page while the browser is offline", () => {
  render(
    <>
      <OfflineNotice />
      <a href="/inbox/c2">Next</a>
    </>,
  );
  const follows = () =>
    screen.getByRole("link").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  setOnline(false);
  expect(follows()).toBe(false);
  setOnline(true);
  expect(follows()).toBe(true);
});
