import { afterEach, expect, test, vi } from "vitest";
import { describeProblem, fetchOwnWords, mintMessageId } from "./sent-message";

afterEach(() => vi.unstubAllGlobals());

test("says the detail of a problem document", () => {
  const problem = describeProblem(new Error('{"code":"rate_limited","detail":"Please wait a minute."}'));
  expect(problem).toEqual({ message: "Please wait a minute.", signInFirst: false });
});

test("says what is wrong with the field when a message is refused", () => {
  const error = new Error('{"code":"invalid","detail":"Some fields need attention","fields":{"text":"Too long."}}');
  expect(describeProblem(error).message).toBe("Too long.");
});

test("leads through the sign-in page when the sign-in has ended", () => {
  expect(describeProblem(new Error('{"code":"unauthenticated","detail":"Please sign in"}')).signInFirst).toBe(true);
});

test("takes a failed fetch for a lost connection", () => {
  expect(describeProblem(new TypeError("Failed to fetch")).message).toContain("could not be reached");
});

test("hands on a sentence from the stream", () => {
  expect(describeProblem(new Error("Your message is saved.")).message).toBe("Your message is saved.");
});

test("never reads out what a proxy answered instead of us", async () => {
  vi.stubGlobal("fetch", async () => new Response("x", { status: 503 }));
  await expect(fetchOwnWords("/api/chat")).rejects.toThrow("went wrong on our side");
});

test("lets a problem document through", async () => {
  const headers = { "content-type": "application/problem+json" };
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 429, headers }));
  expect((await fetchOwnWords("/api/chat")).status).toBe(429);
});

test("mints UUIDs of version 4, also where crypto.randomUUID is missing", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(mintMessageId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
