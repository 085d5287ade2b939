import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { requireParticipant, requireReviewer } from "@/lib/auth/require";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";

vi.mock("next/headers", () => ({ headers: vi.fn() }));
withTestDatabase();

const secret = "a secret for tests, long enough";
const own = { host: "claims.example", origin: "https://claims.example" };
let userId: string;
let cookie: string;

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = secret;
  process.env.NEXTAUTH_URL = "";
});
beforeEach(async () => {
  const data = { name: "Dana", email: `${randomUUID()}@example.com`, passwordHash: "", roles: ["claimant" as const] };
  userId = (await prisma.user.create({ data })).id;
  cookie = `next-auth.session-token=${await encode({ token: { sub: userId, tokenVersion: 0 }, secret })}`;
});

/** What the next calls of an action arrive with. */
const arriveWith = (given: Record<string, string>) =>
  vi.mocked(headers).mockResolvedValue(new Headers({ "x-page": "/claims?q=secret", ...given }) as never);
const denials = () => prisma.auditEvent.findMany({ where: { actorId: userId, type: "access.denied" } });

describe("a server action", () => {
  it("knows who calls it from our own pages", async () => {
    for (const given of [own, { host: own.host, "sec-fetch-site": "same-origin" }] as Record<string, string>[]) {
      arriveWith({ cookie, ...given });
      expect(await requireParticipant()).toMatchObject({ userId, roles: ["claimant"] });
    }
  });

  it("refuses a call that names no origin, or another one, and records it", async () => {
    const { host } = own;
    const foreign: Record<string, string>[] = [
      { host },
      { host, origin: "null" },
      { host, origin: "https://claims.example.evil.example" },
      { ...own, "sec-fetch-site": "cross-site" },
      { ...own, "sec-fetch-site": "same-site" },
    ];
    for (const given of foreign) {
      arriveWith({ cookie, ...given });
      await expect(requireParticipant()).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await denials()).map(({ data }) => data)).toEqual(
      foreign.map(() => ({ action: "POST /claims", session_id: null, reason: "forbidden" })),
    );
  });

  it("refuses people without the role, a call without a person, and one with two", async () => {
    arriveWith({ cookie, ...own });
    await expect(requireReviewer()).rejects.toMatchObject({ code: "forbidden" });
    expect(await denials()).toHaveLength(1);
    for (const twins of ["", `${cookie}; ${cookie}`, `${cookie}; next-auth.session-token.0=x`]) {
      arriveWith({ cookie: twins, ...own });
      await expect(requireParticipant()).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("is limited like a call of the API", async () => {
    arriveWith({ cookie, ...own });
    const calls = await Promise.allSettled(Array.from({ length: 700 }, () => requireParticipant()));
    const refused = calls.filter((call) => call.status === "rejected");
    expect(refused).toHaveLength(100);
    expect(refused[0]?.reason).toMatchObject({ code: "rate_limited", status: 429 });
  });
});
