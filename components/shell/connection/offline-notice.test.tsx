import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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

test("a link does not leave the page while the browser is offline", async () => {
  const isLeft = vi.fn<(isLeft: boolean) => void>();
  render(
    <>
      <OfflineNotice />
      <a href="/inbox/c2" onClick={(event) => isLeft(!event.defaultPrevented)}>
        Next
      </a>
    </>,
  );
  const user = userEvent.setup();
  setOnline(false);
  await user.click(screen.getByRole("link"));
  setOnline(true);
  await user.click(screen.getByRole("link"));
  expect(isLeft.mock.calls).toEqual([[false], [true]]);
});
