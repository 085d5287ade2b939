import { createHash } from "node:crypto";
import { findKeyPrincipal } from "@/lib/auth/find-principal";
import type { Principal } from "@/lib/auth/principal";

/** What the database stores of an API key: SHA-256, hex. Keys are long and random, so a fast hash is enough. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** The person behind `Authorization: Bearer <key>`; null when the header holds no key that is good today. */
export async function principalFromApiKey(authorization: string): Promise<Principal | null> {
  const key = /^Bearer +(\S{1,200})$/i.exec(authorization.trim())?.[1];
  return key ? findKeyPrincipal(hashApiKey(key)) : null;
}
