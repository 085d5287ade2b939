import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createReviewer } from "@/lib/auth/test-person";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { storeTestDecision } from "@/lib/sessions/cases/test-decision";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { getClaim } from "./data";
import { receiveMessage } from "./receive-message";
import { startConversation } from "./test-conversation";

// What a claimant asks in every state of a claim, answered from the workflow, its letter and the session.

withTestDatabase();
beforeAll(publishShipped);

const told = "A truck hit my parked car";
const before = { nothing: [], story: [told], confirm: [`${told}, the repair costs $640`] };
const inReview = [`${told}, the repair costs $2,640`, "yes"];

/** A claim in which this has been said. */
async function talkAfter(messages: string[]) {
  const talk = await startConversation();
  for (const text of messages) await talk.say(text);
  return talk;
}

const everywhere: [string, RegExp][] = [
  ["how do I appeal?", /The letter .* says: “If you disagree, you can appeal within 30 days: name the reference CLM-/],
  ["what if you reject it?", /you can appeal within 30 days/],
  ["when do I get the money?", /Nothing is paid before.*“Next steps: we pay this amount .* within 5 working days.”/],
  ["do you need my bank details?", /to the account of your policy/],
  ["will you email me?", /comes here, in this conversation.*your list of claims. I send no e-mails and call nobody/],
  ["can I close this page?", /You can close this page at any time/],
  ["do you need photos?", /I do not ask for photos.*files cannot be sent here.*“Keep your receipts for 6 months.”/],
  ["can I change it later?", /^Yes, (?:until you confirm the facts|as long as nothing is decided)/],
  ["can I add something?", /^Yes: write it here/],
  ["is it approved?", /^Nothing is decided yet/],
  ["do you pay for stolen bikes?", /Claims can be filed here for Car.*depends on the rules/],
  ["do you cover pets?", /^Pets are not insured here/],
  ["did you get my message?", /is stored with your claim/],
  ["do you speak Spanish?", /^I can read English\./],
  ["can I file a second claim?", /each matter gets a claim of its own/],
  ["what if I do nothing?", /(?:nothing expires|do not have to do anything)/],
];

