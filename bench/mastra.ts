import { randomUUID } from "node:crypto";
import { Mastra } from "@mastra/core/mastra";
import { InMemoryStore, type MastraCompositeStore } from "@mastra/core/storage";
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { PostgresStore } from "@mastra/pg";
import { z } from "zod";
import { expectEqual, type OpenSystem, poolSize, type RunSession } from "./system";

/** Mastra's workflows as in its documentation: a chain of steps on a Mastra instance with a storage. */

const schema = z.object({ value: z.number() });

const addOne = (id: string) =>
  createStep({
    id,
    inputSchema: schema,
    outputSchema: schema,
    execute: async ({ inputData }) => ({ value: inputData.value + 1 }),
  });

const askPerson = (id: string) =>
  createStep({
    id,
    inputSchema: schema,
    outputSchema: schema,
    resumeSchema: schema,
    execute: async ({ inputData, resumeData, suspend }) =>
      resumeData ? { value: inputData.value + resumeData.value } : await suspend({}),
  });

type TaskStep = ReturnType<typeof addOne> | ReturnType<typeof askPerson>;

function line(id: string, steps: TaskStep[]) {
  let workflow = createWorkflow({ id, inputSchema: schema, outputSchema: schema });
  for (const step of steps) workflow = workflow.then(step);
  return workflow.commit();
}

const chainOf = (length: number) =>
  line(
    `chain-${length}`,
    Array.from({ length }, (_, index) => addOne(`task${index + 1}`)),
  );

type Line = ReturnType<typeof line>;

/** The workflow on a Mastra instance, without a logger, like the others. */
function register(workflow: Line, storage: MastraCompositeStore): Line {
  return new Mastra({ workflows: { workflow }, storage, logger: false }).getWorkflow("workflow");
}

async function runChain(workflow: Line, length: number): Promise<string> {
  const run = await workflow.createRun();
  const outcome = await run.start({ inputData: { value: 0 } });
  expectEqual(outcome.status === "success" && outcome.result.value, length, "The value");
  return run.runId;
}

export const openMastra: OpenSystem = async (databaseUrl) => {
  const storage = new PostgresStore({ id: "bench", connectionString: databaseUrl, max: poolSize });
  await storage.init();
  const chain = register(chainOf(10), storage);
  const steps = [addOne("task1"), addOne("task2"), askPerson("task3"), addOne("task4"), addOne("task5")];
  const review = register(line("review", steps), storage);

  return {
    memoryChain,

    async storedChain() {
      await runChain(chain, 10);
    },

    async person() {
      const runId = randomUUID();
      const asked = await (await review.createRun({ runId })).start({ inputData: { value: 0 } });
      expectEqual(asked.status, "suspended", "The status while waiting");
      const decided = await (await review.createRun({ runId })).resume({ step: "task3", resumeData: { value: 1 } });
      expectEqual(decided.status === "success" && decided.result.value, 5, "The value");
    },
  };
};

function memoryChain(length: number): RunSession {
  const storage = new InMemoryStore();
  const workflow = register(chainOf(length), storage);
  return async () => {
    const runId = await runChain(workflow, length);
    const workflows = await storage.getStore("workflows");
    await workflows?.deleteWorkflowRunById({ runId, workflowName: workflow.id });
  };
}
