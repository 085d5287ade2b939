import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { changeDraft, letterWorkflow, withLetter } from "@/lib/workflows/test-drafts";
import { runTrial } from "./run-trial";
import { type TrialInput, type TrialRequest, type TrialView, trialBodySchema } from "./schema";

withTestDatabase();

let mira: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner("Mira Sato");
});

/** A test run of a workflow, told what happens one after the other. */
async function startTrial(workflow: GraphDefinitionInput, begin: TrialRequest = {}) {
  const id = `trial-${randomUUID()}`;
  await publishWorkflow(letterWorkflow(id));
  await changeDraft(mira, id, () => graphDefinitionSchema.parse({ ...workflow, id }));
  const send = (body: TrialRequest) => runTrial(mira, id, trialBodySchema.parse(body), new AbortController().signal);
  let view = await send(begin);
  const give = async (input: Extract<TrialRequest["input"], object>): Promise<TrialView> => {
    view = await send({ state: view.state, input });
    return view;
  };
  return {
    id,
    send,
    give,
    says: (text: string) => give({ type: "message", text }),
    confirms: () => give({ type: "message", confirms: true }),
    decides: (decision: Omit<Extract<TrialInput, { type: "decision" }>, "type">) =>
      give({ type: "decision", ...decision }),
    timePasses: () => give({ type: "time" }),
    answers: (body: unknown, status = 200) =>
      give({ type: "system", taskPath: view.request?.taskPath ?? "", status, body: JSON.stringify(body) }),
    look: () => view,
    change: (how: (definition: GraphDefinition) => GraphDefinition) => changeDraft(mira, id, how),
  };
}

const lastWords = ({ messages }: TrialView) => messages.at(-1)?.text ?? "";

/** A claim above the limit, as far as the reviewer's question. */
async function claimAtReview(begin?: TrialRequest, amount = "$2,610") {
  const trial = await startTrial(insuranceClaims, begin);
  await trial.says(`Hail dented the roof of my car on Oak Street, ${amount}`);
  for (let turn = 0; turn < 6 && trial.look().form?.type === "reply"; turn++) await trial.says("20 November 2026");
  await trial.confirms();
  return trial;
}

describe("a test run of the insurance workflow", () => {
  test("begins with the greeting, and waits for the claimant", async () => {
    const { look } = await startTrial(insuranceClaims);
    expect(look()).toMatchObject({ status: "waiting", waitsFor: "claimant", form: { type: "reply" }, steps: [{}] });
    expect(lastWords(look())).toMatch(/What happened|help/);
  });

  test("asks a reviewer above the limit, and ends with the letter of an approval", async () => {
    const trial = await claimAtReview();
    expect(trial.look()).toMatchObject({
      ...{ waitsFor: "reviewer", form: { type: "decision" }, path: { note: "waits here for a reviewer" } },
      facts: expect.arrayContaining([expect.objectContaining({ key: "amount_cents", text: "$2,610.00" })]),
    });
    expect(trial.look().reasons.join(" ")).toContain("$1,000");
    const ended = await trial.decides({ verdict: "approve" });
    expect(ended).toMatchObject({ status: "completed", waitsFor: null, statusText: "Approved", error: null });
    expect(lastWords(ended)).toContain("$2,610.00");
    expect(ended.path.taken).not.toEqual({});
  });

  test("tells the claimant the reason of a rejection", async () => {
    const trial = await claimAtReview();
    const ended = await trial.decides({ verdict: "reject", reason: "Hail is not covered here." });
    expect(ended).toMatchObject({ status: "completed", statusText: "Rejected", path: { tone: "not_approved" } });
    expect(ended.messages.map(({ text }) => text).join(" ")).toContain("Hail is not covered here.");
  });

  test("takes a reviewer's question to the claimant, and the answer back", async () => {
    const trial = await claimAtReview();
    const asked = await trial.decides({ verdict: "request_information", question: "Where was the car?" });
    expect(asked).toMatchObject({ waitsFor: "claimant" });
    expect(lastWords(asked)).toContain("Where was the car?");
    expect(await trial.says("In front of my house")).toMatchObject({ waitsFor: "reviewer" });
  });

  test("refuses what the form of the review does not allow, and goes on afterwards", async () => {
    const trial = await claimAtReview();
    await expect(trial.decides({ verdict: "maybe" })).rejects.toMatchObject({
      code: "invalid",
      options: { fields: { verdict: expect.stringContaining("approve, reject") } },
    });
    await expect(trial.decides({ verdict: "reject" })).rejects.toMatchObject({
      options: { fields: { reason: "Give a reason, so that the claimant understands." } },
    });
    expect(await trial.decides({ verdict: "approve", edits: { amount_cents: "2400" } })).toMatchObject({
      values: { amount_cents: 240_000 },
    });
  });

  test("counts the earlier claims that the designer names", async () => {
    const few = await claimAtReview({ earlierClaims: { count: 1, totalCents: 30_000 } }, "$330");
    expect(few.look()).toMatchObject({ status: "completed", values: { small_claims_count: 2 } });
    const many = await claimAtReview({ earlierClaims: { count: 3, totalCents: 90_000 } }, "$330");
    expect(many.look()).toMatchObject({ waitsFor: "reviewer", values: { small_claims_total_cents: 123_000 } });
  });

  test("ends when the claimant withdraws", async () => {
    const trial = await startTrial(insuranceClaims);
    await trial.says("I want to withdraw my claim");
    const ended = await trial.says("Yes, withdraw it");
    expect(ended).toMatchObject({ status: "completed", statusText: "Withdrawn", path: { tone: "cancelled" } });
    await expect(trial.says("Hello?")).rejects.toMatchObject({ code: "conflict" });
  });

  test("stores nothing", async () => {
    const counts = () =>
      Promise.all([prisma.session.count(), prisma.step.count(), prisma.message.count(), prisma.modelCall.count()]);
    const before = await counts();
    const trial = await claimAtReview();
    await trial.decides({ verdict: "approve" });
    expect(await counts()).toEqual(before);
  });
});

