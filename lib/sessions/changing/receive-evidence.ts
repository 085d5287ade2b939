import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { graphDefinitionSchema, SessionNotFoundError, type TaskExecution } from "@/lib/engine";
import type { Citation } from "@/lib/tasks/citations/schema";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { type EvidenceReading, readEvidence, tellProposed } from "@/lib/tasks/conversation/evidence/read-evidence";
import { respondInReview } from "@/lib/tasks/conversation/respond-without-model";
import { storedProposals } from "@/lib/tasks/facts/proposals";
import { describeDue } from "@/lib/tasks/questions/due-time";
import { asksWithCircumstance, onlyAsks } from "@/lib/tasks/questions/read-intent";
import { proposedFactSchema, waitFormSchema } from "@/lib/tasks/schema";
import { textOf } from "../reading/read-session";
import { answerEvidence } from "../sql/people/answer-evidence";
import { findEvidence, type UnreadEvidence } from "../sql/people/find-evidence";
import { PostgresSessionStorage } from "../storage";

const evidenceReply = (word: string): string =>
  `Thank you, I have added this to your ${word}. A specialist is looking at it and will see what you wrote; ` +
  "only they can decide.";

/**
 * Answers what a claimant wrote while a reviewer has the case. Returns the reply, or undefined when there was nothing
 * to answer. It decides nothing and changes no fact. Messages that arrive meanwhile are read in the next round.
 */
export async function receiveEvidence(
  sessionId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<string | undefined> {
  for (;;) {
    const [unread] = await prisma.$queryRaw<UnreadEvidence[]>(findEvidence(sessionId));
    if (!unread) return undefined;
    const { reading, reply, citations } = await readWords(sessionId, unread, signal);
    const isEvidence = reading.type === "evidence";
    const proposed = reading.type === "evidence" ? reading.proposed : [];
    const upToMessageSeq = unread.user_message_seq;
    const absorbed = { sessionId, upToMessageSeq, isEvidence, proposed, messageId: randomUUID(), reply, citations };
    const done = await prisma.$queryRaw<unknown[]>(answerEvidence(absorbed));
    if (done.length > 0) return reply;
  }
}

async function readWords(
  sessionId: string,
  { messages, form, proposed, due_at }: UnreadEvidence,
  signal: AbortSignal,
): Promise<{ reading: EvidenceReading; reply: string; citations: readonly Citation[] }> {
  const session = await new PostgresSessionStorage(claimFacets).get(sessionId);
  if (!session) throw new SessionNotFoundError(sessionId);
  const { context, currentTaskId: taskId } = session;
  const asked = waitFormSchema.parse(form);
  const fields = asked.type === "decision" ? asked.fields : [];
  const now = new Date();
  const execution: TaskExecution = {
    sessionId,
    taskId,
    taskPath: taskId,
    attempt: 1,
    answer: undefined,
    wait: null,
    signal,
    now,
    emit: () => {},
  };
  const text = (messages ?? []).map(({ parts }) => textOf(parts)).join("\n");
  const { definition } = await prisma.workflowVersion.findUniqueOrThrow({ where: { id: session.graphId } });
  const graph = graphDefinitionSchema.parse(definition);
  const review = { dueAt: due_at?.getTime() };
  const first = await respondInReview(text, { graph, taskId, context, now, review, execution });
  const citations = first?.citations ?? [];
  // A request is answered here, and the reviewer reads it too.
  const isTalk = onlyAsks(text);
  if (first && first.rest === "") {
    const reading: EvidenceReading = isTalk ? { type: "talk", reply: first.words } : { type: "evidence", proposed: [] };
    const added = asksWithCircumstance(text) ? [evidenceReply(graph.sessionWord.one)] : [];
    return { reading, reply: [first.words, ...added].join("\n\n"), citations };
  }
  const words = {
    text: first?.rest ?? text,
    messageSeqs: (messages ?? []).map(({ seq }) => seq),
    fields,
    proposed: [...storedProposals(context), ...proposedFactSchema.array().parse(proposed)],
  };
  const said = await readEvidence(context, execution, words, describeDue(graph, due_at, now));
  const reading: EvidenceReading = said.type === "talk" && !isTalk ? { type: "evidence", proposed: [] } : said;
  const own =
    said.type === "talk"
      ? said.reply
      : [evidenceReply(graph.sessionWord.one), tellProposed(fields, context, said.proposed)].filter(Boolean).join(" ");
  return { reading, reply: first ? `${first.words}\n\n${own}` : own, citations };
}
