import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashApiKey } from "@/lib/auth/api-key";
import { disconnect, prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { refuseSender } from "./refuse-sender";
import type { FileSender } from "./server/request-limits";
import { checkSender, registerSenderCheck } from "./server/sender-check";

withTestDatabase();

const secret = "a secret for tests, long enough";
beforeEach(() => {
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  vi.stubEnv("NEXTAUTH_URL", "");
});
afterEach(() => vi.unstubAllEnvs());

/** A new person. The id is also their API key. */
async function createPerson(role: Role): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const data = { email, name: "Dana", roles: [role], queues: [], passwordHash: "-" };
  const { id } = await prisma.user.create({ data });
  await prisma.apiKey.create({ data: { hash: hashApiKey(id), label: "test", userId: id } });
  return id;
}
const cookieOf = async (userId: string, sealedWith = secret) =>
  `next-auth.session-token=${await encode({ token: { sub: userId, tokenVersion: 0 }, secret: sealedWith })}`;

const ask = (headers: Record<string, string>, sender: FileSender = "designer_or_admin") =>
  refuseSender(
    { method: "POST", url: "/api/v1/collections/terms/documents?name=b", headers: { host: "x:3000", ...headers } },
    sender,
  );
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe("the sender of a file", () => {
  it("has a valid key or cookie, the cookie only from our own pages", async () => {
    const id = await createPerson("admin");
    expect(await ask(bearer(id))).toBeNull();
    const cookie = await cookieOf(id);
    expect(await ask({ cookie, origin: "http://x:3000" })).toBeNull();
    expect(await ask({ cookie, origin: "http://evil.example" })).toMatchObject({ code: "forbidden" });
  });

  it("is unauthenticated with forged, revoked, ambiguous or missing credentials", async () => {
    const id = await createPerson("designer");
    const cookie = await cookieOf(id);
    const unknown: Record<string, string>[] = [
      {},
      bearer("forged"),
      { ...bearer("forged"), cookie, origin: "http://x:3000" },
      { cookie: await cookieOf(id, "another installation's secret"), origin: "http://x:3000" },
      { cookie: "next-auth.session-token=x", origin: "http://x:3000" },
      { cookie: `${cookie}; ${cookie}`, origin: "http://x:3000" },
    ];
    for (const headers of unknown) expect(await ask(headers)).toMatchObject({ code: "unauthenticated" });
    await prisma.apiKey.updateMany({ where: { userId: id }, data: { revokedAt: new Date() } });
    expect(await ask(bearer(id))).toMatchObject({ code: "unauthenticated" });
  });

  it("is refused where only designers send files, and the refusal is recorded", async () => {
    const [claimant, designer] = [await createPerson("claimant"), await createPerson("designer")];
    expect(await ask(bearer(designer), "designer")).toBeNull();
    for (const sender of ["designer", "designer_or_admin"] as const)
      expect(await ask(bearer(claimant), sender)).toMatchObject({ code: "forbidden" });
    const [denied] = await prisma.auditEvent.findMany({ where: { actorId: claimant } });
    expect(denied?.data).toMatchObject({ action: "POST /api/v1/collections/terms/documents", reason: "forbidden" });
  });

  it("gets 503 when the database is not reachable", async () => {
    await disconnect();
    vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
    expect(await ask(bearer("x"))).toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 5 } });
    await disconnect();
  });
});

it("is refused before a check is registered", async () => {
  const request = { method: "POST", url: "/api/v1/collections/terms/documents", headers: {} };
  expect(await checkSender(request, "designer_or_admin")).toMatchObject({ code: "unavailable" });
  registerSenderCheck(refuseSender);
  expect(await checkSender(request, "designer_or_admin")).toMatchObject({ code: "unauthenticated" });
});
