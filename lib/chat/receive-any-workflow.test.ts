import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";
import type { FieldSpec } from "@/lib/tasks/schema";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { getClaim, getNewClaim } from "./data";
import { changeFacts, confirmFacts } from "./mutations";
import { receiveMessage } from "./receive-message";

// The chat with workflows that designers have just built: nothing of an insurance claim is assumed.

withTestDatabase();

type Task = GraphDefinitionInput["tasks"][number];
const talk = (id: string, fields: Partial<FieldSpec>[], more: object = {}): Task => ({
  ...{ id, kind: "talk", label: id, config: { instructions: "Ask.", fields: fields.map(fieldOf), ...more } },
});
const fieldOf = (field: Partial<FieldSpec>): FieldSpec => ({
  ...{ key: "k", label: "Label", type: "text", required: true, question: `${field.label}?` },
  ...field,
});
const review = (id: string): Task => ({
  ...{ id, kind: "review", label: id },
  config: { queue: "claims", question: "Well?", fields: [], dueIn: "PT1H", announcement: `Now ${id} decides.` },
});
const letter = (text: string): Task => ({ id: "end", kind: "letter", label: "End", config: { letter: text } });

/** Tasks in a row, unless `edges` says otherwise. */
const workflow = (id: string, tasks: Task[], more: Partial<GraphDefinitionInput> = {}): GraphDefinitionInput => ({
  ...{ id, name: id, startTaskId: tasks[0]?.id ?? "", tasks },
  sessionWord: { one: "application", many: "applications" },
  edges: tasks.slice(1).map(({ id: to }, index) => ({ id: `e${index}`, from: tasks[index]?.id ?? "", to })),
  ...more,
});

async function begin(definition: GraphDefinitionInput) {
  await publishWorkflow(definition);
  const [who, reviewer] = [await createClaimant(), await createReviewer()];
  const { sessionId } = await startSession(who, { workflowId: definition.id });
  const say = async (text: string) =>
    (await receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text })).response;
  const page = () => getClaim(who, sessionId);
  const decides = async (verdict: "approve" | "reject" | "request_information", reason = "") => {
    const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open", audience: "reviewer" } });
    await decide(reviewer, wait.id, { verdict, reason, expected_version: wait.evidenceVersion });
  };
  const values = async () =>
    (await prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).context as Record<string, unknown>;
  return { who, sessionId, say, page, decides, values };
}

test("a workflow that only says something is over with the first message, and shows no letter", async () => {
  const hello = workflow("hello", [{ id: "say", kind: "say", label: "Say", config: { message: "We have noted it." } }]);
  const { say, page } = await begin(hello);
  expect(await say("Hi")).toBe("We have noted it.");
  expect(await page()).toMatchObject({
    title: "Application",
    statusText: "Completed",
    letter: null,
    isOpen: false,
    nextText: "This application is closed.",
    facts: [],
    stages: [],
  });
});

test("a yes or no that is asked for is a fact only when it was said", async () => {
  const enough = { key: "is_enough", label: "Enough", type: "yes_no" as const };
  const name = { key: "pet_name", label: "Name of the pet", type: "text" as const };
  const { say, page } = await begin(
    workflow("enough", [talk("name", [name]), talk("ask", [enough]), talk("end", [name])]),
  );
  const shown = async () => (await page()).facts.map(({ label, text }) => [label, text]);
  expect(await say("hello")).toContain("Name of the pet?");
  expect(await shown()).toEqual([["Name of the pet", null]]);
  expect(await say("Rex")).toContain("Enough?");
  expect(await shown()).toEqual([["Name of the pet", "Rex"]]);
  await say("yes");
  expect(await shown()).toEqual([
    ["Name of the pet", "Rex"],
    ["Enough", "Yes"],
  ]);
});

test("facts of every type are asked for, shown, confirmed, changed in the form and read by the letter", async () => {
  const fields = [
    { key: "pet_name", label: "Name of the pet", type: "text" as const },
    {
      key: "weight_class",
      label: "Size",
      type: "choice" as const,
      options: [
        { value: "s", label: "Small" },
        { value: "l", label: "Large" },
      ],
    },
    { key: "moves_in", label: "Moves in on", type: "date" as const, future: true },
    { key: "deposit", label: "Deposit", type: "money" as const },
    { key: "is_quiet", label: "Quiet", type: "yes_no" as const },
  ];
  const { who, sessionId, say, page } = await begin(
    workflow("pets", [
      talk("ask", fields),
      { id: "sure", kind: "confirm", label: "Sure", config: { instructions: "Look.", fields: fields.map(fieldOf) } },
      letter("{{ pet_name }} ({{ weight_class }}), {{ moves_in | day }}, {{ deposit | money }}, quiet: {{ is_quiet }}"),
    ]),
  );
  expect(await say("hello")).toContain("Name of the pet?");
  expect(await say("Rex")).toContain("Size?");
  expect(await say("large")).toContain("Moves in on?");
  expect(await say("1 March 2031")).toContain("Deposit?");
  expect(await say("250 dollars")).toContain("Quiet?");
  expect(await say("yes")).toContain("Is this right?");
  const card = await page();
  expect(card).toMatchObject({ factsState: "to_confirm", amountCents: 25_000, title: "Large application, Rex" });
  expect(card.facts.map(({ text }) => text)).toEqual(["Rex", "Large", "1 Mar 2031", "$250.00", "Yes"]);
  expect(await say("how long does it take?")).toContain("application");
  const form = { sessionId, clientMessageId: randomUUID(), values: { pet_name: "Bo" }, shown: { pet_name: "Rex" } };
  await changeFacts(who, form);
  await confirmFacts(who, { sessionId, clientMessageId: randomUUID(), waitId: (await page()).waitId ?? "" });
  expect((await page()).messages.at(-1)?.text).toBe("Bo (l), 1 Mar 2031, $250.00, quiet: true");
});

