import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPageRequests, pageRequestStore } from "./page-requests";

const page = (body: BodyInit = "1:[]") => new Response(body, { headers: { "content-type": "text/x-component" } });
const cutPage = () =>
  page(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("1:["));
        controller.error(new TypeError("network error"));
      },
    }),
  );
const server = vi.fn<typeof fetch>();
const isHealthy = vi.fn(() => true);
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  server.mockReset();
  vi.stubGlobal("fetch", (input: string, init?: RequestInit) =>
    input === "/health"
      ? Promise.resolve(new Response(null, { status: isHealthy() ? 200 : 503 }))
      : server(input, init),
  );
  stop = keepPageRequests();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refresh = () => window.fetch("/inbox/c1?_rsc=x", { headers: { rsc: "1" } });

test("a refresh that fails, is cut, or gets the page of a proxy is repeated until it is answered", async () => {
  server.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  server.mockResolvedValueOnce(cutPage());
  server.mockResolvedValueOnce(new Response("Bad gateway", { status: 502, headers: { "content-type": "text/html" } }));
  server.mockResolvedValueOnce(page());
  isHealthy.mockReturnValueOnce(false);
  const answer = refresh();
  await vi.advanceTimersByTimeAsync(100);
  expect(pageRequestStore.getState().waiting).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await (await answer).text()).toBe("1:[]");
  expect(server).toHaveBeenCalledTimes(4);
  expect(pageRequestStore.getState().waiting).toBe(0);
});

test("a refresh that fails while the server answers everything else is left to Next.js in the end", async () => {
  server.mockRejectedValue(new TypeError("Failed to fetch"));
  const answer = refresh().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBeInstanceOf(TypeError);
});

test.each([
  ["an action", { method: "POST", headers: { rsc: "1", "next-action": "x" } }],
  ["a prefetch", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
  ["another request", {}],
])("%s that fails is not repeated", async (_, init) => {
  server.mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(window.fetch("/inbox/c1", init)).rejects.toBeInstanceOf(TypeError);
  expect(server).toHaveBeenCalledOnce();
});
