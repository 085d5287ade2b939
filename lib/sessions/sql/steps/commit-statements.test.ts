import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { commitFullStep } from "./commit-full-step";
import { commitHop } from "./commit-hop";
import { commitStep } from "./commit-step";

withTestDatabase();

describe.each([
  ["commit-hop", commitHop],
  ["commit-step", commitStep],
  ["commit-full-step", commitFullStep],
])("the statement of %s", (file, statement) => {
  test("stands in its file as a whole text", () => {
    expect(readFileSync(`${import.meta.dirname}/${file}.ts`, "utf8")).toContain(`\`${statement}\``);
  });

  test("is prepared by Postgres as it is, with an array of steps as its only parameter", async () => {
    const client = await pool().connect();
    try {
      await client.query(`PREPARE "${file}" (jsonb) AS ${statement}`);
      const { rows } = await client.query("SELECT parameter_types::text[] AS types FROM pg_prepared_statements");
      expect(rows).toContainEqual({ types: ["jsonb"] });
      await client.query(`EXECUTE "${file}" ('[]')`);
    } finally {
      client.release();
    }
  });
});

test.each(["said", "closed", "opened"])("the part %s is the same in both statements that have it", (name) => {
  const [short, full] = [commitStep, commitFullStep].map((text) =>
    new RegExp(`^${name} AS \\([^]*?^\\)`, "m").exec(text),
  );
  expect(short?.[0]).toBeDefined();
  expect(short?.[0]).toBe(full?.[0]);
});
