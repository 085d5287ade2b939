import { AppError } from "@/lib/errors";

/** What a request may send and how long it may take to do so. */
export interface BodyLimit {
  maxBytes: number;
  /** Milliseconds from the end of the headers to the end of the body. */
  maxMs: number;
  /** Milliseconds without a byte. */
  maxIdleMs: number;
}

export const smallBody: BodyLimit = { maxBytes: 64 * 1024, maxMs: 10_000, maxIdleMs: 10_000 };
/** 10 MB in two minutes are 700 kbit/s. */
export const fileBody: BodyLimit = { maxBytes: 10 * 1024 * 1024, maxMs: 120_000, maxIdleMs: 10_000 };

/** Workflows as they are edited: the largest has 500 tasks. */
export const draftBody: BodyLimit = { maxBytes: 2 * 1024 * 1024, maxMs: 30_000, maxIdleMs: 10_000 };

/** The routes that take workflows as they are edited, from designers. */
const draftRoute = /^\/api\/v1\/workflows\/[^/]+\/(?:draft|layout|test-run)\/?$/;

/** Who may send a file. The handler may check more. */
export type FileSender = "designer" | "designer_or_admin";

/** The route that takes a workflow as a file. */
const importRoute = /^\/api\/v1\/workflows\/import\/?$/;

/** The route that takes documents. */
const documentRoute = /^\/api\/v1\/collections\/[^/]+\/documents\/?$/;

/**
 * The target of a request as a path with its query, also when it is a whole address (RFC 9112, 3.2.2). Throws AppError
 * `malformed` for anything else, such as `*`: Next.js answers it with a 500, and redirects a whole address to itself.
 */
export function readTarget(target = ""): string {
  if (target.startsWith("/")) return target;
  const url = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : null;
  if (!url) throw new AppError("malformed", { detail: "The address is not a path." });
  return url.pathname + url.search;
}

/**
 * The path of a request target as a router resolves it: without query and dot segments. "" for an invalid target; no
 * path that is exempt or has a larger limit is "".
 */
export function resolvePath(target: string | undefined): string {
  const base = "http://localhost";
  return target?.startsWith("/") && URL.canParse(target, base) ? new URL(target, base).pathname : "";
}

/** Who may send a large body to a path, and its limit; null where every body must be small. */
export function largeBodyOf(path: string): { sender: FileSender; limit: BodyLimit } | null {
  if (importRoute.test(path)) return { sender: "designer", limit: fileBody };
  if (documentRoute.test(path)) return { sender: "designer_or_admin", limit: fileBody };
  return draftRoute.test(path) ? { sender: "designer", limit: draftBody } : null;
}

/** Whether a path is that of a file of the build. */
export const isBuilt = (path: string): boolean => path.startsWith("/_next/static/");

/**
 * Whether a request is answered without a place among those in flight: files of the build and the
 * health check, which must be answered while other requests wait.
 */
export function isExempt(method: string | undefined, path: string): boolean {
  const isRead = method === "GET" || method === "HEAD";
  return isRead && (path === "/health" || isBuilt(path));
}

/** Whether the answer is an event stream, which releases its place when it starts. */
export const isEventStream = (method: string | undefined, path: string): boolean =>
  method === "GET" && path === "/api/events";
