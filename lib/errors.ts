/**
 * The error of the application. Its codes are a closed set that every API returns; the titles are written here; the
 * cause is only logged.
 */

const catalogue = {
  malformed: { status: 400, title: "The request could not be read" },
  unauthenticated: { status: 401, title: "Please sign in" },
  forbidden: { status: 403, title: "You may not do this" },
  method_not_allowed: { status: 405, title: "This method is not allowed here" },
  own_claim: { status: 403, title: "You cannot decide your own case" },
  not_found: { status: 404, title: "Not found" },
  request_timeout: { status: 408, title: "The request did not arrive in time" },
  conflict: { status: 409, title: "Something else happened first" },
  already_decided: { status: 409, title: "This case is already decided" },
  decision_pending: { status: 409, title: "A colleague is deciding this case" },
  claimed: { status: 409, title: "A colleague is working on this case" },
  draft_conflict: { status: 409, title: "Another designer has changed this workflow" },
  stale: { status: 409, title: "This case changed since you opened it" },
  idempotency_mismatch: { status: 422, title: "This Idempotency-Key was used for another request" },
  too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "Send application/json" },
  invalid: { status: 422, title: "Some fields need attention" },
  rate_limited: { status: 429, title: "Too many requests" },
  headers_too_large: { status: 431, title: "The headers of the request are too large" },
  internal: { status: 500, title: "Something went wrong on our side" },
  busy: { status: 503, title: "Busy at the moment, nothing is lost" },
  unavailable: { status: 503, title: "Not available at the moment" },
} as const;

export type AppErrorCode = keyof typeof catalogue;

/** What the caller gets besides the code; never the cause, never data of another person. */
export interface AppErrorOptions {
  /** One sentence for the person: what happened, what was kept, what to do. */
  detail?: string;
  /** Field name -> sentence, for `invalid`. */
  fields?: Record<string, string>;
  /** For conflicts: the stored decision, the current version. */
  data?: Record<string, unknown>;
  /** Seconds after which a retry makes sense, for `rate_limited` and `busy`. */
  retryAfterSeconds?: number;
  /** The methods that are allowed instead, for `method_not_allowed`. */
  allow?: readonly string[];
  cause?: unknown;
}

/** An error with a code of the catalogue. Every API returns it as a problem. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly status: number;
  readonly options: AppErrorOptions;

  constructor(code: AppErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? catalogue[code].title, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = catalogue[code].status;
    this.options = options;
  }
}

/** RFC 9457 problem details; `code`, `fields` and `data` are our extension members. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: AppErrorCode;
  fields?: Record<string, string>;
  [extension: string]: unknown;
}

/** The problem document of an error. Anything that is not an AppError becomes `internal`, its text kept back. */
export function toProblem(error: unknown): Problem {
  const known = error instanceof AppError ? error : new AppError("internal", { cause: error });
  return {
    type: `urn:graphflow:problem:${known.code}`,
    title: catalogue[known.code].title,
    status: known.status,
    detail: known.message,
    code: known.code,
    ...(known.options.fields && { fields: known.options.fields }),
    ...known.options.data,
  };
}
