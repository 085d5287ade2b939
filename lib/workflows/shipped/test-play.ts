import { randomUUID } from "node:crypto";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { getClaim, listClaims } from "@/lib/chat/data";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";

/** A message of the claimant, or a reviewer's verdict with its reason. */
export type Act = string | [verdict: string, reason?: string];

const queues = ["claims", "expenses", "complaints", "people", "coverage"];

/** Runs a session of a published workflow with these acts, and reads it afterwards. Two reviewers decide in turns. */
export async function play(workflowId: string, acts: Act[]) {
  const [claimant, ana, tom] = [
    await createClaimant(),
    await createReviewer("Ana", queues),
    await createReviewer("Tom", queues),
  ];
  const { sessionId, reference } = await startSession(claimant, { workflowId });
  const turns = [];
  for (const [index, act] of acts.entries()) {
    if (typeof act === "string") {
      turns.push(await receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text: act }));
      continue;
    }
    const [verdict, reason = ""] = act;
    const wait = await prisma.wait.findFirst({ where: { sessionId, status: "open", audience: "reviewer" } });
    if (!wait) throw new Error(`No reviewer is asked before act ${index}: ${turns.at(-1)?.response}`);
    await decide(index % 2 ? ana : tom, wait.id, {
      verdict,
      reason,
      edits: {},
      expected_version: wait.evidenceVersion,
    });
  }
  const claim = await getClaim(claimant, sessionId);
  const [listed] = (await listClaims(claimant)).items;
  return {
    sessionId,
    claim,
    listed,
    reference,
    replies: turns.map(({ response }) => response),
    /** Of each reply; undefined for one that cites nothing. */
    citations: turns.map(({ citations }) => citations),
    letter: claim.messages.at(-1)?.text ?? "",
  };
}
