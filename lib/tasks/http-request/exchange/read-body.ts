import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { HttpRequestError } from "./http-error";

/** The status and the headers of an answer. */
export interface ResponseHead {
  status: number;
  /** By lower-case name; the first of several. */
  header(name: string): string | undefined;
}

const decoders: Record<string, () => Readable & NodeJS.WritableStream> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The encodings of an answer that are read. */
export const acceptedEncodings = "gzip, deflate, br";

/**
 * The text of an answer of at most `maxBytes`, before and after decompression. `isCut`: a longer one is cut, else it
 * throws. It keeps no more than that in memory. Throws HttpRequestError.
 */
export async function readBody(
  head: ResponseHead,
  body: Readable,
  { maxBytes, mayCut = false }: { maxBytes: number; mayCut?: boolean },
): Promise<{ text: string; isCut: boolean }> {
  const declared = Number(head.header("content-length") ?? 0);
  if (declared > maxBytes && !mayCut) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  let isCut = false;
  const decoded = decodedBody(head, body);
  try {
    for await (const chunk of decoded as AsyncIterable<Buffer>) {
      const rest = maxBytes - size;
      if (chunk.length > rest) {
        if (!mayCut) throw tooLarge(maxBytes);
        isCut = true;
      }
      chunks.push(chunk.subarray(0, rest));
      size += Math.min(chunk.length, rest);
      if (isCut) break;
    }
  } catch (error) {
    throw isUnpackingError(error) ? unreadable("cannot be unpacked", { retryable: true }) : error;
  } finally {
    decoded.destroy();
    body.destroy();
  }
  return { text: decodeText(Buffer.concat(chunks), head, isCut), isCut };
}

const isUnpackingError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ERR__ERROR_|ERR_BROTLI)/.test(String(error.code));

const unreadable = (words: string, hints?: { retryable: boolean }): HttpRequestError =>
  new HttpRequestError("encoding", `The answer ${words}.`, hints);

const tooLarge = (maxBytes: number): HttpRequestError =>
  new HttpRequestError("too_large", `The answer is larger than ${maxBytes.toLocaleString("en")} bytes.`);

function decodedBody(head: ResponseHead, body: Readable): Readable {
  const encoding = (head.header("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return body;
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decode) {
    body.destroy();
    throw unreadable("is compressed in a way that is not read here");
  }
  const decoder = decode();
  body.on("error", (error) => decoder.destroy(error));
  decoder.on("error", () => body.destroy());
  return body.pipe(decoder);
}

/** The text in its charset, UTF-8 when none is named. */
function decodeText(bytes: Buffer, head: ResponseHead, isCut: boolean): string {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(head.header("content-type") ?? "")?.[1] ?? "utf-8";
  let decoder: TextDecoder;
  // A charset that is not known may be any text, so it is not quoted.
  try {
    // A text that was cut may end inside a character.
    decoder = new TextDecoder(charset, { fatal: !isCut });
  } catch {
    throw new HttpRequestError("charset", "The answer is in a charset that is not known.");
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new HttpRequestError("charset", `The answer is not in ${decoder.encoding}, its charset.`);
  }
}
