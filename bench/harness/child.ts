import { type SystemName, systems } from "../system";
import { workloads } from "../workloads/index";
import type { Answer, MeasureRequest } from "./child-process";

/** The process of one system in one workload: opens it, then measures the slices that the parent requests. */

const [systemName, workloadId] = process.argv.slice(2);
const databaseUrl = process.env.DATABASE_URL ?? "";
const workload = workloads.find(({ id }) => id === workloadId);

const open = await systems[systemName as SystemName].open();
const opening = open(databaseUrl);
// A failure is the reply to the first request.
opening.catch(() => {});

process.on("message", async ({ slice, milliseconds }: MeasureRequest) => {
  process.send?.(await answer(slice, milliseconds));
});
process.on("disconnect", () => process.exit(0));
// Drivers throw outside of a request when a connection ends.
process.on("uncaughtException", (error) => {
  process.send?.({ failure: describe(error) } satisfies Answer, () => process.exit(1));
});

async function answer(sliceName: string, milliseconds: number): Promise<Answer> {
  try {
    const system = await opening;
    const slice = workload?.slices.find(({ name }) => name === sliceName);
    if (!slice) throw new Error(`There is no slice "${sliceName}".`);
    return { figures: await slice.measure(system, milliseconds, databaseUrl) };
  } catch (error) {
    return { failure: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack, cause } = error;
  return `${stack ?? message}${cause === undefined ? "" : `\ncaused by ${describe(cause)}`}`;
}
