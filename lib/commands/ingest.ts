import * as fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { embedCollection } from "@/lib/documents/embed-collection";
import { FileRefusedError } from "@/lib/documents/extract/file-refused";
import { findCollection, saveCollection } from "@/lib/documents/find-collection";
import { describeReadError, findFiles, readBytes } from "@/lib/documents/find-files";
import { ingestFile } from "@/lib/documents/ingest-file";
import { audiences } from "@/lib/documents/schema";
import { collectionNameSchema } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { countNoun } from "@/lib/words";
import { joinDatabase } from "./open-database";
import { onStop, runCommand } from "./processes/lifetime";

const usage = `npm run ingest -- <folder> --collection <name> [--audience claimants|staff]
npm run ingest -- --collection <name> --embed

Takes the Markdown, text, PDF and DOCX files of a folder into a collection, which is created when it is missing
(for staff, unless --audience says otherwise). Files that have not changed stay as they are.
With --embed: embeds the collection again with the model of EMBEDDING_MODEL.`;

runCommand(async () => {
  const { values, positionals } = readArguments();
  const name = collectionNameSchema.safeParse(values.collection);
  const audience = audiences.find((one) => one === (values.audience ?? "staff"));
  const [folder, ...others] = positionals;
  if (!name.success || !audience || others.length > 0 || (folder === undefined) !== (values.embed === true)) {
    console.error(usage);
    return 1;
  }
  const stopping = new AbortController();
  onStop(() => stopping.abort(new Error("The command was stopped.")));
  if (folder !== undefined && !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`There is no folder "${folder}".`);
    return 1;
  }
  await joinDatabase();
  if (folder === undefined) return embed(name.data, stopping.signal);
  const collection = await saveCollection(name.data, audience);
  if (values.audience !== undefined && collection.audience !== audience) {
    console.error(`The collection "${name.data}" is for ${collection.audience} already, not for ${audience}.`);
    return 1;
  }
  return ingestFolder(folder, name.data, stopping.signal);
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { collection: { type: "string" }, audience: { type: "string" }, embed: { type: "boolean" } },
    });
  } catch {
    return { values: {}, positionals: [] } as ReturnType<typeof parseArgs> & { values: Record<string, undefined> };
  }
}

async function embed(name: string, signal: AbortSignal): Promise<number> {
  const count = await embedCollection(name, { signal });
  const { embeddingModel } = await findCollection(name);
  console.log(`${countNoun(count, "passage")} embedded; the collection "${name}" has embeddings of ${embeddingModel}.`);
  return 0;
}

/** Exit code 1 when a file was skipped. The others are published. */
async function ingestFolder(folder: string, name: string, signal: AbortSignal): Promise<number> {
  const { files, skipped } = findFiles(folder);
  const counts = { published: 0, unchanged: 0, skipped: skipped.length, passages: 0 };
  for (const { file, reason } of skipped) print(`${file}: skipped. ${reason}`);
  for (const [index, file] of files.entries()) {
    const show = (words: string) => showProgress(`${index + 1}/${files.length} ${file}: ${words}`);
    show("reading");
    try {
      const result = await ingestFile(
        name,
        { name: file, bytes: readBytes(path.join(folder, file)) },
        { signal, onEmbedded: (count, of) => show(`${bar(count / of)} ${count}/${of} passages`) },
      );
      counts[result.status] += 1;
      if (result.status === "published") counts.passages += result.passages;
      const isNew = result.status === "published";
      print(`${file}: ${isNew ? `${countNoun(result.passages, "passage")}, version ${result.version}` : "unchanged"}`);
    } catch (error) {
      const reason = describeRefusal(error);
      counts.skipped += 1;
      print(`${file}: skipped. ${reason}`);
    }
  }
  print(
    `${counts.published} published (${countNoun(counts.passages, "passage")}), ${counts.unchanged} unchanged, ` +
      `${counts.skipped} skipped, in the collection "${name}".`,
  );
  return counts.skipped > 0 ? 1 : 0;
}

/** Why one file is skipped, while others may be published. Throws other errors. */
function describeRefusal(error: unknown): string {
  if (error instanceof FileRefusedError) return error.message;
  if (error instanceof AppError && error.code === "too_large") return error.message;
  return describeReadError(error);
}

const bar = (share: number): string => `[${"#".repeat(Math.round(share * 20)).padEnd(20, ".")}]`;

/** The progress in one line, on a terminal. */
function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line.slice(0, process.stdout.columns - 1)}`);
}

function print(line: string): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  console.log(line);
}
