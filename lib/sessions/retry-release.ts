import { setTimeout as pause } from "node:timers/promises";
import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { log } from "@/lib/log";
import { type ReleasedLease, releaseSession } from "./sql/leases/release-session";

/** About 16 s in all, a little more than a lease. */
const longestPauseMs = 8_000;

/**
 * Gives a lease back, and tries again while the database is out of reach: a begin that is not taken back counts against
 * the session. Rejects with the last error.
 */
export async function releaseLease(lease: ReleasedLease): Promise<void> {
  for (let pauseMs = 250; ; pauseMs *= 2) {
    try {
      await prisma.$executeRaw(releaseSession(lease));
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || pauseMs > longestPauseMs) throw error;
    }
    await pause(pauseMs, undefined, { ref: false });
  }
}

/** Waits for a statement that takes a lease, if any. When it fails, the lease is given back: it may have been taken. */
export async function takingLease<Result>(
  { id, token }: { id: string; token?: string },
  taken: Promise<Result>,
): Promise<Result> {
  try {
    return await taken;
  } catch (error) {
    if (token) {
      releaseLease({ id, token, version: null }).catch((cause: unknown) =>
        log.debug({ err: cause, sessionId: id }, "A lease that may have been taken was not given back"),
      );
    }
    throw error;
  }
}
