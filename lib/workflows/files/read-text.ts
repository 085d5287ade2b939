import { findSignature, findTextFormat } from "./find-product";

const cannot = "It cannot be imported: export the workflow from GraphFlow as JSON.";

/**
 * The text of a file, in UTF-8, or in UTF-16 with its mark, as some programs of Windows write it. A file of another
 * kind gives a sentence that says what it is.
 */
export function readText(bytes: Uint8Array): { text: string } | { fault: string } {
  const signature = findSignature(bytes);
  if (signature) return { fault: `This is ${signature}, not a workflow. ${cannot}` };
  const text = decode(bytes);
  if (text === undefined || text.includes("\0")) return { fault: `This file is not text. ${cannot}` };
  if (text.trim() === "") return { fault: "The file is empty." };
  const format = findTextFormat(text);
  return format ? { fault: `This is ${format}, not a workflow of GraphFlow. ${cannot}` } : { text };
}

/** Undefined for bytes that are not text. The decoder removes a byte order mark. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
