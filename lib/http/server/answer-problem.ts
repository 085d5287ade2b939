import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { AppError, toProblem } from "@/lib/errors";

const lingerMs = 1_000;

function problemHeaders(error: AppError, body: string): Record<string, string> {
  const { retryAfterSeconds, allow } = error.options;
  return {
    "content-type": "application/problem+json",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
    ...(error.status === 401 && { "www-authenticate": 'Bearer realm="GraphFlow"' }),
    ...(allow && { allow: allow.join(", ") }),
    ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
  };
}

/**
 * Answers with a problem document and closes the connection. What still arrives is read and dropped for a second at
 * most: closing a connection with unread bytes resets it, and the client would not see the answer.
 */
export function answerProblem(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(toProblem(error));
  response.writeHead(error.status, problemHeaders(error, body));
  // With the announced length the answer is whole; only ending it closes the connection.
  response.write(request.method === "HEAD" ? "" : body);
  const end = () => {
    clearTimeout(linger);
    response.end();
  };
  const linger = setTimeout(end, lingerMs);
  if (request.complete) end();
  else request.on("end", end).on("close", end).resume();
}

const codeOfClientError: Record<string, AppError> = {
  ERR_HTTP_REQUEST_TIMEOUT: new AppError("request_timeout"),
  HPE_HEADER_OVERFLOW: new AppError("headers_too_large"),
};

/** Answers what never became a request: headers that are late, too long or not HTTP. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refused = codeOfClientError[error.code ?? ""] ?? new AppError("malformed");
  const body = JSON.stringify(toProblem(refused));
  const headers = Object.entries(problemHeaders(refused, body)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}\r\n${headers.join("")}\r\n${body}`);
  setTimeout(() => socket.destroy(), lingerMs);
}