describe("a question in every state", () => {
  test.each(everywhere)("%j is answered", async (question, answer) => {
    for (const messages of [...Object.values(before), inReview]) {
      const { say, stored } = await talkAfter(messages);
      const [was, reply] = [await stored(), await say(question)];
      expect(reply).toMatch(answer);
      expect(reply).not.toMatch(/sorry|Thank you/);
      const is = await stored();
      expect(is).toMatchObject({ currentTaskId: is.currentTaskId, amountCents: was.amountCents, outcome: null });
      // It is small talk: the reviewer does not have to read the case again.
      if (messages === inReview) expect(is.waits).toMatchObject([{ evidenceVersion: 1 }]);
    }
  });

  test("what is needed is said from the fields and from what is known", async () => {
    const answers = await Promise.all(
      [before.nothing, before.story, before.confirm, inReview].map(async (messages) =>
        (await talkAfter(messages)).say("What do I need to file a claim?"),
      ),
    );
    expect(answers[0]).toContain("I still need the type, what happened, and the amount. It helps to know the day");
    expect(answers[1]).toContain("I still need the amount.");
    expect(answers[2]).toContain("I have everything that is needed.");
    expect(answers[3]).toContain("Nothing more is needed from you at the moment.");
  });

  test("what will be paid is told with the amount as far as it is known, and nothing is promised", async () => {
    const ask = async (messages: string[]) => (await talkAfter(messages)).say("how much will I get?");
    expect(await ask(before.story)).toContain("The amount of this claim is not known yet.");
    expect(await ask(before.confirm)).toMatch(/You ask for \$640.00. When the claim is checked it is decided whether/);
    expect(await ask(inReview)).toMatch(/You ask for \$2,640.00. The specialist decides whether it is paid/);
  });

  test("one that has no answer here is not a story, and gets no condolence", async () => {
    const { say, stored } = await talkAfter([]);
    expect(await say("can I throw away the broken TV?")).toMatch(/^I do not know the answer to that. A person can/);
    expect((await stored()).context).not.toHaveProperty("description");
  });

  test("and in a review it is left to the specialist, who reads it", async () => {
    const { say, stored } = await talkAfter(inReview);
    expect(await say("can I rent a car?")).toMatch(/^I cannot answer that myself.*I have added this to your claim/s);
    expect((await stored()).waits).toMatchObject([{ evidenceVersion: 2 }]);
  });

  test("beside a fact is answered, and the fact is evidence", async () => {
    const { say, stored } = await talkAfter(inReview);
    expect(await say("do you need photos? The final bill is $2,900")).toMatch(
      /files cannot be sent here.*\$2,900.00 instead of \$2,640.00 as a proposed change/s,
    );
    expect((await stored()).waits).toMatchObject([{ evidenceVersion: 2, proposed: [{ value: 290_000 }] }]);
  });

  test("to a closed claim is refused with the way on", async () => {
    const approved = await talkAfter([...before.confirm, "yes"]);
    await expect(approved.say("how do I appeal?")).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringMatching(/Start a new claim .* name the reference CLM-/) },
    });
    const withdrawn = await talkAfter(["forget it", "Yes, withdraw it"]);
    await expect(withdrawn.say("hello?")).rejects.toMatchObject({ message: expect.stringContaining("was withdrawn") });
  });

  test.each([
    ["I want to appeal CLM-9WJ8CPSK, the bike belongs to our household"],
    ["clm 9wj8cpsk was rejected but the bike is ours"],
    ["I do not agree with the decision on CLM-9WJ8CPSK"],
    ["please look at CLM-9WJ8CPSK again"],
    ["I want to appeal my claim", "CLM-9WJ8CPSK"],
    ["I want to appeal", "no, its about CLM-9WJ8CPSK"],
    ["A van hit my parked car yesterday, the repair costs $640", "this is an appeal against CLM-9WJ8CPSK"],
  ])("an appeal in a new claim goes to a person, who reads which decision it is about: %s %s", async (...messages) => {
    const { say, stored } = await talkAfter(messages.slice(0, -1));
    const reply = await say(messages.at(-1) ?? "");
    expect(reply).toContain("I pass your appeal against the decision on CLM-9WJ8CPSK on to a person");
    const { currentTaskId, context, waits } = await stored();
    expect(currentTaskId).toBe("manual_review");
    expect(context).toMatchObject({ earlier_reference: "CLM-9WJ8CPSK" });
    expect(JSON.stringify(waits)).toContain("About the earlier claim CLM-9WJ8CPSK");
  });

  test("a refused offer leaves the reference to the quoted letter, and the story is told to the reviewer", async () => {
    const { say, stored } = await talkAfter(["its about CLM-9WJ8CPSK", "no"]);
    expect(await say("how do I appeal?")).toContain("name the reference CLM-9WJ8CPSK in a new claim");
    await say("I want to appeal CLM-9WJ8CPSK, the bike belongs to our household");
    expect((await stored()).context).toMatchObject({
      description: expect.stringContaining("the bike belongs to our household"),
    });
  });

  test("the reference of another claim alone is asked about, and a yes goes to a person", async () => {
    const { say, stored } = await talkAfter([]);
    expect(await say("its about CLM-9WJ8CPSK")).toMatch(/^CLM-9WJ8CPSK is another claim\. If you do not agree/);
    await say("yes please");
    expect(await stored()).toMatchObject({ currentTaskId: "manual_review" });
  });

  test("a claim that names an earlier one is not approved by a rule", async () => {
    const { say, stored } = await talkAfter([]);
    await say("A van hit my parked car yesterday at Oak Lane, the repair costs $640, same garage as in CLM-9WJ8CPSK");
    await say("yes");
    expect(await stored()).toMatchObject({ currentTaskId: "manual_review" });
  });
});

