import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";

const whoTheyAre = {
  id: true,
  name: true,
  email: true,
  roles: true,
  queues: true,
  disabledAt: true,
  tokenVersion: true,
} as const;

type Row = {
  id: string;
  name: string;
  email: string;
  roles: Principal["roles"];
  queues: string[];
  disabledAt: Date | null;
  tokenVersion: number;
};

const toPrincipal = (row: Row): Principal => ({
  userId: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles,
  queues: row.queues,
});

/**
 * The person of a session token. Roles are never in the token: they are read here, for every request. Null when the
 * person is deleted or disabled, or the token is older than their last sign-out or role change.
 */
export async function findTokenPrincipal(token: { userId: string; tokenVersion: number }): Promise<Principal | null> {
  const row = await prisma.user.findUnique({ where: { id: token.userId }, select: whoTheyAre });
  return row && !row.disabledAt && row.tokenVersion === token.tokenVersion ? toPrincipal(row) : null;
}

/** The person whose API key hashes to this (SHA-256, hex). Null for unknown and revoked keys and disabled people. */
export async function findKeyPrincipal(keyHash: string): Promise<Principal | null> {
  const [person] = await prisma.$queryRaw<Principal[]>`
    SELECT u.id AS "userId", u.name, u.email, u.roles::text[], u.queues
    FROM api_key k JOIN app_user u ON u.id = k.user_id
    WHERE k.hash = ${keyHash} AND k.revoked_at IS NULL AND u.disabled_at IS NULL`;
  return person ?? null;
}
