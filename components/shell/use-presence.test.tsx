import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PresentPerson } from "@/lib/presence/schema";
import { usePresence } from "./use-presence";

const omar = { id: "omar", name: "Omar", isYou: false } as PresentPerson;
const you = { id: "lee", name: "Lee", isYou: true } as PresentPerson;
const request = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const sendBeacon = vi.fn<(url: string, body: Blob) => boolean>(() => true);

function People() {
  return <p>{usePresence("workflow:claims").map(({ name }) => name)}</p>;
}

const shown = () => screen.getByRole("paragraph").textContent;
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const answer = (people: PresentPerson[]) => request.mockImplementation(async () => Response.json({ people }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", request);
  Object.assign(navigator, { sendBeacon });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("sends heartbeats and shows the other people", async () => {
  answer([you, omar]);
  render(<People />);
  await wait(0);
  expect(shown()).toBe("Omar");
  expect(JSON.parse(String(request.mock.calls[0]?.[1].body))).toMatchObject({
    place: "workflow:claims",
    leaving: false,
  });
  await wait(10_000);
  expect(request).toHaveBeenCalledTimes(2);
});

test("shows no people after 30 seconds without an answer", async () => {
  answer([omar]);
  render(<People />);
  await wait(0);
  request.mockRejectedValue(new TypeError("Failed to fetch"));
  await wait(20_000);
  expect(shown()).toBe("Omar");
  await wait(20_000);
  expect(shown()).toBe("");
});

test("reports that it leaves when the page is closed", async () => {
  answer([]);
  const { unmount } = render(<People />);
  await wait(0);
  unmount();
  const [url, body] = sendBeacon.mock.calls.at(-1) ?? [];
  expect(url).toBe("/api/presence");
  expect(JSON.parse((await body?.text()) ?? "")).toMatchObject({ leaving: true });
});