test.each(["bye", "Goodbye!", "good night"])(
  "%j in a review is answered with a goodbye, and is not evidence",
  async (bye) => {
    const { say, stored } = await talkAfter(inReview);
    expect(await say(bye)).toMatch(/^Goodbye\. A specialist decides/);
    expect((await stored()).waits).toMatchObject([{ evidenceVersion: 1 }]);
  },
);

describe("the words that withdraw", () => {
  test.each([before.nothing, before.story, before.confirm, inReview])(
    "do it right after the offer, after %j",
    async (...messages) => {
      const { say, stored } = await talkAfter(messages);
      await say("can I withdraw it?");
      expect(await say("Yes, withdraw it.")).toContain("You have withdrawn this claim.");
      expect(await stored()).toMatchObject({ status: "cancelled", outcome: "withdrawn", waits: [] });
    },
  );

  test("do it after the offer was doubted", async () => {
    const { say, stored } = await talkAfter([...before.confirm, "forget it, cancel everything"]);
    expect(await say("yes")).toMatch(/^A yes alone does not withdraw it.*“Yes, withdraw it”/);
    await say("yes, withdraw it");
    expect(await stored()).toMatchObject({ outcome: "withdrawn" });
  });

  test.each(["yes", "ok", "yes please", "yes, withdraw it?", "yes but later", "No, keep my claim", "no"])(
    "are not others: %j keeps the claim",
    async (words) => {
      const { say, stored } = await talkAfter([...before.confirm, "forget it, cancel everything"]);
      await say(words);
      expect(await stored()).toMatchObject({ status: "waiting", outcome: null, confirmedAt: null });
    },
  );

  test("do it in a review after another message, while nothing else was offered", async () => {
    const { say, stored } = await talkAfter([...inReview, "can I withdraw it?", "the mirror is broken too"]);
    expect(await say("Yes, withdraw it")).toContain("You have withdrawn this claim.");
    expect(await stored()).toMatchObject({ outcome: "withdrawn" });
  });

  test.each(["no", "No, keep my claim"])("do not in a review after %j", async (no) => {
    const { say, stored } = await talkAfter([...inReview, "can I withdraw it?", no]);
    await say("Yes, withdraw it");
    expect(await stored()).toMatchObject({ status: "waiting", outcome: null });
  });

  test("need the offer right before them", async () => {
    const { say, stored } = await talkAfter([...before.confirm, "forget it, cancel everything", "no"]);
    expect(await say("yes, withdraw it")).toContain("You can withdraw this claim");
    expect(await stored()).toMatchObject({ status: "waiting" });
  });

  test("sent twice are one withdrawal, with the same answer", async () => {
    const { who, sessionId, say, stored } = await talkAfter([...before.confirm, "cancel my claim"]);
    const message = { sessionId, clientMessageId: randomUUID(), text: "yes, withdraw it" };
    const [first, second] = [await receiveMessage(who, message), await receiveMessage(who, message)];
    expect(second).toMatchObject({ duplicate: true, response: first.response, status: "Cancelled" });
    expect(await stored()).toMatchObject({ outcome: "withdrawn" });
    await expect(say("hello")).rejects.toMatchObject({ code: "conflict" });
  });

  test("do not undo a decision that was made meanwhile", async () => {
    const { say, stored } = await talkAfter([...inReview, "can I withdraw it?"]);
    const reviewer = await createReviewer();
    const [wait] = (await stored()).waits;
    await storeTestDecision({ waitId: wait?.id ?? "", actorId: reviewer.userId, verdict: "approve" });
    await say("yes, withdraw it");
    expect(await stored()).toMatchObject({ status: "completed", outcome: "approved" });
  });
});

