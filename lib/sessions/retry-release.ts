import { setTimeout as pause } from "node:timers/promises";
import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { log } from "@/lib/log";
import { type ReleasedLease, releaseSession } from "./sql/leases/release-session";

/** About 16 s in all, a little more than a lease. */
const longestPauseMs = 8_000;

/**
 * Releases a lease, and retries while the database cannot be reached: a start that is not taken back counts as one that
 * never ended. Rejects with the last error.
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

/** Waits for a statement that may acquire a lease. When it fails, the lease is released: it may have been acquired. */
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
