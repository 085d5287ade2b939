import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { getClaim, listClaims } from "@/lib/chat/data";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { checkGraph } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";
import { taskCatalog } from "@/lib/tasks/catalog";
import { valueFormat } from "../describing/describe-words";
import { publishWorkflow } from "../publishing/publish-workflow";
import { templates } from "./templates";

// Every template is run to each of its ends, with the engine, the database and the demo model.

withTestDatabase();
beforeAll(async () => {
  for (const { definition } of templates) await publishWorkflow(definition);
});

test.each(templates)("$id may be published, and its list entry is the definition's", ({ id, name, definition }) => {
  expect(checkGraph(definition, taskCatalog, valueFormat)).toEqual([]);
  expect(definition).toMatchObject({ id, name });
});

/** A message of the claimant, or a reviewer's verdict with its reason. */
type Act = string | [verdict: string, reason?: string];

async function play(workflowId: string, acts: Act[]) {
  const [claimant, ana, tom] = [
    await createClaimant(),
    await createReviewer("Ana", ["claims", "expenses", "complaints", "people"]),
    await createReviewer("Tom", ["claims", "expenses", "complaints", "people"]),
  ];
  const { sessionId, reference } = await startSession(claimant, { workflowId });
  const replies: string[] = [];
  for (const [index, act] of acts.entries()) {
    if (typeof act === "string") {
      const turn = await receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text: act });
      replies.push(turn.response);
      continue;
    }
    const [verdict, reason = ""] = act;
    const wait = await prisma.wait.findFirst({ where: { sessionId, status: "open", audience: "reviewer" } });
    if (!wait) throw new Error(`No reviewer is asked before act ${index}: ${replies.at(-1)}`);
    await decide(index % 2 ? ana : tom, wait.id, {
      verdict,
      reason,
      edits: {},
      expected_version: wait.evidenceVersion,
    });
  }
  const claim = await getClaim(claimant, sessionId);
  const [listed] = (await listClaims(claimant)).items;
  return { claim, listed, reference, replies, letter: claim.messages.at(-1)?.text ?? "" };
}

const taxi = "Taxi to the airport for the Acme meeting";
const expense = (amount: string, receipt: string) => [taxi, "travel", amount, "yesterday", receipt];
const parcel = "The parcel was late and the courier never rang";
const complaint = (wish: string) => [parcel, "since 15 November 2026", wish];

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
    if (workflowId !== "insurance-claims") expect(words).not.toMatch(/\bclaims?\b/i);
  });
});
