import { FileRefusedError } from "./file-refused";

/**
 * The text of a file in UTF-8, or in UTF-16 with its byte order mark. Throws FileRefusedError for bytes that are not
 * text in it: a guess at another encoding would change words without anybody noticing.
 */
export function decodeText(bytes: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 100)).replace(/^(\u00EF\u00BB\u00BF)?\s*/, "");
  if (otherFormats.some((mark) => start.toLowerCase().startsWith(mark))) throw new FileRefusedError("other_format");
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return cleanExtracted(text);
  } catch (error) {
    throw new FileRefusedError("not_text", { cause: error });
  }
  throw new FileRefusedError("not_text");
}

/** How files begin that are neither Markdown nor plain text. */
const otherFormats = ["%pdf-", "pk\u0003\u0004", "{\\rtf", "<!doctype html", "<html", "<?xml"];

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const controls = /(?![\t\n])\p{Cc}/gu;
/** Marks that turn the direction of writing around, soft hyphens, byte order marks, hidden tags. */
const hidden = /[\u00AD\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/**
 * Accents on one character beyond the thirty that Unicode's stream-safe format has. No script needs them, and putting
 * them in order takes a time that grows with their square. Of very many, thirty of each 20,000 are kept: without a
 * bound the expression would use up the stack.
 */
const surplusMarks = /(\p{M}{30})\p{M}{1,20000}/gu;

/** A text as it is stored: line ends are one character, controls separate words, invisible characters are left out. */
export const cleanExtracted = (text: string): string =>
  text
    .replace(lineEnds, "\n")
    .replace(controls, " ")
    .replace(hidden, "")
    .replace(surplusMarks, "$1")
    .normalize("NFC")
    .toWellFormed();
