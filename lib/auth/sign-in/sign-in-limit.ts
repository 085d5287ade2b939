import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "@/lib/auth/request/client-address";
import type { Device } from "@/lib/auth/request/device";
import { env } from "@/lib/env";
import { limiterClient } from "@/lib/limits/shared-limit";

const windowSeconds = 15 * 60;
const failuresPerAccount = 5;
/** A device that has signed in before has tries of its own; more, because its owner may have changed the password. */
const failuresPerDevice = 10;

export interface Attempt {
  email: string;
  /** The id of the person with that email, if there is one. */
  userId: string | undefined;
  address: string;
  device: Device | null;
}

export type Admission =
  | { admitted: true; succeed: () => Promise<void> }
  | { admitted: false; retryAfterSeconds: number };

/**
 * Counts a try to sign in BEFORE the password is checked, so that a hundred guesses at once count a hundred times.
 * `succeed` takes it back and clears the account's failures. Refused in 15 minutes from the first failure: from a
 * device on which this person has not signed in before, the account's sixth failure and the address's next one after
 * RATE_LIMIT_SIGN_IN; from one on which they have, only its own eleventh, so that other people's do not lock it out. An
 * unknown account counts like a known one. Throws when Postgres cannot be reached: no user can sign in then anyway.
 */
export async function admitSignIn({ email, userId, address, device }: Attempt): Promise<Admission> {
  const isKnownDevice = device !== null && userId !== undefined && device.accounts.includes(userId);
  const counters = isKnownDevice
    ? [counter("device", failuresPerDevice, `${device.device} ${userId}`)]
    : [counter("address", env.RATE_LIMIT_SIGN_IN, networkOf(address)), counter("account", failuresPerAccount, email)];

  const counted: typeof counters = [];
  for (const one of counters) {
    const waitMs = await one.count();
    if (waitMs > 0) {
      // What was refused elsewhere does not count here: else a locked account would lock its address.
      await Promise.all(counted.map((earlier) => earlier.takeBack()));
      return { admitted: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
    }
    counted.push(one);
  }
  const [first, ...others] = counters;
  return {
    admitted: true,
    succeed: async () => {
      await Promise.all([isKnownDevice ? first?.clear() : first?.takeBack(), ...others.map((other) => other.clear())]);
    },
  };
}

/** One count of failures. Keys are fingerprints: the table holds neither addresses nor emails. */
function counter(name: string, failures: number, subject: string) {
  const key = createHash("sha256").update(subject).digest("hex");
  const limiter = new RateLimiterPostgres({
    keyPrefix: `sign_in_${name}`,
    points: failures,
    duration: windowSeconds,
    storeClient: limiterClient,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
  return {
    /** 0, or the milliseconds to wait when it is one too many. */
    async count(): Promise<number> {
      try {
        await limiter.consume(key);
        return 0;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return Math.max(error.msBeforeNext, 1);
      }
    },
    takeBack: () => limiter.reward(key),
    clear: () => limiter.delete(key),
  };
}