describe("a test run of a draft", () => {
  test("runs what is in the draft now, also when it changes on the way", async () => {
    const trial = await startTrial(insuranceClaims);
    await trial.change((definition) => ({
      ...definition,
      settings: definition.settings.map((one) => (one.key === "approval_limit" ? { ...one, value: 10_000 } : one)),
    }));
    await trial.says("Hail dented the roof of my car on Oak Street yesterday, $330");
    await trial.confirms();
    expect(trial.look()).toMatchObject({ waitsFor: "reviewer", revision: 2 });
  });

  test("cannot go on at a task that is gone", async () => {
    const trial = await startTrial(insuranceClaims);
    await trial.change(({ id }) => ({ ...letterWorkflow(id), settings: [], edges: [] }) as unknown as GraphDefinition);
    await expect(trial.says("Hello")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("no longer in the draft"),
    });
  });

  test("that cannot be compiled says what is wrong", async () => {
    const trial = await startTrial(letterWorkflow("any"));
    await trial.change((definition) => ({
      ...definition,
      tasks: definition.tasks.map((task) => (task.id === "note" ? { ...task, kind: "gone" } : task)),
    }));
    await expect(trial.send({})).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining('Unknown kind "gone"'),
    });
    await trial.change((definition) => ({ ...definition, tasks: [], edges: [] }));
    await expect(trial.send({})).rejects.toMatchObject({ code: "conflict" });
  });

  test("sends the changed letter", async () => {
    const trial = await startTrial(letterWorkflow("any"));
    expect(lastWords(trial.look())).toBe("Dear you.");
    await trial.change(withLetter("Hello."));
    expect(lastWords(await trial.send({}))).toBe("Hello.");
  });

  test("begins with an input when there is one", async () => {
    const trial = await startTrial(insuranceClaims, { input: { type: "message", text: "Hail dented my car, $2,610" } });
    expect(trial.look()).toMatchObject({ waitsFor: "claimant", values: { amount_cents: 261_000 } });
  });
});

const task = (id: string, kind: string, config: JsonObject) => ({ id, kind, label: id, config });

const chain = (...tasks: ReturnType<typeof task>[]): GraphDefinitionInput => ({
  id: "any",
  name: "Chain",
  startTaskId: tasks[0]?.id ?? "",
  tasks,
  edges: tasks.slice(1).map(({ id }, index) => ({ id: `e${index}`, from: tasks[index]?.id ?? "", to: id })),
});

const price = task("price", "http_request", {
  method: "POST",
  url: "https://api.example.com/price/{{ reference }}",
  headers: [{ name: "Authorization", value: "Bearer {{ secrets.SHOP_KEY }}" }],
  body: '{"name": "{{ workflow }}"}',
  response: [{ from: "data.items[0].cents", into: "price_cents", type: "cents" }],
});
const letter = task("letter", "letter", { letter: "It costs {{ price_cents | money }}." });

