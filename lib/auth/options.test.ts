import { randomUUID } from "node:crypto";
import type { Account, User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { beforeAll, describe, expect, it } from "vitest";
import { authOptions } from "@/lib/auth/options";
import { hashPassword } from "@/lib/auth/password";
import { clientAddress, networkOf } from "@/lib/auth/sign-in-limit";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";

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

/** Every test comes from an address of its own, so that one's failures do not count for another. */
const somewhere = () => `${randomUUID()}.test`;

function signIn(email: string, word: string, address = somewhere()) {
  const credentials = authOptions().providers.find((provider) => provider.id === "credentials") as unknown as {
    options: CredentialsConfig;
  };
  return credentials.options.authorize({ email, password: word }, { headers: { "x-forwarded-for": address } });
}

function jwt(given: {
  token: JWT;
  user?: User;
  account?: Account;
  profile?: object;
  trigger?: "update";
  session?: unknown;
}) {
  const callback = authOptions().callbacks?.jwt;
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

  it("refuses the sixth try after five failures, also with the right password and for people who do not exist", async () => {
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
    for (let failure = 1; failure <= 20; failure++)
      await signIn(`${randomUUID()}@example.com`, "wrong", `1.2.3.4, ${address}`);
    await expect(signIn(user.email, password, address)).rejects.toThrow("rate_limited");
    expect(await signIn(user.email, password, somewhere())).toMatchObject({ id: user.id });
  });

  it("says only that sign-in is unavailable when the limit cannot be asked", async () => {
    await expect(signIn(`${randomUUID()}\u0000@example.com`, password)).rejects.toThrow(/^unavailable$/);
  });
});

describe("the session token", () => {
  it("holds who and as of which sign-out, nothing else", async () => {
    const user = { id: randomUUID(), tokenVersion: 3, name: "Dana", email: "dana@example.com", roles: ["reviewer"] };
    expect(await jwt({ token: { name: "Dana" }, user })).toEqual({ sub: user.id, tokenVersion: 3 });
  });

  it("ignores what a client sends to update it", async () => {
    const mine = { sub: randomUUID(), tokenVersion: 0 };
    const session = { sub: randomUUID(), tokenVersion: 9, roles: ["reviewer"], role: "reviewer" };
    expect(await jwt({ token: mine, trigger: "update", session })).toEqual(mine);
  });

  it("is worthless after signing out, and an old one signs nobody out", async () => {
    const user = await createUser();
    const token = { sub: user.id, tokenVersion: 0 };
    await authOptions().events?.signOut?.({ token, session: { expires: "" } });
    await authOptions().events?.signOut?.({ token, session: { expires: "" } });
    expect(await prisma.user.findUnique({ where: { id: user.id } })).toMatchObject({ tokenVersion: 1 });

    const callback = authOptions().callbacks?.session;
    const given = { session: { expires: "later", user: { name: "Eve" } }, token };
    expect(await callback?.(given as unknown as Parameters<typeof callback>[0])).toEqual({ expires: "later" });
  });
});

describe("signing in with another provider", () => {
  const account = { type: "oauth", provider: "oidc", providerAccountId: "1" } as Account;
  const user = { id: "their-id", email: "x@example.com" };

  it("makes a claimant of somebody new, and finds somebody known by their verified email", async () => {
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
    const callback = authOptions().callbacks?.signIn;
    const disabled = await createUser({ disabledAt: new Date() });
    const profiles = [
      { email: "a@example.com" },
      { email_verified: true },
      { email: disabled.email, email_verified: true },
    ];
    for (const profile of profiles) expect(await callback?.({ user, account, profile })).toBe(false);
  });
});

it("counts an address by what the nearest proxy saw, an IPv6 one by its network", () => {
  expect(clientAddress({ "x-forwarded-for": "9.9.9.9, 10.0.0.1" })).toBe("10.0.0.1");
  expect(clientAddress({})).toBe("unknown");
  expect(networkOf("2001:db8::1")).toBe(networkOf("2001:0DB8:0:0:ffff::2"));
  expect(networkOf("2001:db8:0:1::1")).not.toBe(networkOf("2001:db8:0:2::1"));
  expect(networkOf("::ffff:10.1.2.3")).toBe("10.1.2.3");
});
