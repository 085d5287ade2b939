import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const namesOf = (door: string): string[] => {
  const source = readFileSync(new URL(`./${door}.ts`, import.meta.url), "utf8");
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter(Boolean),
  );
};

test("the index of the public API exports at most 60 names", () => {
  expect(namesOf("index").length).toBeGreaterThan(20);
  expect(namesOf("index").length).toBeLessThanOrEqual(60);
});

test("every name is exported by one public module", () => {
  const names = ["index", "storage-kit", "definition-kit"].flatMap(namesOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
