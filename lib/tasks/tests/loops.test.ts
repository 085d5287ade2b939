import { describe, expect, test } from "vitest";
import {
  checkGraph,
  compileGraph,
  FlowRunner,
  type GraphDefinitionInput,
  InMemorySessionStorage,
  type JsonObject,
  Session,
} from "@/lib/engine";
import { taskCatalog } from "../catalog";

type Tasks = GraphDefinitionInput["tasks"];
const task = (id: string, kind: string, config: JsonObject): Tasks[number] => ({ id, kind, label: id, config });
const text = (key: string) => ({ key, label: key, type: "text", required: true });
const amount = { key: "amount_cents", label: "Amount", type: "money", required: true };
const end = (id: string, letter = id) => task(id, "letter", { letter });

const graphOf = (tasks: Tasks, edges: GraphDefinitionInput["edges"]): GraphDefinitionInput => ({
  ...{ id: "loop", name: "Loop", startTaskId: tasks[0]?.id ?? "" },
  tasks,
  edges,
});

/** A session on a sound definition, with people to answer it. */
async function begin(definition: GraphDefinitionInput) {
  expect(checkGraph(definition, taskCatalog)).toEqual([]);
  const graph = compileGraph(definition, taskCatalog);
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("s", graph.startTaskId()));
  const run = () => new FlowRunner(graph, storage).run("s");
  const reply = async (answer: JsonObject) => {
    const session = (await storage.get("s")) ?? expect.fail("the session is gone");
    session.answer = answer;
    await storage.save(session);
    return run();
  };
  return {
    run,
    storage,
    types: (facts: JsonObject, asked = true) =>
      reply({
        ...{ type: "message", asked, text: "", messageSeqs: [], facts },
        ...{ confirmsWaitId: null, waitId: null },
      }),
    says: (words: string) =>
      reply({
        ...{ type: "message", asked: true, text: words, messageSeqs: [], facts: {} },
        ...{ confirmsWaitId: null, waitId: null },
      }),
    decides: (verdict: string, reason: string | null = null) =>
      reply({ type: "decision", decisionId: "d", verdict, reason, edits: null, actorId: "r" }),
  };
}

