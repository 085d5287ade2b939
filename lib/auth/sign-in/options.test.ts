import { randomUUID } from "node:crypto";
import type { Account, User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import type { Device } from "@/lib/auth/request/device";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { authOptions, type PasswordSignIn } from "./options";
import { hashPassword } from "./password";

withTestDatabase();

const password = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "a secret for tests, long enough";
  passwordHash = await hashPassword(password);
});

const createUser = (more: { disabledAt?: Date } = {}) =>
  prisma.user.create({
    data: { name: "Dana", email: `${randomUUID()}@example.com`, passwordHash, roles: ["claimant"], ...more },
  });

/** Every test has its own address, so that its failures do not count for another test. */
const somewhere = () => `${randomUUID()}.test`;
const attemptFrom = (address: string, device: Device | null = null): PasswordSignIn => ({
  address,
  device,
  outcome: {},
});
const options = () => authOptions(attemptFrom("unknown"));

function signIn(email: unknown, word: unknown, address = somewhere(), device: Device | null = null) {
  return tryWith(attemptFrom(address, device), email, word);
}

function tryWith(attempt: PasswordSignIn, email: unknown, word: unknown) {
  const credentials = authOptions(attempt).providers.find((provider) => provider.id === "credentials") as unknown as {
    options: { authorize(credentials: unknown, request: unknown): Promise<unknown> };
  };
  return credentials.options.authorize({ email, password: word }, { headers: {} });
}

function jwt(given: {
  token: JWT;
  user?: User;
  account?: Account;
  profile?: object;
  trigger?: "update";
  session?: unknown;
}) {
  const callback = options().callbacks?.jwt;
  return callback?.({ account: null, ...given } as unknown as Parameters<typeof callback>[0]);
}

describe("signing in with a password", () => {
  it("accepts the right one, however the email is written", async () => {
    const user = await createUser();
    expect(await signIn(` ${user.email.toUpperCase()}`, password)).toEqual({ id: user.id, tokenVersion: 0 });
  });

  it("answers the same for a wrong password, an unknown and a disabled person", async () => {
    const [user, disabled] = await Promise.all([createUser(), createUser({ disabledAt: new Date() })]);
    expect(await signIn(user.email, "wrong")).toBeNull();
    expect(await signIn("nobody@example.com", password)).toBeNull();
    expect(await signIn(disabled.email, password)).toBeNull();
    expect(await signIn("", "")).toBeNull();
  });

  it("refuses the sixth try after five failures, also with the right password and for unknown people", async () => {
    const user = await createUser();
    for (const email of [user.email, "ghost@example.com"]) {
      for (let failure = 1; failure <= 5; failure++) expect(await signIn(email, "wrong")).toBeNull();
      await expect(signIn(email, password)).rejects.toThrow("rate_limited");
    }
  });

  it("counts guesses that arrive at the same instant", async () => {
    const user = await createUser();
    const answers = await Promise.allSettled(Array.from({ length: 9 }, () => signIn(user.email, "wrong")));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(5);
  });

  it("forgets an account's failures after a success", async () => {
    const user = await createUser();
    for (let failure = 1; failure <= 4; failure++) await signIn(user.email, "wrong");
    await signIn(user.email, password);
    for (let failure = 1; failure <= 4; failure++) expect(await signIn(user.email, "wrong")).toBeNull();
    expect(await signIn(user.email, password)).toMatchObject({ id: user.id });
  });

  it("refuses the twenty-first failure from one address, whoever it is for", async () => {
    const [address, user] = [somewhere(), await createUser()];
    for (let failure = 1; failure <= 20; failure++) await signIn(`${randomUUID()}@example.com`, "wrong", address);
    await expect(signIn(user.email, password, address)).rejects.toThrow("rate_limited");
    expect(await signIn(user.email, password, somewhere())).toMatchObject({ id: user.id });
  });

  it("tells how long to wait, and lets the address try on when only the account is locked", async () => {
    const [address, user] = [somewhere(), await createUser()];
    for (let failure = 1; failure <= 5; failure++) await signIn(user.email, "wrong", address);
    for (let more = 1; more <= 30; more++) {
      const attempt = attemptFrom(address);
      await expect(tryWith(attempt, user.email, password)).rejects.toThrow("rate_limited");
      expect(attempt.outcome.retryAfterSeconds).toBeGreaterThan(800);
      expect(attempt.outcome.retryAfterSeconds).toBeLessThanOrEqual(900);
    }
    expect(await signIn((await createUser()).email, password, address)).not.toBeNull();
  });

  it("does not lock out a device that the person has signed in from, neither by account nor by address", async () => {
    const [address, user] = [somewhere(), await createUser()];
    const device = { device: randomUUID(), accounts: [randomUUID(), user.id] };
    for (let failure = 1; failure <= 20; failure++) await signIn(`${randomUUID()}@example.com`, "wrong", address);
    for (let failure = 1; failure <= 5; failure++) await signIn(user.email, "wrong");
    await expect(signIn(user.email, password)).rejects.toThrow("rate_limited");
    expect(await signIn(user.email, password, address, device)).toMatchObject({ id: user.id });
    // The owner's sign-in does not give the others new tries.
    await expect(signIn(user.email, password)).rejects.toThrow("rate_limited");
  });

  it("gives a known device tries of its own, and another person's device none", async () => {
    const [user, other] = [await createUser(), await createUser()];
    const known = { device: randomUUID(), accounts: [user.id] };
    for (let failure = 1; failure <= 10; failure++) {
      expect(await signIn(user.email, "wrong", somewhere(), known)).toBeNull();
    }
    await expect(signIn(user.email, password, somewhere(), known)).rejects.toThrow("rate_limited");
    expect(await signIn(user.email, password)).toMatchObject({ id: user.id });

    for (let failure = 1; failure <= 5; failure++) await signIn(other.email, "wrong", somewhere(), known);
    await expect(signIn(other.email, password, somewhere(), known)).rejects.toThrow("rate_limited");
  });

  it("answers what no email can be, and what is not text, like any wrong email", async () => {
    const user = await createUser();
    for (const email of [
      `\u0000${user.email}`,
      `a\u0000@example.com`,
      "\ud800@example.com",
      [user.email],
      {},
      null,
      7,
    ]) {
      expect(await signIn(email, password)).toBeNull();
    }
    for (const word of [[password], { $ne: "" }, null, 7, "a".repeat(201)])
      expect(await signIn(user.email, word)).toBeNull();
  });

  it("writes no row for a try that fails, and one for a sign-in", async () => {
    const user = await createUser();
    const before = await prisma.auditEvent.count();
    await signIn(user.email, "wrong");
    await signIn("nobody@example.com", "wrong");
    expect(await prisma.auditEvent.count()).toBe(before);
    await signIn(user.email, password);
    expect(await prisma.auditEvent.count({ where: { actorId: user.id, type: "sign_in.succeeded" } })).toBe(1);
  });
});

