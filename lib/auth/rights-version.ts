import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";

/**
 * For each of these people a text that changes with what they may do and with how they may prove who they are: roles,
 * queues, sign-outs, API keys, being disabled. One statement for all; deleted people are missing.
 */
export async function readRightsVersions(userIds: string[]): Promise<Map<string, string>> {
  const rows = await prisma.$queryRaw<{ id: string; version: string }[]>`
    SELECT person.id, jsonb_build_array(
      person.roles, person.queues, person.token_version, person.disabled_at,
      (SELECT jsonb_agg(key.id ORDER BY key.id) FROM api_key AS key
       WHERE key.user_id = person.id AND key.revoked_at IS NULL))::text AS version
    FROM app_user AS person WHERE person.id = ANY (${userIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** A person with the version of the rights that were read with them. */
export interface VersionedPrincipal {
  principal: Principal;
  /** What `readRightsVersions` returned for this person. */
  rightsVersion: string | undefined;
}

/**
 * The person whom `authenticate` finds, who is `userId`, and the version of their rights. The version is read first: a
 * change between the two statements makes the next version differ. Rejects as `authenticate` does.
 */
export async function readVersioned(
  userId: string,
  authenticate: () => Promise<Principal>,
): Promise<VersionedPrincipal> {
  const versions = await readRightsVersions([userId]);
  return { principal: await authenticate(), rightsVersion: versions.get(userId) };
}
