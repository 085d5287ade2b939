import type { GraphDefinition } from "@/lib/engine";
import { withDatabase } from "../faults/claims/check-invariants";
import { expect, test } from "../people";
import { canvasOf } from "./draft-workflows";
import { storeWorkflow, testShapes } from "./stored-graphs";

/** The largest allowed graph: a hundred decisions in a chain. */
const fiveHundred: GraphDefinition = largeGraph(500);

function largeGraph(count: number): GraphDefinition {
  const shape = testShapes.find(({ id }) => id === "two-hundred");
  const [first] = shape?.tasks ?? [];
  if (!shape || !first) throw new Error("There is no such shape.");
  const blocks = Array.from({ length: count / 5 }, (_, block) => `b${block}`);
  return {
    ...shape,
    id: `five-hundred-${crypto.randomUUID().slice(0, 8)}`,
    name: "Five hundred",
    startTaskId: "b0-0",
    tasks: blocks.flatMap((block) =>
      [0, 1, 2, 3, 4].map((index) => ({ ...first, id: `${block}-${index}`, label: `Task ${block} ${index}` })),
    ),
    edges: blocks.flatMap((block, index) => [
      ...shape.edges.slice(0, 4).map((edge) => ({
        ...edge,
        id: `${block}-${edge.id}`,
        from: edge.from.replace("t", `${block}-`),
        to: edge.to.replace("t", `${block}-`),
      })),
      { id: `${block}-last`, from: `${block}-3`, to: `${block}-4` },
      ...(index > 0 ? [{ id: `${block}-in`, from: `b${index - 1}-4`, to: `${block}-0` }] : []),
    ]),
  };
}

test("the server answers other requests while it lays out a graph of 500 tasks", async ({ as, baseURL }) => {
  await withDatabase(process.env.DATABASE_OWNER_URL, (database) => storeWorkflow(database, fiveHundred));
  const page = await as("designer");
  let isLaidOut = false;
  let answers = 0;
  const laidOut = page.goto(`/workflows/${fiveHundred.id}`, { waitUntil: "load" }).then(() => {
    isLaidOut = true;
  });
  for (; !isLaidOut; answers++) expect((await fetch(`${baseURL}/health`)).status).toBe(200);
  await laidOut;
  console.log(`${answers} answers`);
  expect(answers).toBeGreaterThan(5);
  // The browser draws 500 cards.
  await expect(canvasOf(page).locator(".react-flow__node-task").first()).toBeVisible({ timeout: 60_000 });
});
