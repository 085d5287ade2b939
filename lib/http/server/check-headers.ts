import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { isTrustedProxy } from "@/lib/auth/request/client-address";
import { AppError } from "@/lib/errors";

/** Two of these would be two requests in one: one reader takes the first, another one the last or both. */
const single = new Set([
  "host",
  "authorization",
  "content-type",
  "content-encoding",
  "origin",
  "next-action",
  "next-router-state-tree",
  "idempotency-key",
  "last-event-id",
]);

/**
 * Throws AppError `malformed` for headers that readers could take for different things or that Next.js fails at, and
 * `unsupported_media_type` for an encoded body: nothing here decodes one.
 */
export function checkHeaders({ headers, rawHeaders }: Pick<IncomingMessage, "headers" | "rawHeaders">): void {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const twice = names.find((name, index) => single.has(name) && names.indexOf(name) !== index);
  if (twice) throw new AppError("malformed", { detail: `There are two headers "${twice}".` });
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && !/^\s*(identity)?\s*$/i.test(encoding)) {
    throw new AppError("unsupported_media_type", { detail: "Send the body without a Content-Encoding." });
  }
  const prefetch = headers["next-router-prefetch"];
  // The others ask for components that are cached at run time. There are none, and Next.js logs an error for each.
  if (prefetch !== undefined && prefetch !== "1") {
    throw new AppError("malformed", { detail: "The header next-router-prefetch cannot be read." });
  }
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
  } catch (error) {
    throw new AppError("malformed", { detail: "The header next-router-state-tree cannot be read.", cause: error });
  }
}

/** What a proxy says about the request it was sent. The address of the client is judged where it is read. */
const wordsOfProxies = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/** Next.js answers those that do not hold with a 500. The answer to a read may be the whole file in any case. */
const conditions = ["range", "if-range", "if-match", "if-unmodified-since"];

/** Next.js says it to itself when another page has the action: that page is not looked for a second time. */
const innerWords = ["x-action-forwarded"];

/**
 * Takes out of the headers of a request from outside what only Next.js may say, what only a proxy of TRUSTED_PROXIES may
 * say, when `peer` is none, and conditions of a read that files alone would look at.
 */
export function dropHeaders({ method, headers }: Pick<IncomingMessage, "method" | "headers">, peer: string): void {
  const isRead = method === "GET" || method === "HEAD";
  const dropped = [...innerWords, ...(isTrustedProxy(peer) ? [] : wordsOfProxies), ...(isRead ? conditions : [])];
  for (const name of dropped) delete headers[name];
}