describe("a counter", () => {
  const lock = (limit: number, counted = "{{ tries | plus: 1 }}") =>
    graphOf(
      [
        task("ask", "talk", { instructions: "Ask for the code.", fields: [text("code")] }),
        task("count", "set", { values: [{ key: "tries", value: counted }] }),
        end("open"),
        end("locked"),
      ],
      [
        { id: "e1", from: "ask", to: "open", condition: { field: "code", op: "eq", value: "1234" } },
        { id: "e2", from: "ask", to: "count" },
        { id: "e3", from: "count", to: "locked", condition: { field: "tries", op: "gte", value: limit } },
        { id: "e4", from: "count", to: "ask" },
      ],
    );

  test("locks after three tries", async () => {
    const { run, types, storage } = await begin(lock(3));
    expect(await run()).toMatchObject({ status: { type: "WaitingForInput" } });
    for (const code of ["1", "2"]) {
      const again = await types({ code });
      expect(again).toMatchObject({ status: { type: "WaitingForInput" } });
      expect(again.response).toContain(`code: ${code}`);
    }
    expect(await types({ code: "3" })).toMatchObject({ status: { type: "Completed" }, response: "locked" });
    expect((await storage.get("s"))?.context.get("tries")).toBe(3);
  });

  test("opens when the third try is right", async () => {
    const { run, types } = await begin(lock(3));
    await run();
    await types({ code: "1" });
    await types({ code: "2" });
    expect(await types({ code: "1234" })).toMatchObject({ response: "open" });
  });

  test("that counts in words is refused when publishing", () => {
    const problems = checkGraph(lock(3, "{{ tries }} I"), taskCatalog);
    expect(problems).toMatchObject([{ code: "condition_type", edgeId: "e3" }]);
    expect(problems[0]?.message).toContain("“tries” is text: “gte 3” does not fit it");
  });

  const automatic = (config: JsonObject, condition: object) =>
    graphOf(
      [task("count", "set", config), task("work", "set", { values: [{ key: "done", value: false }] }), end("enough")],
      [
        { id: "e1", from: "count", to: "work", condition } as GraphDefinitionInput["edges"][number],
        { id: "e2", from: "count", to: "enough" },
        { id: "e3", from: "work", to: "count" },
      ],
    );
  const counting = { values: [{ key: "tries", value: "{{ tries | plus: 1 }}" }] };

  test("bounds a loop without a question", async () => {
    const { run, storage } = await begin(automatic(counting, { field: "tries", op: "lt", value: 5 }));
    expect(await run()).toMatchObject({ status: { type: "Completed" }, steps: 10 });
    expect((await storage.get("s"))?.context.get("tries")).toBe(5);
  });

  test.each([
    [{ counters: [{ key: "tries" }] }, { op: "lt", value: 5 }, 10, 5],
    [{ counters: [{ key: "tries", by: 2, atMost: 5 }] }, { op: "lt", value: 5 }, 6, 5],
    [{ counters: [{ key: "tries", atMost: 6 }] }, { op: "lte", value: 5 }, 12, 6],
  ] as [JsonObject, object, number, number][])(
    "of its own (%j) bounds one, too",
    async (config, limit, steps, tries) => {
      const { run, storage } = await begin(automatic(config, { field: "tries", ...limit }));
      expect(await run()).toMatchObject({ status: { type: "Completed" }, steps });
      expect((await storage.get("s"))?.context.get("tries")).toBe(tries);
    },
  );

  test.each<[string, JsonObject, object]>([
    ["that stops below the limit", { counters: [{ key: "tries", atMost: 4 }] }, { field: "tries", op: "lt", value: 5 }],
    [
      "that stops at a limit that is included",
      { counters: [{ key: "tries", atMost: 5 }] },
      { field: "tries", op: "lte", value: 5 },
    ],
    ["that adds another key", { counters: [{ key: "tries", byKey: "done" }] }, { field: "tries", op: "lt", value: 5 }],
    ["that counts down", { counters: [{ key: "tries", by: -1 }] }, { field: "tries", op: "lt", value: 5 }],
    ["whose limit is not looked at", counting, { field: "done", op: "eq", value: false }],
    ["whose limit is one way of several", counting, { any: [{ field: "tries", op: "lt", value: 5 }] }],
    [
      "that goes down",
      { values: [{ key: "tries", value: "{{ tries | minus: 1 }}" }] },
      { field: "tries", op: "lt", value: 5 },
    ],
    ["that starts again each time", { values: [{ key: "tries", value: 1 }] }, { field: "tries", op: "lt", value: 5 }],
    ["that takes more steps than a run may make", counting, { field: "tries", op: "lt", value: 60 }],
  ])("%s bounds none", (_name, config, condition) => {
    const problems = checkGraph(automatic(config, condition), taskCatalog);
    expect(problems.filter(({ code }) => code === "loop_never_waits").map(({ taskId }) => taskId)).toEqual(["count"]);
  });

  test("that another task of the loop sets back bounds none", () => {
    const back = automatic(counting, { field: "tries", op: "lt", value: 5 });
    back.tasks[1] = task("work", "set", { values: [{ key: "tries", value: 0 }] });
    expect(checkGraph(back, taskCatalog).map(({ code }) => code)).toEqual(["loop_never_waits"]);
  });
});

