import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

// A name that other folders use has a doc comment. The type of a schema or of a list has that of the schema or list.

const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx"], { encoding: "utf8" }).split("\n").filter(Boolean);
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

/** The file that an import of `file` names; undefined for a package. */
function fileOf(file: string, specifier: string): string | undefined {
  const place = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".") && path.posix.join(path.posix.dirname(file), specifier);
  return place ? ["", ".ts", ".tsx", "/index.ts"].map((end) => place + end).find((one) => sources.has(one)) : undefined;
}

/** The names that files of other folders import or export again, as "file name". */
const usedElsewhere = new Set(
  [...sources].flatMap(([file, source]) =>
    [...source.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from "([^"]+)"/gm)].flatMap(
      ([, list = "", from = ""]) => {
        const origin = fileOf(file, from);
        if (!origin || path.posix.dirname(origin) === path.posix.dirname(file)) return [];
        return list.split(",").map(
          (name) =>
            `${origin} ${
              name
                .trim()
                .replace(/^type /, "")
                .split(" as ")[0]
            }`,
        );
      },
    ),
  ),
);

/** The exports of a file without a doc comment. */
const undocumented = (source: string): string[] =>
  [...source.matchAll(/(\*\/\n)?^export (?:async )?(?:function|const|class|interface|type) (\w+)(.*)/gm)].flatMap(
    ([, comment, name = "", rest = ""]) => (comment || /^ = (z\.|\(?typeof|keyof)/.test(rest) ? [] : [name]),
  );

it("has a doc comment for every name that other folders use", () => {
  const missing = [...sources].flatMap(([file, source]) =>
    !/generated|test-/.test(file)
      ? undocumented(source)
          .filter((name) => usedElsewhere.has(`${file} ${name}`))
          .map((name) => `${file} ${name}`)
      : [],
  );
  expect(missing).toEqual([]);
});
