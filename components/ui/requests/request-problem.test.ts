import { afterEach, expect, test, vi } from "vitest";
import { describeProblem, fetchWithOwnErrors } from "./request-problem";

afterEach(() => vi.unstubAllGlobals());

test("shows the detail of a problem document", () => {
  const problem = describeProblem(new Error('{"code":"rate_limited","detail":"Please wait a minute."}'));
  expect(problem).toEqual({ message: "Please wait a minute.", needsSignIn: false });
});

test("shows what is wrong with the field when a message is refused", () => {
  const error = new Error('{"code":"invalid","detail":"Some fields need attention","fields":{"text":"Too long."}}');
  expect(describeProblem(error).message).toBe("Too long.");
});

test("asks for a sign-in when the sign-in has ended", () => {
  expect(describeProblem(new Error('{"code":"unauthenticated","detail":"Please sign in"}')).needsSignIn).toBe(true);
});

test("reads a failed fetch as a lost connection", () => {
  expect(describeProblem(new TypeError("Failed to fetch")).message).toContain("could not be reached");
});

test("shows a sentence from the stream as it is", () => {
  expect(describeProblem(new Error("Your message is saved.")).message).toBe("Your message is saved.");
});

test("never shows the error page of a proxy", async () => {
  vi.stubGlobal("fetch", async () => new Response("x", { status: 503 }));
  await expect(fetchWithOwnErrors("/api/chat")).rejects.toThrow("went wrong on our side");
});

test("lets a problem document through", async () => {
  const headers = { "content-type": "application/problem+json" };
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 429, headers }));
  expect((await fetchWithOwnErrors("/api/chat")).status).toBe(429);
});