describe("a request to another system in a test run", () => {
  test("is shown and not sent, with its secrets by name, and takes the given answer", async () => {
    const trial = await startTrial(chain(price, letter));
    expect(trial.look()).toMatchObject({
      ...{ status: "waiting", waitsFor: "system", statusText: "Waits for the answer of api.example.com" },
      path: { currentTaskId: "price", note: "waits here for another system" },
      request: {
        ...{ taskPath: "price", taskLabel: "price", method: "POST", url: "https://api.example.com/price/TEST-RUN" },
        headers: [{ name: "authorization", value: "Bearer ***SHOP_KEY***" }],
        expects: [{ from: "data.items[0].cents", into: "price_cents", type: "cents", required: true }],
      },
    });
    expect(JSON.parse(trial.look().request?.example ?? "")).toEqual({ data: { items: [{ cents: 10_000 }] } });
    expect(lastWords(await trial.answers({ data: { items: [{ cents: 4_200 }] } }))).toBe("It costs $42.00.");
  });

  test("fails with an answer that does not fit, and is asked again", async () => {
    const trial = await startTrial(chain(price, letter));
    const failed = await trial.answers({ message: "down" }, 503);
    expect(failed).toMatchObject({ status: "failed", waitsFor: "time", error: expect.stringContaining("status 503") });
    expect(failed.waitMs).toBeGreaterThan(0);
    expect(await trial.timePasses()).toMatchObject({ waitsFor: "system", request: { taskPath: "price" } });
    expect(await trial.answers({ data: { items: [{ cents: 100 }] } })).toMatchObject({ status: "completed" });
  });

  test("is asked again in the next round of a loop", async () => {
    const counted = {
      ...chain(price, letter),
      tasks: [price, task("count", "set", { counters: [{ key: "rounds" }] }), letter],
      edges: [
        { id: "a", from: "price", to: "count" },
        { id: "b", from: "count", to: "price", condition: { field: "rounds", op: "lt", value: 2 } },
        { id: "c", from: "count", to: "letter" },
      ],
    } satisfies GraphDefinitionInput;
    const trial = await startTrial(counted);
    expect(await trial.answers({ data: { items: [{ cents: 100 }] } })).toMatchObject({ waitsFor: "system" });
    expect(lastWords(await trial.answers({ data: { items: [{ cents: 200 }] } }))).toBe("It costs $2.00.");
  });

  test("of several at the same time each is asked", async () => {
    const part = (id: string) => ({ ...price, id, label: id });
    const trial = await startTrial(
      chain(task("both", "fan_out", { prefix: "parts", parts: [part("one"), part("two")] }), letter),
    );
    const first = trial.look().request?.taskPath;
    const second = (await trial.answers({ data: { items: [{ cents: 100 }] } })).request?.taskPath;
    expect([first, second].sort()).toEqual(["both/one", "both/two"]);
    expect(await trial.answers({ data: { items: [{ cents: 200 }] } })).toMatchObject({ status: "completed" });
  });
});

test("a wait of two days in a test run ends when the time passes", async () => {
  const trial = await startTrial(chain(task("wait", "delay", { for: "P2D" }), letterOnly));
  expect(trial.look()).toMatchObject({ waitsFor: "time", waitMs: 2 * 86_400_000, status: "waiting" });
  expect(await trial.timePasses()).toMatchObject({ status: "completed" });
});
const letterOnly = task("letter", "letter", { letter: "Done." });

describe("the state of a test run", () => {
  test.each([
    ["nothing", ""],
    ["null", "null"],
    ["an empty object", "{}"],
    ["an object of another kind", '{"sessionId":"x"}'],
    ["fifty thousand brackets", "[".repeat(50_000)],
  ])("is refused when it is %s", async (_what, state) => {
    const trial = await startTrial(letterWorkflow("any"));
    await expect(trial.send({ state, input: { type: "time" } })).rejects.toMatchObject({ code: "invalid" });
  });

  test("names no session: one that a client adds is refused", async () => {
    const trial = await startTrial(insuranceClaims);
    const state = { ...JSON.parse(trial.look().state), sessionId: randomUUID() };
    await expect(trial.send({ state: JSON.stringify(state), input: { type: "time" } })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("with values of the client's own runs the draft with them", async () => {
    const trial = await startTrial(letterWorkflow("any", "Dear {{ name }}."));
    const state = JSON.parse(trial.look().state);
    const changed = { ...state, status: "ready", steps: [], start: { taskId: "letter", values: { name: "Ada" } } };
    expect(lastWords(await trial.send({ state: JSON.stringify({ ...changed, taskId: "letter" }) }))).toBe("Dear Ada.");
    const nowhere = trial.send({ state: JSON.stringify({ ...changed, taskId: "__proto__" }) });
    await expect(nowhere).rejects.toMatchObject({ code: "conflict" });
  });

  test("whose clock has gone on for a hundred years ends the run with words", async () => {
    const trial = await startTrial(chain(task("wait", "delay", { for: "P2D" }), letterOnly));
    const state = { ...JSON.parse(trial.look().state), clockMs: 100 * 366 * 86_400_000 - 1 };
    await expect(trial.send({ state: JSON.stringify(state), input: { type: "time" } })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("that has become too long ends the run with words", async () => {
    const trial = await startTrial(insuranceClaims);
    const state = JSON.parse(trial.look().state);
    state.start.values.story = "ä".repeat(749_500);
    await expect(
      trial.send({ state: JSON.stringify(state), input: { type: "message", text: "Hail" } }),
    ).rejects.toMatchObject({ code: "conflict", message: "This test run has become too long to go on. Start again." });
  });
});
