import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { recordPlainEvent } from "@/lib/auth/audit-denied";
import { prisma } from "@/lib/db/client";

const windowMinutes = 15;
const failuresPerAccount = 5;
const failuresPerAddress = 20;

/** Where a sign-in comes from and for whom, as fingerprints: the log of tries holds no addresses. */
interface Try {
  account: string;
  address: string;
}

export type Admission =
  | { admitted: true; succeed: (userId: string) => Promise<void> }
  | { admitted: false; retryAfterSeconds: number };

/**
 * Counts a try to sign in BEFORE the password is checked, so that a hundred guesses at once count a hundred times.
 * `succeed` takes it back and clears the account's failures. Refused: the account's sixth failure in 15 minutes, or the
 * address's twenty-first; an unknown account counts like a known one. The audit log is the memory, shared by every process.
 */
export async function admitSignIn(email: string, address: string): Promise<Admission> {
  const who: Try = { account: fingerprint(email), address: fingerprint(networkOf(address)) };
  const attempt = crypto.randomUUID();

  return prisma.$transaction(async (tx) => {
    // Always the account first, so two tries cannot wait for each other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, hashtext(${who.account})), pg_advisory_xact_lock(2, hashtext(${who.address}))`;
    const waitSeconds = secondsToWait(await recentTries(tx, who), who);
    if (waitSeconds > 0) return { admitted: false, retryAfterSeconds: waitSeconds };

    await recordPlainEvent(tx, { type: "sign_in.tried", actorId: null, data: { ...who, attempt } });
    const succeed = (userId: string) =>
      recordPlainEvent(prisma, { type: "sign_in.succeeded", actorId: userId, data: { ...who, attempt } });
    return { admitted: true, succeed };
  });
}

interface Recent {
  succeeded: boolean;
  attempt: string;
  account: string;
  address: string;
  ageSeconds: number;
}

function recentTries(tx: Pick<typeof prisma, "$queryRaw">, who: Try): Promise<Recent[]> {
  return tx.$queryRaw<Recent[]>`
    SELECT type = 'sign_in.succeeded' AS succeeded, data->>'attempt' AS attempt, data->>'account' AS account,
           data->>'address' AS address, extract(epoch FROM now() - at)::float8 AS "ageSeconds"
    FROM audit_event
    WHERE session_id IS NULL AND type IN ('sign_in.tried', 'sign_in.succeeded')
      AND at > now() - make_interval(mins => ${windowMinutes}::int)
      AND (data->>'account' = ${who.account} OR data->>'address' = ${who.address})
    ORDER BY id DESC`;
}

/** Newest first in, seconds until the next try is allowed out; 0 for now. */
function secondsToWait(recent: Recent[], who: Try): number {
  const succeeded = new Set(recent.filter((row) => row.succeeded).map((row) => row.attempt));
  const failed = (row: Recent) => !row.succeeded && !succeeded.has(row.attempt);
  const untilAllowed = (failures: Recent[], limit: number) => {
    const oldestThatCounts = failures[limit - 1];
    return oldestThatCounts ? Math.max(1, Math.ceil(windowMinutes * 60 - oldestThatCounts.ageSeconds)) : 0;
  };

  const lastSuccess = recent.findIndex((row) => row.succeeded && row.account === who.account);
  const sinceSuccess = lastSuccess === -1 ? recent : recent.slice(0, lastSuccess);
  const ofAccount = sinceSuccess.filter((row) => failed(row) && row.account === who.account);
  const ofAddress = recent.filter((row) => failed(row) && row.address === who.address);
  return Math.max(untilAllowed(ofAccount, failuresPerAccount), untilAllowed(ofAddress, failuresPerAddress));
}

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * The address a request came from. A proxy appends what it saw, so only the last entry is not the sender's own words
 * (with no proxy in front Next.js fills it in, and a sender may forge it: the limit per account still holds).
 */
export function clientAddress(headers: Record<string, unknown>): string {
  const forwarded = headers["x-forwarded-for"];
  return (typeof forwarded === "string" && forwarded.split(",").at(-1)?.trim()) || "unknown";
}

/** One customer holds a whole IPv6 /64, so the limit counts those. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const front = head ? head.split(":") : [];
  const back = tail ? tail.split(":") : [];
  const zeros = Array<string>(tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)).fill("0");
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