describe("what an edge leads back to asks again", () => {
  const sentBack = graphOf(
    [
      task("ask", "talk", { instructions: "Ask for the amount.", fields: [amount] }),
      task("check", "review", { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." }),
      end("paid", "Paid {{ amount_cents | money }}. {{ decision_reason }} {{ outcome }}"),
    ],
    [
      { id: "e1", from: "ask", to: "check" },
      { id: "e2", from: "check", to: "ask", condition: { field: "decision", op: "eq", value: "reject" } },
      { id: "e3", from: "check", to: "paid" },
    ],
  );

  test("with what was rejected and the reviewer's reason, each time anew", async () => {
    const { run, types, decides, storage } = await begin(sentBack);
    await run();
    await types({ amount_cents: "$2,276" });
    const first = await decides("reject", "The bill says something else.");
    expect(first.status.type).toBe("WaitingForInput");
    expect(first.response).toContain("The bill says something else.");
    expect(first.response).toContain("Amount: $2,276.00");
    expect((await storage.get("s"))?.wait).toMatchObject({ audience: "claimant", form: { field: amount } });

    await types({ amount_cents: "$1,100" });
    const second = await decides("reject", "Still not right.");
    expect(second.response).toContain("Still not right.");
    expect(second.response).toContain("Amount: $1,100.00");
    await types({ amount_cents: "$900" });
    // The approval has no values of the earlier rejections.
    expect(await decides("approve")).toMatchObject({ response: "Paid $900.00." });
  });

  test("also when it is run again without an answer, or with words from before the question", async () => {
    const { run, types, decides, storage } = await begin(sentBack);
    await run();
    await types({ amount_cents: "$2,276" });
    await decides("reject", "No.");
    const stays = { status: { type: "WaitingForInput" }, steps: 1, taskId: "ask" };
    const stateOf = async ({ status, steps }: Awaited<ReturnType<typeof run>>) => ({
      ...{ status, steps },
      taskId: (await storage.get("s"))?.currentTaskId,
    });
    expect(await stateOf(await run())).toMatchObject(stays);
    expect(await stateOf(await types({ amount_cents: "$5" }, false))).toMatchObject(stays);
  });

  test("and takes what it knows when that is what is answered", async () => {
    const { run, types, decides, says, storage } = await begin(sentBack);
    await run();
    await types({ amount_cents: "$2,276" });
    await decides("reject", "Are you sure?");
    await says("I am sure that this is what it costs");
    expect(await storage.get("s")).toMatchObject({ currentTaskId: "check", status: "waiting" });
  });

  test.each<[string, Tasks[number]]>([
    ["a talk", task("loop", "talk", { instructions: "Ask.", fields: [text("mood")] })],
    [
      "a talk that has nothing to ask",
      task("loop", "talk", { instructions: "Ask.", fields: [{ ...text("x"), required: false }] }),
    ],
    ["a confirmation", task("loop", "confirm", { instructions: "Show.", fields: [text("mood")] })],
    [
      "a classification",
      task("loop", "classify", {
        ...{ instructions: "Sort.", into: "mood", question: "Well?" },
        labels: [
          { value: "good", label: "Good" },
          { value: "bad", label: "Bad" },
        ],
      }),
    ],
    ["a delay", task("loop", "delay", { for: "PT1H" })],
    ["a review", task("loop", "review", { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." })],
  ])("%s in a loop of its own stops in each round", async (_name, loop) => {
    const definition = graphOf(
      [
        task("start", "set", {
          values: [
            { key: "mood", value: "fine" },
            { key: "stop", value: false },
          ],
        }),
        loop,
        end("out"),
      ],
      [
        { id: "e1", from: "start", to: "loop" },
        { id: "e2", from: "loop", to: "out", condition: { field: "stop", op: "eq", value: true } },
        { id: "e3", from: "loop", to: "loop" },
      ],
    );
    const { run, storage, says, decides } = await begin(definition);
    for (let round = 0; round < 4; round++) {
      const answered =
        round === 0 ? await run() : loop.kind === "review" ? await decides("approve") : await says("yes");
      expect(answered.status.type).toBe("WaitingForInput");
      expect(answered.steps).toBeLessThanOrEqual(3);
      expect(await storage.get("s")).toMatchObject({ currentTaskId: "loop" });
    }
  });
});

test("a first pass asks nothing that is known", async () => {
  const { run } = await begin(
    graphOf(
      [
        task("note", "set", { values: [{ key: "mood", value: "fine" }] }),
        task("ask", "talk", { instructions: "Ask.", fields: [text("mood")] }),
        end("out"),
      ],
      [
        { id: "e1", from: "note", to: "ask" },
        { id: "e2", from: "ask", to: "out" },
      ],
    ),
  );
  expect(await run()).toMatchObject({ status: { type: "Completed" }, steps: 3 });
});

test("a review leaves behind a question to the claimant that does not stand any more", async () => {
  const { run, decides, storage } = await begin(
    graphOf(
      [
        task("check", "review", { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." }),
        end("out"),
      ],
      [{ id: "e1", from: "check", to: "out" }],
    ),
  );
  await run();
  await decides("request_information", "Which room?");
  // Run again without an answer it still asks the claimant.
  await run();
  expect((await storage.get("s"))?.wait).toMatchObject({ audience: "claimant", form: { question: "Which room?" } });
  const session = (await storage.get("s")) ?? expect.fail();
  session.wait = null;
  session.status = "ready";
  await storage.save(session);
  await run();
  const moved = await storage.get("s");
  expect(moved?.wait).toMatchObject({ audience: "reviewer" });
  expect(moved?.context.get("information_request")).toBeUndefined();
});
