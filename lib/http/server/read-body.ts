import { IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";
import type { BodyLimit } from "./request-limits";

/** Bytes that all bodies of a kind may hold at the same time, from their first byte to the end of the answer. */
export class MemoryBudget {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** Throws AppError `busy` when there is not as much left. */
  reserve(bytes: number): void {
    if (bytes > this.#free) throw new AppError("busy", { retryAfterSeconds: 5 });
    this.#free -= bytes;
  }

  release(bytes: number): void {
    this.#free += bytes;
  }
}

/** Whether a request says that it has a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** Throws AppError `too_large` when the announced length is over the limit. */
export function checkAnnouncedLength(request: IncomingMessage, limit: BodyLimit): void {
  if (Number(request.headers["content-length"] ?? 0) > limit.maxBytes) throw tooLarge(limit);
}

/**
 * The whole body. It is copied into one buffer that grows: thousands of chunks of one byte cost as much as one chunk.
 * `hold` is called with every number of bytes kept. Rejects with AppError `too_large`, `request_timeout`, what `hold`
 * throws, and `malformed` when the client leaves.
 */
export function readBody(request: IncomingMessage, limit: BodyLimit, hold: (bytes: number) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (request.destroyed) return reject(cutOff());
    let buffer = Buffer.alloc(0);
    let size = 0;

    const grow = (wanted: number) => {
      const capacity = Math.min(limit.maxBytes, Math.max(wanted, buffer.length * 2, 1024));
      hold(capacity - buffer.length);
      const larger = Buffer.allocUnsafeSlow(capacity);
      buffer.copy(larger, 0, 0, size);
      buffer = larger;
    };
    const onData = (chunk: Buffer) => {
      idle.refresh();
      if (size + chunk.length > limit.maxBytes) return finish(() => reject(tooLarge(limit)));
      try {
        if (size + chunk.length > buffer.length) grow(size + chunk.length);
      } catch (error) {
        return finish(() => reject(error));
      }
      size += chunk.copy(buffer, size);
    };
    const onEnd = () => finish(() => resolve(buffer.subarray(0, size)));
    const onTimeout = () => finish(() => reject(new AppError("request_timeout")));
    const onClose = () => finish(() => reject(cutOff()));
    const finish = (complete: () => void) => {
      clearTimeout(total);
      clearTimeout(idle);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      // A later error has no handler any more, and without one it would end the process.
      request.on("error", () => {});
      complete();
    };

    const total = setTimeout(onTimeout, limit.maxMs);
    const idle = setTimeout(onTimeout, limit.maxIdleMs);
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

const cutOff = () => new AppError("malformed", { detail: "The body was cut off." });

const tooLarge = ({ maxBytes }: BodyLimit) =>
  new AppError("too_large", { detail: `A request can have at most ${maxBytes / 1024} KB here.` });

/** A request whose body was read before. Reading or destroying it does not touch the connection. */
export class BufferedRequest extends IncomingMessage {
  constructor(request: IncomingMessage, body: Buffer) {
    super(request.socket);
    const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, headers } = request;
    Object.assign(this, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true });
    const { "transfer-encoding": _, ...others } = headers;
    this.headers = { ...others, "content-length": String(body.length) };
    this.push(body);
    this.push(null);
  }

  override _read(): void {}

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error);
  }
}
