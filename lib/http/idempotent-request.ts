import { createHash } from "node:crypto";
import { v5 as uuidv5 } from "uuid";
import { type Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/** A first try that has not answered for this long died on the way; the next one may take over. */
const givenUpAfterSeconds = 30;

const maxKeyLength = 255;

/**
 * Answers a request with an Idempotency-Key once: the same actor, key and body get the first answer again, and `work` is not
 * done a second time. A `work` that throws leaves nothing behind, so that it can be tried again; whatever it did
 * before that must recognise itself (see `stableId`).
 * Throws AppError `idempotency_mismatch` for another body, `conflict` while the first try is under way.
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
  const earlier = await takeOrFind(actorId, key, requestHash);
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

/** Makes the key this request's own (null), or hands back the answer it already got. */
async function takeOrFind(actorId: string, key: string, requestHash: string): Promise<Prisma.JsonValue> {
  const taken = await prisma.$executeRaw`
    INSERT INTO idempotent_request (actor_id, key, request_hash) VALUES (${actorId}::uuid, ${key}, ${requestHash})
    ON CONFLICT (actor_id, key) DO UPDATE SET created_at = now()
    WHERE idempotent_request.status IS NULL AND idempotent_request.request_hash = excluded.request_hash
      AND idempotent_request.created_at < now() - make_interval(secs => ${givenUpAfterSeconds}::int)`;
  if (taken === 1) return null;

  const first = await prisma.idempotentRequest.findUnique({ where: { actorId_key: { actorId, key } } });
  if (first && first.requestHash !== requestHash) throw new AppError("idempotency_mismatch");
  // No row: the first try failed between the two statements.
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
