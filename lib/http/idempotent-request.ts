import { createHash } from "node:crypto";
import { v5 as uuidv5 } from "uuid";
import { type Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/** After this time without an answer the first request has crashed, and the next one may run. */
const abandonedAfterSeconds = 30;

/** Characters of an Idempotency-Key. */
export const maxKeyLength = 255;

/**
 * Answers a request with an Idempotency-Key once: the same actor, key and body get the stored answer, and `work` does
 * not run again. When `work` throws, the key is free for another try; ids from `stableId` make what it did before
 * repeatable. Throws AppError `idempotency_mismatch` for another body, `conflict` while the first request is in
 * progress.
 */
export async function answerOnce<T extends Prisma.InputJsonObject>(
  request: { actorId: string; key: string; body: unknown },
  work: () => Promise<T>,
): Promise<T> {
  const { actorId, key } = request;
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > maxKeyLength) {
    throw new AppError("invalid", {
      fields: { "Idempotency-Key": `Up to ${maxKeyLength} visible ASCII characters.` },
    });
  }
  const requestHash = createHash("sha256").update(JSON.stringify(request.body)).digest("hex");
  const earlier = await reserveOrFind(actorId, key, requestHash);
  if (earlier) return earlier as T;

  try {
    const answer = await work();
    await prisma.idempotentRequest.updateMany({
      where: { actorId, key, status: null },
      data: { status: 200, response: answer },
    });
    return answer;
  } catch (error) {
    await prisma.idempotentRequest.deleteMany({ where: { actorId, key, status: null } });
    throw error;
  }
}

/** Reserves the key for this request and returns null, or returns the stored answer. */
async function reserveOrFind(actorId: string, key: string, requestHash: string): Promise<Prisma.JsonValue> {
  const taken = await prisma.$executeRaw`
    INSERT INTO idempotent_request (actor_id, key, request_hash) VALUES (${actorId}::uuid, ${key}, ${requestHash})
    ON CONFLICT (actor_id, key) DO UPDATE SET created_at = now()
    WHERE idempotent_request.status IS NULL AND idempotent_request.request_hash = excluded.request_hash
      AND idempotent_request.created_at < now() - make_interval(secs => ${abandonedAfterSeconds}::int)`;
  if (taken === 1) return null;

  const first = await prisma.idempotentRequest.findUnique({ where: { actorId_key: { actorId, key } } });
  if (first && first.requestHash !== requestHash) throw new AppError("idempotency_mismatch");
  // No row: the first request failed between the two statements.
  if (!first || first.status === null) {
    throw new AppError("conflict", {
      detail: "The first request with this Idempotency-Key is still being answered.",
      retryAfterSeconds: 1,
    });
  }
  return first.response;
}

const namespace = "6c0c0f0e-5f0b-4f4e-9a3d-2f6f6f2d9b57";

/** The same id (UUID version 5) for the same actor, key and purpose: a repeated try makes the same rows, not more. */
export const stableId = (actorId: string, key: string, purpose: string): string =>
  uuidv5(JSON.stringify([actorId, key, purpose]), namespace);
