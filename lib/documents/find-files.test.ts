import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeReadError, findFiles, readBytes } from "./find-files";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "find-files-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const write = (file: string, content: string | Uint8Array = "text") => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), content);
};

test("Files are found in folders inside, in the order of their names; hidden ones are left out", () => {
  for (const file of ["b.md", "a/z.md", "a/b/c.txt", ".hidden.md", ".git/x.md", "a/.b/x.md"]) write(file);
  expect(findFiles(folder)).toEqual({ files: ["a/b/c.txt", "a/z.md", "b.md"], skipped: [] });
});

test("Links are not followed, out of the folder or in circles, and are named", () => {
  write("a.md");
  fs.symlinkSync("/etc/passwd", path.join(folder, "out.md"));
  fs.symlinkSync(folder, path.join(folder, "circle"));
  fs.symlinkSync("nowhere", path.join(folder, "broken.md"));
  const { files, skipped } = findFiles(folder);
  expect(files).toEqual(["a.md"]);
  expect(skipped.map(({ file }) => file).sort()).toEqual(["broken.md", "circle", "out.md"]);
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(["Links are not followed."]));
});

test.skipIf(process.platform === "win32")("What is neither a file nor a folder is named and not opened", async () => {
  const server = createServer().listen(path.join(folder, "socket.md"));
  await once(server, "listening");
  expect(findFiles(folder)).toEqual({ files: [], skipped: [{ file: "socket.md", reason: "It is not a file." }] });
  server.close();
});

test("A thousand files are found", () => {
  for (let index = 0; index < 1_000; index++) fs.writeFileSync(path.join(folder, `${index}.md`), "");
  expect(findFiles(folder).files).toHaveLength(1_000);
});

test("A folder that is missing is an error; a file that is missing or a folder has its reason", () => {
  expect(() => findFiles(path.join(folder, "none"))).toThrow(/ENOENT/);
  for (const [file, code] of [
    ["none.md", "ENOENT"],
    [".", "EISDIR"],
  ] as const) {
    let reason = "";
    try {
      readBytes(path.join(folder, file));
    } catch (error) {
      reason = describeReadError(error);
    }
    expect(reason).toBe(`It could not be read (${code}).`);
  }
  expect(() => describeReadError(new Error("other"))).toThrow("other");
});

test("Of a file that is too large, one byte more than allowed is read", () => {
  write("a.md", "x".repeat(10_000));
  write("b.md", Buffer.alloc(10_000_100));
  expect(readBytes(path.join(folder, "a.md"))).toHaveLength(10_000);
  expect(readBytes(path.join(folder, "b.md"))).toHaveLength(10_000_001);
});
