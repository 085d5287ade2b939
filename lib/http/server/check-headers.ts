import type { IncomingMessage } from "node:http";
// biome-ignore format: the path of the module alone has 80 characters
import { parseAndValidateFlightRouterState }
  from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { isTrustedProxy } from "@/lib/auth/request/client-address";
import { AppError } from "@/lib/errors";

/** Headers that may occur once: of two, one parser takes the first, and another one the last or both. */
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
 * Throws AppError `malformed` for headers that parsers read differently or that Next.js fails on, and
 * `unsupported_media_type` for an encoded body: no code here decodes one.
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

/** Headers that only a trusted proxy may set. The client address is checked where it is read. */
const proxyHeaders = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/** Conditions of a read. Next.js answers unmet ones with a 500, and the whole file is always a valid answer. */
const conditions = ["range", "if-range", "if-match", "if-unmodified-since"];

/** Headers that Next.js sends to itself, when another page has the action. */
const internalHeaders = ["x-action-forwarded"];

/**
 * Removes headers from an external request: those that only Next.js may set, those that only a proxy of TRUSTED_PROXIES
 * may set unless `peer` is one, and the conditions of a read.
 */
export function dropHeaders({ method, headers }: Pick<IncomingMessage, "method" | "headers">, peer: string): void {
  const isRead = method === "GET" || method === "HEAD";
  const dropped = [...internalHeaders, ...(isTrustedProxy(peer) ? [] : proxyHeaders), ...(isRead ? conditions : [])];
  for (const name of dropped) delete headers[name];
}
