import * as fs from "node:fs";
import path from "node:path";
import { maxDocumentBytes } from "./file-kinds";

/** The files of a folder, and what is in it and is not read, with the reason. */
export interface FoundFiles {
  /** Paths inside the folder. */
  files: string[];
  skipped: { file: string; reason: string }[];
}

/**
 * The files of a folder and of those inside it, in the order of their names. Hidden ones are left out. Links are not
 * followed: they may lead out of the folder, or around in circles.
 */
export function findFiles(folder: string): FoundFiles {
  const found: FoundFiles = { files: [], skipped: [] };
  const open = [""];
  for (let inside = open.pop(); inside !== undefined; inside = open.pop()) {
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(path.join(folder, inside), { withFileTypes: true });
    } catch (error) {
      if (inside === "") throw error;
      found.skipped.push({ file: inside, reason: describeReadError(error) });
      continue;
    }
    for (const entry of entries.filter(({ name }) => !name.startsWith("."))) {
      const file = path.join(inside, entry.name);
      if (entry.isDirectory()) open.push(file);
      else if (entry.isFile()) found.files.push(file);
      else if (entry.isSymbolicLink()) found.skipped.push({ file, reason: "Links are not followed." });
      else found.skipped.push({ file, reason: "It is not a file." });
    }
  }
  found.files.sort();
  return found;
}

/** The bytes of a file; one more than are allowed of a larger one. Throws an Error of the file system. */
export function readBytes(file: string): Uint8Array {
  const handle = fs.openSync(file, "r");
  try {
    const buffer = Buffer.alloc(Math.min(fs.fstatSync(handle).size, maxDocumentBytes) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = fs.readSync(handle, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  } finally {
    fs.closeSync(handle);
  }
}

/** A sentence for an error of the file system. Throws other errors. */
export function describeReadError(error: unknown): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  return `It could not be read (${code}).`;
}
