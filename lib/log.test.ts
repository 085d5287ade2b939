import pino from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { log } from "./log";

afterEach(() => vi.unstubAllEnvs());

test("an error is logged with its causes, and without the key that a server repeats", () => {
  vi.stubEnv("LLM_API_KEY", "sk-of-this-installation");
  const cause = Object.assign(new Error("Bad key: sk-of-this-installation"), { url: "https://me:secret@host" });
  // biome-ignore lint/suspicious/noExplicitAny: pino has no type for it
  const write = (log as any)[pino.symbols.serializersSym].err;
  const described = write(new Error("The server refuses sk-of-this-installation", { cause }));
  expect(described).toMatchObject({ message: "The server refuses •••", cause: { message: "Bad key: •••" } });
  expect(JSON.stringify(described)).not.toMatch(/sk-of-this|me:secret/);
});
