import { hash, verify } from "@node-rs/argon2";
import { processState } from "@/lib/process-state";

// OWASP's first choice for Argon2id: 19 MiB, two passes, parallelism 1.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash a password is stored as (Argon2id, PHC string). */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** The hash of a random password: checking against it takes as long as checking a real person's. */
const decoy = processState<{ hash?: Promise<string> }>("decoy-password", () => ({}));

/**
 * Whether the password is the one behind the hash. Without a hash (no such person, or one who signs in elsewhere) it
 * does the same work and answers no, so that the time does not tell who has an account.
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  if (passwordHash?.startsWith("$argon2")) return verify(passwordHash, password);
  decoy.hash ??= hashPassword(crypto.randomUUID());
  await verify(await decoy.hash, password);
  return false;
}
