import { expect, it } from "vitest";
import { clearAmbiguous, readOwnCookie, readOwnCookies } from "./own-cookies";

const session = "next-auth.session-token";
const refused = expect.objectContaining({ code: "unauthenticated", status: 401 });

it("reads a cookie among others", () => {
  const header = `theme=dark; ${session}=a.b=c ; theme=light;next-auth.csrf-token=x|y`;
  expect(readOwnCookie(header, session)).toBe("a.b=c");
  expect(readOwnCookie("theme=dark", session)).toBeUndefined();
  expect(readOwnCookie(null, session)).toBeUndefined();
  expect(readOwnCookie("", session)).toBeUndefined();
});

it("refuses two cookies of one name, however they are written, also the same value twice", () => {
  for (const header of [
    `${session}=a; ${session}=b`,
    `${session}=a;${session}=a`,
    `${session}=a; theme=dark; ${session} =b`,
    `${session}; ${session}=b`,
    `next-auth.csrf-token=a; next-auth.csrf-token=b; ${session}=a`,
    `graphflow.device=a; graphflow.device=b; ${session}=a`,
  ]) {
    expect(() => readOwnCookie(header, session), header).toThrow(refused);
  }
});

it("refuses a session in pieces, which next-auth would join to another identity", () => {
  for (const header of [
    `${session}.0=a`,
    `${session}=a; ${session}.1=b`,
    `${session}.0=a; ${session}.1=b`,
    `${session}x=a; ${session}=b`,
    `__Secure-${session}.0=a`,
  ]) {
    expect(() => readOwnCookie(header, session), header).toThrow(refused);
  }
});

it("leaves other applications' cookies alone", () => {
  expect(readOwnCookies("a=1; a=2; next-authx=1; next-authx=2").ambiguous.size).toBe(0);
});

it("clears a twin at every path and domain it can have been set for, and nothing else", () => {
  const cleared = clearAmbiguous({
    cookies: `${session}=a; ${session}=b; next-auth.csrf-token=c`,
    host: "app.claims.example:3000",
    path: "/claims/1",
  });
  const places = cleared.map((line) => /Path=([^;]*); Max-Age=0(?:; Domain=([^;]*))?/.exec(line)?.slice(1, 3));
  for (const path of ["/", "/claims", "/claims/", "/claims/1"]) {
    for (const domain of [undefined, "app.claims.example", "claims.example"]) {
      expect(places).toContainEqual([path, domain]);
    }
  }
  expect(cleared.every((line) => line.startsWith(`${session}=;`))).toBe(true);
  expect(clearAmbiguous({ cookies: `${session}=a`, host: "localhost", path: "/" })).toEqual([]);
  expect(clearAmbiguous({ cookies: `${session}.0=a`, host: "127.0.0.1:3000", path: "/" })).toHaveLength(1);
});

it("writes nothing of the address into a header that does not belong there", () => {
  const cookies = `${session}=a; ${session}=b`;
  const cleared = clearAmbiguous({ cookies, host: "a;b\r\nx: y", path: "/x;Domain=evil/%0d/ y" });
  expect(cleared.join("")).not.toMatch(/evil|[\r\n]/);
});
