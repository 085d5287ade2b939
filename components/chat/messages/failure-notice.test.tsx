import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { retryTurn } from "@/lib/chat/actions";
import { FailureNotice } from "./failure-notice";

vi.mock("@/lib/chat/actions", () => ({ retryTurn: vi.fn() }));

afterEach(() => vi.unstubAllGlobals());

type Failure = Parameters<typeof FailureNotice>[0]["failure"];
const failed: Failure = { reason: "failed", text: "Your message is saved." };

/** A retry that is in progress until the end of the test: React runs no other action before it ends. */
function holdRetry(): void {
  const retry = Promise.withResolvers<Awaited<ReturnType<typeof retryTurn>>>();
  vi.mocked(retryTurn).mockReturnValue(retry.promise);
  onTestFinished(() => act(async () => retry.resolve({ ok: true })));
}

function setup(failure: Failure) {
  render(<FailureNotice sessionId="s1" failure={failure} />);
  return userEvent.setup();
}

test("says what failed and retries", async () => {
  vi.mocked(retryTurn).mockResolvedValue({ ok: true });
  const user = setup(failed);
  expect(screen.getByRole("alert").textContent).toContain("We could not go onYour message is saved.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  const [, sent] = vi.mocked(retryTurn).mock.calls[0] ?? [];
  expect(sent?.get("sessionId")).toBe("s1");
});

test("offers no retry for a session that was set aside", () => {
  setup({ reason: "set_aside", text: "We look at it." });
  expect(screen.queryByRole("button")).toBeNull();
});

test("says calmly that the claimant stopped the reply", () => {
  setup({ reason: "stopped", text: "Your message is saved." });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("button", { name: "Answer it" })).toBeTruthy();
});

test("announces a retry in progress, gives its Stop button the focus, and stops it", async () => {
  holdRetry();
  const request = vi.fn(async () => new Response("{}"));
  vi.stubGlobal("fetch", request);
  const user = setup(failed);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  const stop = await screen.findByRole("button", { name: "Stop" });
  expect(screen.getByRole("status").textContent).toBe("Reading your message…");
  expect(document.activeElement).toBe(stop);
  await user.click(stop);
  expect(request).toHaveBeenCalledExactlyOnceWith("/api/v1/sessions/s1/stop", { method: "POST" });
  expect(screen.getByRole("button", { name: "Stopping…" })).toBeTruthy();
});

test("says when the retry could not be stopped", async () => {
  holdRetry();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const user = setup(failed);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await user.click(await screen.findByRole("button", { name: "Stop" }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toContain("It could not be stopped."));
});

test("says why the retry was refused, and offers another one", async () => {
  vi.mocked(retryTurn).mockResolvedValue({ ok: false, code: "rate_limited", message: "Please wait a minute." });
  const user = setup({ reason: "stopped", text: "Your message is saved." });
  await user.click(screen.getByRole("button", { name: "Answer it" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Please wait a minute.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
