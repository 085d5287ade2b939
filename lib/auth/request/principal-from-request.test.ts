import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { hashApiKey } from "@/lib/auth/api-key";
import { asClaimant, asReviewer, asStaff } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { rememberDevice } from "./device";
import { principalFromRequest } from "./principal-from-request";

withTestDatabase();

const secret = "a secret for tests, long enough";

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = secret;
  process.env.NEXTAUTH_URL = "";
});

const createUser = (roles: ("claimant" | "reviewer")[] = ["claimant"], disabledAt?: Date) =>
  prisma.user.create({
    data: { name: "Dana", email: `${randomUUID()}@example.com`, passwordHash: "", roles, queues: [], disabledAt },
  });

async function createKey(userId: string, revokedAt?: Date): Promise<string> {
  const key = randomUUID();
  await prisma.apiKey.create({ data: { hash: hashApiKey(key), label: "test", userId, revokedAt } });
  return key;
}

async function cookieFor(claims: Record<string, unknown>, sealedWith = secret): Promise<Record<string, string>> {
  return { cookie: `theme=dark; next-auth.session-token=${await encode({ token: claims, secret: sealedWith })}` };
}

const read = (headers: Record<string, string>) =>
  principalFromRequest(new Request("http://localhost:3000/x", { headers }));
const send = (headers: Record<string, string>) =>
  principalFromRequest(
    new Request("http://localhost:3000/x", { method: "POST", headers: { host: "localhost:3000", ...headers } }),
  );
const unauthenticated = { code: "unauthenticated", status: 401 };

describe("a session cookie", () => {
  it("speaks for its person, with the roles the database has now", async () => {
    const user = await createUser();
    const cookie = await cookieFor({ sub: user.id, tokenVersion: 0 });
    expect(await read(cookie)).toMatchObject({ userId: user.id, name: "Dana", roles: ["claimant"] });
    await prisma.user.update({ where: { id: user.id }, data: { roles: ["reviewer"], queues: ["claims"] } });
    expect(await read(cookie)).toMatchObject({ roles: ["reviewer"], queues: ["claims"] });
  });

  it("is refused beside another one of its name, and in pieces", async () => {
    const [one, two] = [await createUser(), await createUser()];
    const cookies = await Promise.all(
      [one, two].map(({ id }) => encode({ token: { sub: id, tokenVersion: 0 }, secret })),
    );
    const name = "next-auth.session-token";
    for (const cookie of [
      `${name}=${cookies[0]}; ${name}=${cookies[1]}`,
      `${name}=${cookies[0]}; ${name}=${cookies[0]}`,
      `${name}=${cookies[0]}; ${name}.0=${cookies[1]}`,
      `${name}.0=${cookies[1]}`,
    ]) {
      await expect(read({ cookie })).rejects.toMatchObject(unauthenticated);
    }
  });

  it("is invalid after 24 hours, also one that says it is valid", async () => {
    const user = await createUser();
    const cookie = await cookieFor({ sub: user.id, tokenVersion: 0 });
    expect(await read(cookie)).toMatchObject({ userId: user.id });
    vi.useFakeTimers({ now: Date.now() + (24 * 60 * 60 + 60) * 1000, toFake: ["Date"] });
    try {
      await expect(read(cookie)).rejects.toMatchObject(unauthenticated);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not what remembers a device", async () => {
    const user = await createUser();
    const remembered = (await rememberDevice(null, user.id))
      .split(";")[0]
      ?.replace("graphflow.device", "next-auth.session-token");
    await expect(read({ cookie: remembered ?? "" })).rejects.toMatchObject(unauthenticated);
  });

  it("gives no role by claiming one", async () => {
    const user = await createUser();
    const forged = { sub: user.id, tokenVersion: 0, roles: ["reviewer"], role: "reviewer", queues: ["claims"] };
    const principal = await read(await cookieFor(forged));
    expect(principal).toMatchObject({ roles: ["claimant"], queues: [] });
    expect(() => asReviewer(principal)).toThrow(expect.objectContaining({ code: "forbidden", status: 403 }));
    expect(asClaimant(principal)).toBe(principal);
  });

  it("stops working once the token version is raised, and when the person is disabled", async () => {
    const user = await createUser();
    const cookie = await cookieFor({ sub: user.id, tokenVersion: 0 });
    await prisma.user.update({ where: { id: user.id }, data: { tokenVersion: 1 } });
    await expect(read(cookie)).rejects.toMatchObject(unauthenticated);
    const disabled = await createUser(["claimant"], new Date());
    await expect(read(await cookieFor({ sub: disabled.id, tokenVersion: 0 }))).rejects.toMatchObject(unauthenticated);
  });

  it("signs no user in when it is absent, garbage, sealed elsewhere, or names no user", async () => {
    const user = await createUser();
    const refused = [
      {},
      { cookie: "next-auth.session-token=garbage" },
      await cookieFor({ sub: user.id, tokenVersion: 0 }, "another installation's secret"),
      await cookieFor({ sub: randomUUID(), tokenVersion: 0 }),
      await cookieFor({ sub: "not-a-uuid", tokenVersion: 0 }),
      await cookieFor({ sub: user.id }),
    ];
    for (const headers of refused)
      await expect(read(headers as Record<string, string>)).rejects.toMatchObject(unauthenticated);
  });

  it("changes something only from our own pages", async () => {
    const user = await createUser();
    const cookie = await cookieFor({ sub: user.id, tokenVersion: 0 });
    const forbidden = { code: "forbidden" };
    await expect(send(cookie)).rejects.toMatchObject(forbidden);
    await expect(send({ ...cookie, origin: "https://evil.example" })).rejects.toMatchObject(forbidden);
    await expect(send({ ...cookie, origin: "null" })).rejects.toMatchObject(forbidden);
    await expect(send({ ...cookie, "sec-fetch-site": "cross-site" })).rejects.toMatchObject(forbidden);
    await expect(send({ ...cookie, "sec-fetch-site": "same-site" })).rejects.toMatchObject(forbidden);
    expect(await send({ ...cookie, origin: "http://localhost:3000" })).toMatchObject({ userId: user.id });
    expect(await send({ ...cookie, "sec-fetch-site": "same-origin" })).toMatchObject({ userId: user.id });
  });
});

describe("an API key", () => {
  it("speaks for its person, from anywhere", async () => {
    const user = await createUser(["reviewer"]);
    const principal = await send({
      authorization: `Bearer ${await createKey(user.id)}`,
      origin: "https://elsewhere.example",
    });
    expect(principal).toMatchObject({ userId: user.id });
    expect(asStaff(principal)).toBe(principal);
  });

  it("is refused when unknown, revoked, malformed or of a disabled person, even beside a good cookie", async () => {
    const user = await createUser();
    const disabled = await createUser(["claimant"], new Date());
    const cookie = await cookieFor({ sub: user.id, tokenVersion: 0 });
    const keys = [
      "unknown",
      await createKey(user.id, new Date()),
      await createKey(disabled.id),
      "",
      "%E0%A4%A",
      "two words",
    ];
    for (const key of keys) {
      await expect(read({ ...cookie, authorization: `Bearer ${key}` })).rejects.toMatchObject(unauthenticated);
    }
    await expect(read({ ...cookie, authorization: "Basic abc" })).rejects.toMatchObject(unauthenticated);
  });
});
