import type { Page } from "@playwright/test";

const taskCount = 500;
const rounds = 9;

/** A file of 1 MB: the largest number of tasks, each with a text of 2 kB. The last task has `lastLabel`. */
function fileOf(lastLabel: unknown): string {
  const tasks = Array.from({ length: taskCount }, (_, index) => ({
    id: `t${index}`,
    kind: "say",
    label: index === taskCount - 1 ? lastLabel : `Task ${index}`,
    config: { message: `Hello {{ claimant_name }}. ${"We have read what you wrote. ".repeat(66)}` },
  }));
  const edges = tasks.slice(1).map((_, index) => ({ id: `e${index}`, from: `t${index}`, to: `t${index + 1}` }));
  const definition = { id: "large-file", name: "A file of 1 MB", startTaskId: "t0", tasks, edges };
  return JSON.stringify({ format: "graphflow-workflow", version: 1, definition });
}

/**
 * Milliseconds from sending a file of 1 MB to the answer: for a file with one wrong task at its end, which is checked
 * and refused, and for one that is stored. Medians.
 */
export async function measureImport(page: Page): Promise<{ checkedMs: number; importedMs: number }> {
  return {
    checkedMs: await median(page, Buffer.from(fileOf(7)), 422),
    importedMs: await median(page, Buffer.from(fileOf("The last one")), 201),
  };
}

async function median(page: Page, data: Buffer, status: number): Promise<number> {
  const headers = { authorization: "Bearer demo-designer-key", "content-type": "application/json" };
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const response = await page.request.post("/api/v1/workflows/import", { headers, data });
    await response.body();
    times.push(performance.now() - begun);
    if (response.status() !== status) throw new Error(`The file got ${response.status()}: ${await response.text()}`);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.POSITIVE_INFINITY;
}
