import { afterAll, expect, test } from "vitest";
import { disconnect } from "../client";
import { withTestDatabase } from "../testing/test-database";
import { openConnections, pool } from "./pool";

withTestDatabase();
afterAll(disconnect);

test("the first queries use the connections that were opened before them", async () => {
  await openConnections();
  expect(pool().idleCount).toBe(6);
  await Promise.all(Array.from({ length: 6 }, () => pool().query("SELECT 1")));
  expect(pool().totalCount).toBe(6);
});
