import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Figures, SharedLimit } from "@/lib/limits/shared-limit";
import { processState } from "@/lib/process-state";

/** The limits; the documentation has the same figures. */
const figures = {
  /** A person's messages, and other requests that run the workflow. */
  chat: () => ({ points: env.RATE_LIMIT_CHAT, seconds: 60 }),
  /** A person's calls of the HTTP API, by all keys and browsers. */
  api: () => ({ points: env.RATE_LIMIT_API, seconds: 60 }),
  /** Event streams that a person opens. */
  events: () => ({ points: env.RATE_LIMIT_EVENTS, seconds: 60 }),
  /** Requests to the sign-in routes from one address. */
  auth: () => ({ points: env.RATE_LIMIT_AUTH, seconds: 60 }),
  /** Refusals of a person that are written into the audit log. */
  denied: () => ({ points: 20, seconds: 60 * 60 }),
} satisfies Record<string, () => Figures>;
export type LimitName = keyof typeof figures;

/** A program with an API key may send more than a person. A session cookie counts as a person. */
export const limitOfSender = (request: Request): LimitName => (request.headers.has("authorization") ? "api" : "chat");

function limitOf(name: LimitName): SharedLimit {
  const limits = processState("rate-limits", () => new Map<LimitName, SharedLimit>());
  const known = limits.get(name) ?? new SharedLimit(name, figures[name]());
  limits.set(name, known);
  return known;
}

/** Counts one use; false when the limit is exceeded. */
export const isWithinLimit = async (name: LimitName, key: string): Promise<boolean> =>
  (await limitOf(name).take(key)) === 0;

/** Counts one use. Throws AppError `rate_limited`, with the seconds to wait, when the limit is exceeded. */
export async function admit(name: LimitName, key: string): Promise<void> {
  const waitMs = await limitOf(name).take(key);
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const wait = `Wait ${retryAfterSeconds} ${retryAfterSeconds === 1 ? "second" : "seconds"} and try again.`;
  throw new AppError("rate_limited", {
    detail: name === "chat" ? `You send more than we can read at the moment. ${wait}` : `Too many requests. ${wait}`,
    retryAfterSeconds,
  });
}
