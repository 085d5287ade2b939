import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { FileKind } from "../file-kinds";
import { maxPages } from "../schema";
import { type FileRefusal, FileRefusedError } from "./file-refused";

const timeoutMs = 60_000;
const heap = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
/** Of the whole process, while a file is read. Buffers of a thread are outside its heap and have no own limit. */
const maxGrowthBytes = 600_000_000;
const lookEveryMs = 25;

interface Extracted {
  pages?: string[];
  html?: string;
  failure?: FileRefusal;
  message?: string;
}

/** Reads an untrusted PDF or DOCX in a thread with limits of time and memory. Throws FileRefusedError. */
export async function extractInThread(kind: FileKind, bytes: Uint8Array): Promise<Extracted> {
  // The path is resolved at run time. Every command of GraphFlow runs in the root folder of the project.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/documents/extract/extract-worker.mjs");
  const worker = new Worker(file, {
    workerData: { kind, bytes, maxPages },
    resourceLimits: heap,
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  const ended = new AbortController();
  const stopWatching = watchMemory(() => ended.abort(new FileRefusedError("too_large_unpacked")));
  const deadline = setTimeout(() => ended.abort(new FileRefusedError("too_slow")), timeoutMs);
  try {
    const [found] = (await once(worker, "message", { signal: ended.signal })) as [Extracted];
    if (found.failure) throw new FileRefusedError(found.failure, { cause: found.message });
    return found;
  } catch (error) {
    throw toRefusal(ended.signal.aborted ? ended.signal.reason : error);
  } finally {
    clearTimeout(deadline);
    stopWatching();
    await worker.terminate();
  }
}

/** Calls `act` when this process has grown by more than the limit. Returns what ends the watch. */
function watchMemory(act: () => void): () => void {
  const before = process.memoryUsage.rss();
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - before > maxGrowthBytes) act();
  }, lookEveryMs);
  return () => clearInterval(timer);
}

function toRefusal(error: unknown): FileRefusedError {
  if (error instanceof FileRefusedError) return error;
  const isOutOfMemory = (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
  return new FileRefusedError(isOutOfMemory ? "too_large_unpacked" : "unreadable", { cause: error });
}
