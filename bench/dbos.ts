import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { expectEqual, type OpenSystem, poolSize } from "./system";

/** DBOS as in its documentation: a registered workflow that checkpoints each step. */

const addOne = (value: number) => DBOS.runStep(async () => value + 1, { name: "addOne" });

const chain = DBOS.registerWorkflow(
  async () => {
    let value = 0;
    for (let step = 1; step <= 10; step++) value = await addOne(value);
    return value;
  },
  { name: "chain" },
);

const review = DBOS.registerWorkflow(
  async () => {
    let value = await addOne(await addOne(0));
    // The default timeout is a minute.
    const decision = await DBOS.recv<number>("decision", { timeoutSeconds: 60 });
    if (decision === null) throw new Error("There was no decision.");
    for (let step = 3; step <= 5; step++) value = await addOne(value);
    return value;
  },
  { name: "review" },
);

export const openDbos: OpenSystem = async (databaseUrl) => {
  DBOS.setConfig({
    name: "bench",
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: poolSize,
    logLevel: "error",
    runAdminServer: false,
  });
  await DBOS.launch();

  return {
    async storedChain() {
      const handle = await DBOS.startWorkflow(chain, { workflowID: randomUUID() })();
      expectEqual(await handle.getResult(), 10, "The value");
    },

    async person() {
      const workflowID = randomUUID();
      const handle = await DBOS.startWorkflow(review, { workflowID })();
      await DBOS.send(workflowID, 1, "decision");
      expectEqual(await handle.getResult(), 5, "The value");
    },
  };
};
