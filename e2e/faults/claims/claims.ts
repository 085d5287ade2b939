import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ClaimantPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { call, type Reply, sayTurn } from "../setup/client";
import type { WithKey } from "../setup/people";
import { faultClaims, stepsOfClaim } from "../setup/workflows";
import type { Expected } from "./check-acknowledged";
import type { SessionState, Watch } from "./watch-sessions";

/** Everything that the processes have acknowledged to callers. */
export interface Acknowledged {
  sessions: string[];
  messages: { sessionId: string; clientMessageId: string; text: string }[];
  steps: { sessionId: string; seq: number; taskId: string }[];
  decisions: { id: string; waitId: string; verdict: string }[];
}

/** A refused command, as the product answers it. */
export type Refusal = Extract<Reply<never>, { type: "refusal" }>;

/** The people and the processes of one run of the property test. */
export interface ClaimsRun {
  claimant: WithKey<ClaimantPrincipal>;
  reviewer: WithKey<ReviewerPrincipal>;
  watch: Watch;
  /** The address of a running process, another one each time. */
  anyUrl(): string;
  /** Called for every reply. */
  onReply?(reply: Reply<unknown>): void;
}

/** Every fourth claim is rejected. */
export const verdictOf = (index: number): "approve" | "reject" => (index % 4 === 0 ? "reject" : "approve");

/** Before a request is repeated. */
const pauseMs = 100;

/** Files, confirms and decides claims; a request that was not answered is repeated. */
export function claimsRun(run: ClaimsRun) {
  const acknowledged: Acknowledged = { sessions: [], messages: [], steps: [], decisions: [] };
  const finished: Expected[] = [];

  async function untilAnswered<Body>(attempt: (url: string) => Promise<Reply<Body>>): Promise<Body> {
    for (;;) {
      const reply = await attempt(run.anyUrl());
      run.onReply?.(reply);
      if (reply.type === "answer") return reply.body;
      if (reply.type === "refusal" && reply.retryAfterSeconds === null)
        throw new Error(`Refused for good: ${reply.status} ${JSON.stringify(reply.problem)}`);
      await delay(pauseMs);
    }
  }

  async function say(sessionId: string, text: string): Promise<void> {
    const clientMessageId = randomUUID();
    const body = { sessionId, clientMessageId, text };
    await untilAnswered((url) =>
      sayTurn({ url, key: run.claimant.key, body }, (line) => {
        if (line.type === "step") acknowledged.steps.push({ sessionId, seq: line.seq, taskId: line.taskId });
      }),
    );
    acknowledged.messages.push({ sessionId, clientMessageId, text });
  }

  const waitsAt = (sessionId: string, taskId: string): Promise<SessionState> =>
    run.watch.until(sessionId, (state) => state.status === "waiting" && state.taskId === taskId);

  async function decide({ waitId, evidenceVersion }: SessionState, verdict: string): Promise<void> {
    const { key } = run.reviewer;
    const body = { verdict, reason: "As agreed.", expected_version: evidenceVersion };
    const { id } = await untilAnswered((url) =>
      call<{ id: string }>({ url: `${url}/api/v1/reviews/${waitId}/decision`, key, body }),
    );
    acknowledged.decisions.push({ id, waitId: waitId ?? "", verdict });
  }

  async function drive(index: number): Promise<void> {
    const sessionId = randomUUID();
    const body = { sessionId, workflowId: faultClaims.id };
    await untilAnswered((url) => call({ url: `${url}/claims`, key: run.claimant.key, body }));
    acknowledged.sessions.push(sessionId);
    await waitsAt(sessionId, "tell");
    await say(sessionId, `Somebody hit my parked car, the garage says $${1_000 + index}`);
    await waitsAt(sessionId, "confirm");
    await say(sessionId, "yes");
    await decide(await waitsAt(sessionId, "review"), verdictOf(index));
    await run.watch.until(sessionId, ({ status }) => status === "completed");
    finished.push({ sessionId, steps: stepsOfClaim(verdictOf(index)) });
  }

  return { acknowledged, finished, drive };
}

/** Runs `work` for 0 to `count - 1`, at most `limit` of them at a time. */
export async function runConcurrently(count: number, limit: number, work: (index: number) => Promise<unknown>) {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
}