test("several facts of one type are not mixed up, in one task or in several", async () => {
  const day = (key: string, label: string) => ({ key, label, type: "date" as const, future: true });
  const money = (key: string, label: string) => ({ key, label, type: "money" as const });
  const { say, values } = await begin(
    workflow("trip", [
      talk("first", [day("leaves", "Outbound day"), day("returns", "Return day")]),
      talk("second", [money("hotel", "Hotel"), money("food", "Food")]),
      talk("third", [day("pays", "Payment day"), money("tip", "Tip")]),
      letter("{{ leaves }} {{ returns }} {{ hotel }} {{ food }} {{ pays }} {{ tip }}"),
    ]),
  );
  await say("hello");
  expect(await say("3 March 2031")).toContain("Return day?");
  expect(await say("5 March 2031")).toContain("Hotel?");
  expect(await say("$300")).toContain("Food?");
  expect(await say("$45")).toContain("Payment day?");
  expect(await say("1 April 2031")).toContain("Tip?");
  expect(await say("$5")).toBe("2031-03-03 2031-03-05 30000 4500 2031-04-01 500");
  expect(await values()).toMatchObject({ leaves: "2031-03-03", returns: "2031-03-05", hotel: 30_000, food: 4_500 });
});

test("long texts are kept in the person's words, with their amounts and days", async () => {
  const text = (key: string, label: string) => ({ key, label, type: "long_text" as const });
  const { say, values } = await begin(
    workflow("idea", [
      talk("idea", [text("idea", "Your idea"), text("benefit", "Who gains")]),
      talk("more", [text("cost", "What it takes")]),
      letter("{{ idea }} / {{ benefit }} / {{ cost }}"),
    ]),
  );
  expect(await say("A coffee corner on Mondays for $20 a week in the lobby")).toContain("Who gains?");
  expect(await say("Everybody who starts early on Monday")).toContain("What it takes?");
  await say("One machine and two tables");
  expect(await values()).toMatchObject({
    idea: "A coffee corner on Mondays for $20 a week in the lobby",
    benefit: "Everybody who starts early on Monday",
    cost: "One machine and two tables",
  });
});

test("two reviews in a row, with a question in between, and no amount anywhere", async () => {
  const { say, page, decides } = await begin(
    workflow("twice", [
      talk("ask", [{ key: "topic_name", label: "Topic" }]),
      review("Ana"),
      review("Ben"),
      letter("Decided: {{ decision }}. {{ decision_reason }}"),
    ]),
  );
  await say("hello");
  expect((await page()).facts.map(({ label }) => label)).toEqual(["Topic"]);
  expect(await say("Chess")).toContain("Now Ana decides.");
  await decides("request_information", "Which level?");
  expect((await page()).messages.at(-1)?.text).toContain("looks at your application has a question");
  await say("Beginners");
  await decides("approve");
  expect((await page()).messages.at(-1)?.text).toContain("Now Ben decides.");
  expect(await say("when do I get the money?")).toContain("not about money");
  await decides("reject", "No room");
  const { statusText, messages, letter: shown } = await page();
  expect({ statusText, last: messages.at(-1)?.text }).toEqual({
    statusText: "Not approved",
    last: "Decided: reject. No room",
  });
  expect(shown).toEqual({ outcome: "Not approved", amountText: null });
});

test("a loop asks again, and the withdrawal speaks of no payment", async () => {
  const { say, page, decides } = await begin(
    workflow("again", [talk("ask", [{ key: "plan_name", label: "Plan" }]), review("Ana"), letter("Done.")], {
      edges: [
        { id: "a", from: "ask", to: "Ana" },
        { id: "b", from: "Ana", to: "end", condition: { field: "decision", op: "eq", value: "approve" } },
        { id: "c", from: "Ana", to: "ask" },
      ],
    }),
  );
  await say("hello");
  await say("Plan A");
  await decides("reject", "Too short");
  expect((await page()).messages.at(-1)?.text).toContain("They wrote: Too short");
  expect(await say("Plan B, which is much longer")).toContain("Now Ana decides.");
  expect(await say("please cancel my application")).toContain("withdraw this application");
  expect(await say("yes, withdraw it")).toBe(
    "You have withdrawn this application. No one will look at it any more. " +
      "You can start a new application at any time.",
  );
  expect((await page()).nextText).toContain("withdrawn this application");
});

test("labels and words of any language are shown as they are", async () => {
  const { who, say, page } = await begin(
    workflow(
      "antrag",
      [talk("frage", [{ key: "grund", label: "Grund des Antrags", question: "Warum?" }]), letter("Danke: {{ grund }}")],
      {
        name: "Urlaubsantrag",
        sessionWord: { one: "Antrag", many: "Anträge" },
      },
    ),
  );
  expect(await getNewClaim(who, randomUUID(), "antrag")).toMatchObject({
    title: "New Antrag",
    word: { one: "Antrag", many: "Anträge", title: "Antrag" },
  });
  expect(await say("hello")).toContain("Warum?");
  await say("Familie");
  expect(await page()).toMatchObject({ title: "Antrag, Familie", reference: expect.stringMatching(/^ANT-/) });
  expect((await page()).messages.at(-1)?.text).toBe("Danke: Familie");
});
