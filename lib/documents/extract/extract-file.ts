import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { type FileKind, fileKinds, maxDocumentBytes, maxPages, type TextBlock } from "../schema";
import { readHtml } from "./read-html";
import { readMarkdown } from "./read-markdown";
import { readPages, readPlainText } from "./read-plain-text";

/** Why a file is not taken in, each with its sentence for the person who sent it. */
const reasons = {
  unknown_kind: "Files of this kind are not read: send Markdown, text, PDF or DOCX.",
  too_large: "The file is larger than 10 MB.",
  empty: "The file is empty.",
  not_text: "The file is not text: it has characters that no text has.",
  encrypted: "The file is protected with a password. Save it without one.",
  other_format: "The file is not what its name says: it has another format.",
  no_text: "The file has no text. A scan has to be read by OCR first.",
  too_many_pages: `The file has more than ${maxPages} pages.`,
  too_large_unpacked: "The file is too large when it is unpacked.",
  too_slow: "The file takes more than a minute to read.",
  unreadable: "The file is damaged: it could not be read.",
} as const;
export type FileRefusal = keyof typeof reasons;

/** A file that is not taken in. Its message is for the person who sent it. */
export class FileRefusedError extends Error {
  readonly reason: FileRefusal;

  constructor(reason: FileRefusal, options?: ErrorOptions) {
    super(reasons[reason], options);
    this.name = "FileRefusedError";
    this.reason = reason;
  }
}

const timeoutMs = 60_000;
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

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
  if (kind === "md") return { blocks: readMarkdown(decode(bytes)), pages: null };
  if (kind === "txt") return { blocks: readPlainText(decode(bytes), null), pages: null };
  const { pages, html } = await extractInThread(kind, bytes);
  if (pages) return { blocks: readPages(pages.map(clean)), pages: pages.length };
  return { blocks: readHtml(clean(html ?? "")), pages: null };
}

/** UTF-8, or UTF-16 with its mark. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0") || text.startsWith("%PDF-") || text.startsWith("PK\u0003\u0004")) {
    throw new FileRefusedError("not_text");
  }
  return clean(text);
}

/** Postgres stores no zero character, and line ends are one character. */
const clean = (text: string): string =>
  text.replaceAll("\0", "").replace(/\r\n?/g, "\n").normalize("NFC").toWellFormed();

interface Extracted {
  pages?: string[];
  html?: string;
  failure?: FileRefusal;
  message?: string;
}

/** Reads an untrusted file in a thread with limits. */
async function extractInThread(kind: FileKind, bytes: Uint8Array): Promise<Extracted> {
  // The path is resolved at run time. Every command of GraphFlow runs in the root folder of the project.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/documents/extract/extract-worker.mjs");
  const worker = new Worker(file, {
    workerData: { kind, bytes, maxPages },
    resourceLimits: memory,
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  try {
    const [found] = (await once(worker, "message", { signal: AbortSignal.timeout(timeoutMs) })) as [Extracted];
    if (found.failure) throw new FileRefusedError(found.failure, { cause: found.message });
    return found;
  } catch (error) {
    throw toRefusal(error);
  } finally {
    await worker.terminate();
  }
}

function toRefusal(error: unknown): FileRefusedError {
  if (error instanceof FileRefusedError) return error;
  const { name, code } = error as { name?: string; code?: string };
  if (name === "AbortError") return new FileRefusedError("too_slow", { cause: error });
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return new FileRefusedError("too_large_unpacked", { cause: error });
  return new FileRefusedError("unreadable", { cause: error });
}
