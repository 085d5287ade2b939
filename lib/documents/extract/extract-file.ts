import path from "node:path";
import { type FileKind, fileKinds, maxDocumentBytes } from "../file-kinds";
import type { TextBlock } from "../schema";
import { cleanExtracted, decodeText } from "./decode-text";
import { extractInThread } from "./extract-in-thread";
import { FileRefusedError } from "./file-refused";
import { readHtml } from "./read-html";
import { readMarkdown } from "./read-markdown";
import { readPages, readPlainText } from "./read-plain-text";

/** Characters. A text file of 10 MB has no more. */
const maxText = maxDocumentBytes;

/** The text of a file with its headings and pages. The ending of `name` is its kind. Throws FileRefusedError. */
export async function extractFile(
  name: string,
  bytes: Uint8Array,
): Promise<{ blocks: TextBlock[]; pages: number | null }> {
  const kind = kindOf(name);
  if (!kind) throw new FileRefusedError("unknown_kind");
  if (bytes.length === 0) throw new FileRefusedError("empty");
  if (bytes.length > maxDocumentBytes) throw new FileRefusedError("too_large");
  const found = await readKind(kind, bytes);
  if (!found.blocks.some(({ level, text }) => level === 0 && /[\p{L}\p{N}]/u.test(text))) {
    throw new FileRefusedError("no_text");
  }
  return found;
}

function kindOf(name: string): FileKind | undefined {
  const ending = path.extname(name).slice(1).toLowerCase();
  const known = ending === "markdown" ? "md" : ending;
  return Object.hasOwn(fileKinds, known) ? (known as FileKind) : undefined;
}

async function readKind(kind: FileKind, bytes: Uint8Array): Promise<{ blocks: TextBlock[]; pages: number | null }> {
  if (kind === "md") return { blocks: await readMarkdown(decodeText(bytes)), pages: null };
  if (kind === "txt") return { blocks: await readPlainText(decodeText(bytes), null), pages: null };
  const { pages = [], html = "" } = await extractInThread(kind, bytes);
  if (pages.reduce((sum, { length }) => sum + length, html.length) > maxText)
    throw new FileRefusedError("too_much_text");
  if (kind === "pdf") return { blocks: await readPages(pages.map(cleanExtracted)), pages: pages.length };
  return { blocks: await readHtml(cleanExtracted(html)), pages: null };
}
