import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, it } from "vitest";
import { readDevice, rememberDevice } from "./device";

const secret = "a secret for tests, long enough";

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = secret;
});

const cookieOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

it("knows the people who have signed in on a device, the newest first, at most eight", async () => {
  const people = Array.from({ length: 10 }, () => randomUUID());
  let cookie: string | null = null;
  for (const person of people) cookie = cookieOf(await rememberDevice(await readDevice(cookie), person));
  const device = await readDevice(`theme=dark; ${cookie}`);
  expect(device?.accounts).toEqual(people.toReversed().slice(0, 8));
  const again = await readDevice(cookieOf(await rememberDevice(device, people[5] ?? "")));
  expect(again).toEqual({
    device: device?.device,
    accounts: [people[5], ...(device?.accounts ?? []).filter((id) => id !== people[5])],
  });
});

it("is kept from scripts and from other sites", async () => {
  expect(await rememberDevice(null, randomUUID())).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
});

it("believes no cookie that it did not seal", async () => {
  const forged = { device: randomUUID(), accounts: [randomUUID()] };
  const foreign = await encode({ token: forged, secret: "another secret, long enough", salt: "graphflow.device" });
  const session = await encode({ token: forged, secret });
  const odd = await encode({ token: { device: "x", accounts: "all" }, secret, salt: "graphflow.device" });
  for (const value of [foreign, session, odd, "", "x", JSON.stringify(forged)]) {
    expect(await readDevice(`graphflow.device=${value}`)).toBeNull();
  }
  expect(await readDevice(null)).toBeNull();
});
