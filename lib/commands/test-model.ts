import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { asClaimant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { receiveMessage } from "@/lib/chat/receive-message";
import { disconnect, prisma } from "@/lib/db/client";
import { startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { migrate } from "@/lib/db/setup/migrate";
import { describeModel } from "@/lib/llm/model";
import { log } from "@/lib/log";
import { formatMoney } from "@/lib/money";
import { retry } from "@/lib/sessions/mutations";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { startSession } from "@/lib/sessions/start-session";
import { waitFormSchema } from "@/lib/tasks/schema";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { type ModelClaim, modelClaims } from "./checks/model-claims";
import { onStop, runCommand } from "./processes/lifetime";

// `npm run test:model`: ten claims against the model that the environment names, on a database that is removed
// afterwards.

/** The result of a claim. */
interface Outcome {
  gate: string;
  cents: number | null;
  isRight: boolean;
  /** Approved although a reviewer had to decide, or on another amount: must never happen. */
  isWronglyApproved: boolean;
  calls: number;
  failedCalls: number;
  tokens: number;
  seconds: number;
}

const maxTurns = 12;
const maxRetries = 3;

runCommand(async () => {
  log.level = "silent";
  await openTemporaryDatabase();
  console.log(`Ten claims with ${describeModel()}\n`);
  const outcomes: Outcome[] = [];
  console.log(
    row("claim", "ended", "amount", "gate right", "approved wrongly", "calls", "failed", "tokens", "seconds"),
  );
  for (const claim of modelClaims) {
    const outcome = await run(claim);
    outcomes.push(outcome);
    const amount = outcome.cents === null ? "-" : formatMoney(outcome.cents);
    const { gate, isRight, isWronglyApproved, calls, failedCalls, tokens, seconds } = outcome;
    const marks = [isRight ? "yes" : "no", isWronglyApproved ? "YES" : "no"];
    console.log(row(claim.name, gate, amount, ...marks, calls, failedCalls, tokens, seconds.toFixed(1)));
  }
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const wrong = sum(({ isWronglyApproved }) => Number(isWronglyApproved));
  console.log(
    row(
      ...["all", "", "", `${sum(({ isRight }) => Number(isRight))} of ${outcomes.length}`, wrong],
      ...[sum(({ calls }) => calls), sum(({ failedCalls }) => failedCalls), sum(({ tokens }) => tokens)],
      sum(({ seconds }) => seconds).toFixed(1),
    ),
  );
  return wrong === 0 ? 0 : 1;
});

const widths = [26, 14, 12, 12, 18, 7, 8, 9, 8];
const row = (...cells: (string | number)[]): string =>
  cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)).join("");

async function openTemporaryDatabase(): Promise<void> {
  const folder = path.join(tmpdir(), `graphflow-model-${process.pid}`);
  onStop(() => fs.rmSync(folder, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ folder, durable: false });
  onStop(server.stop);
  process.env.DATABASE_URL = server.ownerUrl;
  onStop(disconnect);
  await migrate(server.ownerUrl);
  await publishShipped();
}

/** One claim per claimant: several small claims of one claimant need a reviewer. */
async function newClaimant(): Promise<ClaimantPrincipal> {
  const person = {
    email: `${randomUUID()}@example.com`,
    name: "Dana Keller",
    roles: ["claimant" as const],
    queues: [],
  };
  const { id } = await prisma.user.create({ data: { ...person, passwordHash: "-" } });
  return asClaimant({ ...person, userId: id });
}

async function run(claim: ModelClaim): Promise<Outcome> {
  const claimant = await newClaimant();
  const { sessionId } = await startSession(claimant);
  const startedAt = performance.now();
  const remaining = claim.says.slice(1);
  let text: string | null = claim.says[0];
  for (let turn = 1; text !== null && turn <= maxTurns; turn++) {
    await receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
    for (let tries = 1; tries <= maxRetries && (await hasFailed(sessionId)); tries++) {
      await retry(sessionId, claimant.userId);
      await advanceIfFree(sessionId);
    }
    text = await nextMessage(sessionId, claim, remaining);
  }
  return judge(sessionId, claim, (performance.now() - startedAt) / 1_000);
}

const hasFailed = async (sessionId: string): Promise<boolean> =>
  (await prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).status === "failed";

/** The next message of a careless claimant: the truth when asked, else yes. Null when no question is open. */
async function nextMessage(sessionId: string, claim: ModelClaim, remaining: string[]): Promise<string | null> {
  const wait = await prisma.wait.findFirst({ where: { sessionId, status: "open", audience: "claimant" } });
  if (!wait) return null;
  const form = waitFormSchema.parse(wait.form);
  if (form.type === "confirm") {
    const isMissing = form.fields.find(({ question }) => question !== undefined && question === form.question);
    return isMissing ? answerTo(isMissing.key, claim) : (remaining.shift() ?? "yes");
  }
  return answerTo(form.type === "reply" ? (form.field?.key ?? "insurance_type") : "", claim);
}

function answerTo(key: string, { amount, type, happened }: ModelClaim): string {
  if (key === "amount_cents") return amount;
  return key === "insurance_type" ? type : happened;
}

async function judge(sessionId: string, claim: ModelClaim, seconds: number): Promise<Outcome> {
  const session = await prisma.session.findUniqueOrThrow({
    where: { id: sessionId },
    include: { modelCalls: true, waits: { where: { status: "open" } } },
  });
  const isApproved = session.outcome === "approved";
  const isInReview = session.waits.some(({ audience }) => audience === "reviewer");
  const cents = session.amountCents;
  const gate = isApproved ? "approved" : isInReview ? "review" : session.status === "failed" ? "no answer" : "open";
  return {
    gate,
    cents,
    seconds,
    isRight: gate === claim.gate && cents === claim.cents,
    isWronglyApproved: isApproved && (claim.gate !== "approved" || cents !== claim.cents),
    calls: session.modelCalls.length,
    failedCalls: session.modelCalls.filter(({ errorCode }) => errorCode !== null).length,
    tokens: session.modelCalls.reduce((sum, call) => sum + (call.inputTokens ?? 0) + (call.outputTokens ?? 0), 0),
  };
}
