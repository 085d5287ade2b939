import { expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { task } from "./test-tasks";

/**
 * What a task knows of its own question, in every storage. Whether the session has just reached the task is read from
 * the stored state.
 */
export function sessionWaitContract(setup: () => ContractSetup): void {
  const { begin, reply } = sessionsOf(setup);

  test("shows a task its open question, and none when an edge has just led to it, also back", async () => {
    const { storage, id } = await begin("first");
    const seen: unknown[] = [];
    let isBroken = false;
    const asking = <Id extends string>(name: Id) =>
      task(name, (_context, { answer, wait }) => {
        seen.push([name, wait?.form ?? null]);
        if (isBroken) throw new Error("the line is dead");
        if (answer !== undefined) return { nextAction: NextAction.ContinueAndExecute };
        return { nextAction: NextAction.WaitForInput, wait: { audience: "claimant", form: { asks: name } } };
      });
    const graph = new GraphBuilder("contract")
      .addTask(asking("first"))
      .addTask(asking("second"))
      .addEdge("first", "second")
      .addEdge("second", "first")
      .build();
    const run = () => new FlowRunner(graph, storage).run(id);
    await run();
    await run();
    isBroken = true;
    await reply(storage, id, "one");
    await run();
    isBroken = false;
    await run();
    await reply(storage, id, "two");
    await run();
    expect(seen).toEqual([
      ["first", null],
      // Run again without an answer, with one, and after a failure.
      ["first", { asks: "first" }],
      ["first", { asks: "first" }],
      ["first", { asks: "first" }],
      ["second", null],
      ["second", { asks: "second" }],
      ["first", null],
    ]);
  });
}