describe("the question of a confirmation", () => {
  const replies = async ({ who, sessionId }: { who: Parameters<typeof getClaim>[0]; sessionId: string }) => {
    const { form, acts } = await getClaim(who, sessionId);
    return { suggestions: form?.type === "confirm" && form.suggestions, acts };
  };

  test.each([
    [[], ["Yes, that is right", "I do not know", "Something is not right"]],
    [["no"], ["Yes, that is right", "Something is not right"]],
    [["fine I guess?"], ["Yes, that is right", "Something is not right"]],
    [["how long will it take?"], ["Yes, that is right", "Something is not right"]],
    [["the amount is not right, delete the amount"], ["I do not know yet"]],
  ])("has quick replies after %j", async (messages, suggestions) => {
    expect(await replies(await talkAfter([...before.confirm, ...messages]))).toEqual({ suggestions, acts: ["person"] });
  });

  test("has the button that withdraws, and the reply that keeps the claim, beside the offer", async () => {
    const talk = await talkAfter([...before.confirm, "forget it"]);
    expect(await replies(talk)).toEqual({ suggestions: ["No, keep my claim"], acts: ["withdraw"] });
  });

  test.each(["Yes, that is right", "I do not know", "Something is not right", "Let a person look at it"])(
    "takes its own reply %j",
    async (reply) => {
      const { say, stored } = await talkAfter(before.confirm);
      const response = await say(reply);
      const { status, currentTaskId } = await stored();
      const expected = {
        "Yes, that is right": ["completed", "final_summary", "We have approved"],
        "I do not know": ["waiting", "confirm_details", "I leave that open"],
        "Something is not right": ["waiting", "confirm_details", "What should I change?"],
        "Let a person look at it": ["waiting", "manual_review", "I pass this on to a person"],
      }[reply];
      expect([status, currentTaskId]).toEqual(expected?.slice(0, 2));
      expect(response).toContain(expected?.[2]);
    },
  );

  test.each(["ok, I'm not sure", "fine I guess?", "I think so", "maybe"])(
    "says to the doubt %j that nothing is confirmed",
    async (doubt) => {
      const { say, stored } = await talkAfter([...before.confirm, "no"]);
      expect(await say(doubt)).toMatch(/^Nothing is confirmed yet, and there is no hurry/);
      expect(await stored()).toMatchObject({ confirmedAt: null, outcome: null });
    },
  );

  const count = (text: string, part: string) => text.split(part).length - 1;
  test.each([
    [`${told} on Main Street yesterday, $640`, "no, it was not yesterday", "When did it happen?"],
    [`${told} on Main Street yesterday, $640`, "no, the place is wrong", "Where did it happen?"],
    [`${told} on Main Street yesterday, $640`, "delete the date and the place", "When did it happen?"],
    [told, "it will cost $640, it happens tomorrow", "When did it happen?"],
  ])("asks what was denied once: %j, %j", async (story, denial, question) => {
    const { say } = await talkAfter([story]);
    const reply = await say(denial);
    expect(count(reply, question)).toBe(1);
    expect(reply).toContain("If you do not know, just say yes.");
    expect(await say("I don't know")).toContain("All right, I leave that open.");
  });

  test("tells what it has changed in plain English", async () => {
    const { say } = await talkAfter([`${told} on Main Street, $640`]);
    expect(await say("no, it was on Elm Street and the garage says $700")).toMatch(
      /^I have changed the place and the amount\./,
    );
  });
});

test("sympathy is told once in a claim", async () => {
  const { say } = await talkAfter([]);
  const replies = [
    await say("My bike was stolen from my flat"),
    await say("my laptop was stolen too"),
    await say("both cost 900 dollars"),
    await say("no, the thief broke the door too"),
  ];
  expect(replies.filter((reply) => /sorry|shock/.test(reply))).toHaveLength(1);
});

test("sympathy for two damages names both or neither", async () => {
  const { say } = await talkAfter([]);
  const reply = await say("A tree fell on my car and on the roof of my house. Car 900, roof 4,000");
  expect(reply).toMatch(/^I am sorry to hear that\./);
});
