import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z as whole } from "zod";
import * as whatWritesJsonSchemas from "../../node_modules/zod/v4/core/to-json-schema.js";
import * as standIn from "./no-json-schema";
import { z } from "./zod";

/** What names lead to, one in the other; undefined for what is a type only. */
const at = (root: object, names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], root);

it("has everything of zod that code uses which browsers may load", () => {
  const files = [
    "components",
    "lib/engine",
    "lib/tasks",
    "lib/workflows",
    "lib/inbox",
    "lib/chat",
    "lib/sessions",
  ].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  const used = new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?<![\w.])z\.((?:core\.|iso\.)?[$\w]+)(?![$\w<])/g)].map(
        ([, name = ""]) => name,
      ),
    ),
  );
  expect(used.size).toBeGreaterThan(20);
  const missing = [...used].filter(
    (name) => at(whole, name.split(".")) !== undefined && at(z, name.split(".")) === undefined,
  );
  expect(missing).toEqual([]);
});

it("refuses in English", () => {
  expect(z.string().safeParse(3).error?.issues[0]?.message).toBe("Invalid input: expected string, received number");
});

it("has a stand-in for everything that zod's schemas use of the writer of JSON Schemas", () => {
  expect(Object.keys(standIn).sort()).toEqual(Object.keys(whatWritesJsonSchemas).sort());
});
