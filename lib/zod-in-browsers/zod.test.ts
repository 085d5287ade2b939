import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "./zod";

it("has everything of zod that code uses which browsers may load", () => {
  const folders = ["components", "lib/engine", "lib/tasks", "lib/workflows"];
  const files = [...folders, "lib/inbox", "lib/chat", "lib/sessions"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  const used = new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?<![\w.])z\.([a-z]\w*)\(/g)].map(([, name]) => name),
    ),
  );
  expect(used.size).toBeGreaterThan(10);
  expect([...used].filter((name) => name !== undefined && !(name in z))).toEqual([]);
});

it("refuses in English", () => {
  expect(z.string().safeParse(3).error?.issues[0]?.message).toBe("Invalid input: expected string, received number");
});