describe("an address to go on to", () => {
  it("stays on this site", async () => {
    const baseUrl = "http://127.0.0.1:4122";
    const redirect = (url: unknown) => options().callbacks?.redirect?.({ url: url as string, baseUrl });
    expect(await redirect("/claims?tab=1")).toBe(`${baseUrl}/claims?tab=1`);
    expect(await redirect(`${baseUrl}/claims`)).toBe(`${baseUrl}/claims`);
    for (const url of [
      "http://127.0.0.1:4122.evil.example",
      "http://[",
      "/..//evil.example",
      "//evil.example",
      {},
      ["x"],
    ]) {
      expect(await redirect(url)).toBe(`${baseUrl}/`);
    }
  });
});

describe("the session token", () => {
  it("holds who and as of which sign-out, nothing else", async () => {
    const user = { id: randomUUID(), tokenVersion: 3, name: "Dana", email: "dana@example.com", roles: ["reviewer"] };
    expect(await jwt({ token: { name: "Dana" }, user })).toEqual({ sub: user.id, tokenVersion: 3 });
  });

  it("ends with the session, after 24 hours", () => {
    expect(options().jwt?.maxAge).toBe(24 * 60 * 60);
    expect(options().session?.maxAge).toBe(24 * 60 * 60);
  });

  it("ignores what a client sends to update it", async () => {
    const mine = { sub: randomUUID(), tokenVersion: 0 };
    const session = { sub: randomUUID(), tokenVersion: 9, roles: ["reviewer"], role: "reviewer" };
    expect(await jwt({ token: mine, trigger: "update", session })).toEqual(mine);
  });

  it("is invalid after signing out, and an old one signs no user out", async () => {
    const user = await createUser();
    const token = { sub: user.id, tokenVersion: 0 };
    await options().events?.signOut?.({ token, session: { expires: "" } });
    await options().events?.signOut?.({ token, session: { expires: "" } });
    expect(await prisma.user.findUnique({ where: { id: user.id } })).toMatchObject({ tokenVersion: 1 });

    const callback = options().callbacks?.session;
    const given = { session: { expires: "later", user: { name: "Eve" } }, token };
    expect(await callback?.(given as unknown as Parameters<typeof callback>[0])).toEqual({ expires: "later" });
  });
});

describe("signing in with another provider", () => {
  const account = { type: "oauth", provider: "oidc", providerAccountId: "1" } as Account;
  const user = { id: "their-id", email: "x@example.com" };

  it("creates a claimant for a new user, and finds a known user by their verified email", async () => {
    const email = `${randomUUID()}@example.com`;
    const profile = { email: email.toUpperCase(), email_verified: true, name: "Nia" };
    const first = await jwt({ token: {}, user, account, profile });
    expect(await jwt({ token: {}, user, account, profile })).toEqual(first);
    expect(await prisma.user.findUnique({ where: { email } })).toMatchObject({
      id: first?.sub,
      roles: ["claimant"],
      name: "Nia",
    });
    expect(await signIn(email, "")).toBeNull();
  });

  it("is refused without a verified email, and for a disabled person", async () => {
    const callback = options().callbacks?.signIn;
    const disabled = await createUser({ disabledAt: new Date() });
    const profiles = [
      { email: "a@example.com" },
      { email_verified: true },
      { email: disabled.email, email_verified: true },
    ];
    for (const profile of profiles) expect(await callback?.({ user, account, profile })).toBe(false);
  });
});
