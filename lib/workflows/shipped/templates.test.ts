import { beforeAll, describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { checkGraph } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { valueFormat } from "../describing/describe-words";
import { publishWorkflow } from "../publishing/publish-workflow";
import { templates } from "./templates";
import { type Act, play } from "./test-play";

// Every template is run to each of its ends, with the engine, the database and the demo model.

withTestDatabase();
beforeAll(async () => {
  for (const { definition } of templates) await publishWorkflow(definition);
  await ingestShipped();
}, 60_000);

test.each(templates)("$id may be published, and its list entry is the definition's", ({ id, name, definition }) => {
  expect(checkGraph(definition, taskCatalog, valueFormat)).toEqual([]);
  expect(definition).toMatchObject({ id, name });
});

const taxi = "Taxi to the airport for the Acme meeting";
const expense = (amount: string, receipt: string) => [taxi, "travel", amount, "yesterday", receipt];
const parcel = "The parcel was late and the courier never rang";
const complaint = (wish: string) => [parcel, "since 15 November 2026", wish];

const chip = "Is a chip in the windscreen repaired?";
const silent = "Who feeds my zebra while I travel to Saturn?";
const offTopic = "Tell me a joke about football and politics";

describe.each<[string, Record<string, [Act[], string, RegExp]>]>([
  [
    "expense-approval",
    {
      "is approved by the rule": [[...expense("$40", "yes"), "yes"], "Approved", /We pay \$40\.00 for: Taxi.*receipt/s],
      "is approved by the manager": [
        [...expense("$40", "no"), "yes", ["approve"]],
        "Approved",
        /your manager has approved it/,
      ],
      "is rejected by the manager": [
        [...expense("$400", "yes"), "yes", ["reject", "Take the train"]],
        "Not approved",
        /do not pay.*Why: Take the train/s,
      ],
      "is approved by two people": [
        [...expense("$2,000", "yes"), "yes", ["approve"], ["approve", "Fine"]],
        "Approved",
        /the finance team have approved it\. They wrote: Fine/,
      ],
      "is rejected by the finance team": [
        [...expense("$2,500", "yes"), "yes", ["approve"], ["reject", "No budget"]],
        "Not approved",
        /Why: No budget/,
      ],
      "is approved by the finance team, to which the manager leaves it": [
        [...expense("$180", "no"), "yes", ["finance_decides", "A new kind"], ["approve", "From the travel budget"]],
        "Approved",
        /: the finance team has approved it\. They wrote: From the travel budget/,
      ],
      "is rejected by the finance team, to which the manager leaves it": [
        [...expense("$180", "no"), "yes", ["finance_decides", "A new kind"], ["reject", "Not for work"]],
        "Not approved",
        /Why: Not for work/,
      ],
      "is approved after a question": [
        [...expense("$300", "yes"), "yes", ["request_information", "Which airport?"], "The one in Boston", ["approve"]],
        "Approved",
        /We pay \$300\.00/,
      ],
    },
  ],
  [
    "complaint-handling",
    {
      "is noted": [[...complaint("Only take note"), "yes"], "Noted", /taken note/],
      "is resolved": [
        [...complaint("Money back"), "yes", ["approve", "The courier was ill"], "yes"],
        "Resolved",
        /you get your money back.*Our answer: The courier was ill/s,
      ],
      "is resolved after more documents": [
        [
          ...[...complaint("Money back"), "yes", ["more_documents", "The invoice, please"]],
          ...["The invoice says $80, paid on 2 November", ["approve", "You have paid for it"], "yes"],
        ] as Act[],
        "Resolved",
        /you get your money back.*Our answer: You have paid for it/s,
      ],
      "is not upheld after more documents": [
        [
          ...[...complaint("Money back"), "yes", ["more_documents", "The invoice, please"]],
          ...["I have none", ["reject", "Without an invoice we cannot pay"], "yes"],
        ] as Act[],
        "Not upheld",
        /Our answer: Without an invoice we cannot pay/,
      ],
      "is not upheld, and accepted": [
        [...complaint("An explanation"), "yes", ["reject", "It came in time"], "yes"],
        "Not upheld",
        /no fault on our side.*Our answer: It came in time.*ombudsman/s,
      ],
      "is resolved at the second look": [
        [...complaint("Replacement"), "yes", ["reject", "It came in time"], "no", ["approve", "We checked again"]],
        "Resolved",
        /you get a replacement.*We checked again.*Two people/s,
      ],
      "is not upheld at the second look": [
        [...complaint("Money back"), "yes", ["reject", "No"], "no", ["reject", "It is as it is"]],
        "Not upheld",
        /It is as it is.*Two people/s,
      ],
    },
  ],
  [
    "onboarding-questions",
    {
      "about time off is answered by the handbook": [
        ["How many vacation days do I have?", "yes"],
        "Answered",
        /You asked: How many vacation days do I have\?.*handbook has answered/s,
      ],
      "about pay is answered by the handbook": [
        ["When is payday, and where is my payslip?", "yes"],
        "Answered",
        /handbook/,
      ],
      "about equipment is answered with the first day": [
        ["Where do I get my laptop?", "1 December 2026", "yes"],
        "Answered",
        /handbook/,
      ],
      "is answered by a colleague when the handbook did not help": [
        ["How many vacation days do I have?", "no", ["approve", "30 in your contract"]],
        "Answered",
        /A colleague answers: 30 in your contract/,
      ],
      "is answered, and another one like the first": [
        ["How many vacation days do I have?", "ok and when is payday", "thanks thats all"],
        "Answered",
        /You asked: How many vacation days do I have\?\nok and when is payday.*handbook has answered/s,
      ],
      "about something else is answered by a colleague": [
        ["Is there a choir?", "Something else", ["approve", "On Tuesdays"]],
        "Answered",
        /Is there a choir\?.*A colleague answers: On Tuesdays/s,
      ],
      "that cannot be answered says so": [
        ["Who wins the next election?", "Something else", ["reject", "We do not know"]],
        "Not answered",
        /We cannot answer this\. We do not know/,
      ],
    },
  ],
  [
    "coverage-answers",
    {
      "is answered from the terms": [
        [chip, "yes"],
        "Answered",
        /You asked: Is a chip.*the answer above, with the clauses/s,
      ],
      "is answered, and a second one in the same conversation": [
        [chip, "Are my keys covered when they are stolen?", "yes"],
        "Answered",
        /You asked: Is a chip[^\n]*\nAre my keys covered/,
      ],
      "is answered by a person when the answer did not help": [
        [chip, "no", ["approve", "Yours is a roof window."]],
        "Answered",
        /A specialist answers: Yours is a roof window\./,
      ],
      "is answered by a person when the terms are silent": [
        [silent, "My cover", ["approve", "No, it is not."]],
        "Answered",
        /A specialist answers: No, it is not\./,
      ],
      "cannot be answered by a person": [
        [silent, "My cover", ["reject", "Nobody knows that."]],
        "Not answered",
        /We cannot answer this\. Nobody knows that\./,
      ],
      "goes to a person when they are asked for": [
        ["I want to talk to a person", ["approve", "Here I am."]],
        "Answered",
        /A specialist answers: Here I am\./,
      ],
      "that is about something else is told what can be asked, and then the next one is answered": [
        [offTopic, chip, "yes"],
        "Answered",
        /You asked: Is a chip/,
      ],
    },
  ],
  [
    "insurance-claims",
    {
      "is approved by the rule": [
        ["A van hit my parked car yesterday, the repair costs $640", "yes"],
        "Approved",
        /approved your claim for \$640\.00/,
      ],
      "is approved by a specialist": [
        ["A van hit my parked car yesterday, the repair costs $1,640", "yes", ["approve"]],
        "Approved",
        /a specialist has checked your claim/,
      ],
      "is rejected by a specialist": [
        ["A van hit my parked car yesterday, the repair costs $1,640", "yes", ["reject", "Not covered"]],
        "Not approved",
        /cannot pay your claim.*Not covered/s,
      ],
    },
  ],
])("%s", (workflowId, ends) => {
  test.each(Object.entries(ends))("%s", async (_name, [acts, status, letter]) => {
    const played = await play(workflowId, acts);
    expect(played.replies.join("\n---\n")).not.toMatch(/undefined|\{\{|NaN/);
    expect({ status: played.claim.statusText, replies: played.replies }).toMatchObject({ status });
    expect(played.letter).toMatch(letter);
    expect(played.letter).toContain(played.reference);
    expect(played.claim.letter).toMatchObject({ outcome: status });
    expect(played.listed).toMatchObject({ statusText: status, word: played.claim.word });
    const words = [...played.replies, played.letter, played.claim.nextText, played.claim.title].join("\n");
    if (workflowId !== "insurance-claims" && workflowId !== "coverage-answers")
      expect(words).not.toMatch(/\bclaims?\b/i);
  });
});

describe("cover-advisor", () => {
  test("ends with the clauses that fit", async () => {
    const { claim, replies, citations } = await play("cover-advisor", [chip]);
    expect({ status: claim.statusText, replies }).toMatchObject({ status: "Recommended" });
    expect(replies[0]).toContain("The policy says");
    expect(citations[0]?.length).toBeGreaterThan(0);
  });

  test("ends without one when nothing fits", async () => {
    const { claim, replies, citations } = await play("cover-advisor", [silent]);
    expect({ status: claim.statusText, replies }).toMatchObject({ status: "Nothing found" });
    expect(citations).toEqual([undefined]);
  });
});
