interface HttpErrorHints {
  /** Whether the same request may succeed later. */
  retryable?: boolean;
  /** How long the other system asks to wait, in milliseconds. */
  retryAfterMs?: number;
}

/** Why a request to another system has failed, in words for staff. The engine records the code and the message. */
export class HttpRequestError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, { retryable = false, retryAfterMs }: HttpErrorHints = {}) {
    super(message);
    this.name = "HttpRequestError";
    this.code = `http_${code}`;
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Codes of errors of the connection that another try does not mend. */
const certificateCodes = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

/** An error of the connection, in words of our own: those of libraries may contain a part of the request. */
export function connectionError(error: unknown, host: string): HttpRequestError {
  const known = knownIn(error);
  if (known) return known;
  const code = codeIn(error);
  if (certificateCodes.test(code))
    return new HttpRequestError("certificate", `“${host}” has no valid certificate (${code}).`);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new HttpRequestError("unreachable", `The name “${host}” is not known (${code}).`, { retryable: true });
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW")
    return new HttpRequestError("too_large", `The headers of the answer of “${host}” are too large.`);
  const words = code === "" ? "" : ` (${code})`;
  return new HttpRequestError("unreachable", `The connection to “${host}” failed${words}.`, { retryable: true });
}

/** An error of ours that a library has passed on, alone or as the cause of its own. */
function knownIn(error: unknown, depth = 0): HttpRequestError | undefined {
  if (error instanceof HttpRequestError) return error;
  if (!(error instanceof Error) || depth > 4) return undefined;
  const inner = error instanceof AggregateError ? error.errors : [];
  for (const one of [error.cause, ...inner]) {
    const found = knownIn(one, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The code of an error of Node.js or undici. */
function codeIn(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code } = error as { code?: unknown };
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  return error instanceof Error && error.cause !== undefined ? codeIn(error.cause) : "";
}
