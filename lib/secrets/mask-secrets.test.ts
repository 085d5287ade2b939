import { describe, expect, test } from "vitest";
import { maskFor } from "./mask-secrets";

const secret = "p@ss/w0rd+ümlaut&'key'";
const { text, json, finds } = maskFor([secret, "another-secret"]);

test.each([
  ["as it is", secret],
  ["in capital letters", "ANOTHER-SECRET"],
  ["URL-encoded", encodeURIComponent(secret)],
  ["URL-encoded in small letters", encodeURIComponent(secret).toLowerCase()],
  ["URL-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
  ["as a value of a form", new URLSearchParams({ a: secret }).toString().slice(2)],
  ["in base64", Buffer.from(secret).toString("base64")],
  ["in base64 for URLs", Buffer.from(secret).toString("base64url")],
  ["in hexadecimal", Buffer.from(secret).toString("hex")],
  ["in JSON", JSON.stringify({ secret }).slice(11, -2)],
  ["in HTML", secret.replaceAll("&", "&amp;").replaceAll("'", "&#39;")],
])("a secret is masked %s", (_how, form) => {
  const masked = text(`It says ${form}, and goes on.`);
  expect(masked).toContain("•••");
  expect(masked).not.toContain(form);
  expect(masked).toMatch(/^It says .*, and goes on\.$/);
  expect(finds(form)).toBe(true);
});

test("a secret is masked within a longer text in base64, wherever it stands", () => {
  for (const name of ["", "u", "us", "use", "user"]) {
    const encoded = Buffer.from(`${name}:${secret}:more`).toString("base64");
    const masked = text(encoded);
    expect(masked).toContain("•••");
    // Only signs that also depend on their neighbours are left.
    const left = Buffer.from(masked.split("•••")[0] ?? "", "base64").toString("latin1");
    expect(left.length).toBeLessThanOrEqual(name.length + 2);
  }
});

test("other text stays as it is", () => {
  expect(text("nothing secret: p@ss")).toBe("nothing secret: p@ss");
  expect(maskFor([]).text(secret)).toBe(secret);
  expect(maskFor(["short"]).text("short")).toBe("short");
});

describe("in JSON", () => {
  test("texts, names and numbers are masked at every level", () => {
    const masked = maskFor(["1234567890", "another-secret"]).json({
      list: [{ deep: "x another-secret y" }, 1_234_567_890, 12, null, true],
      "another-secret": 1,
    });
    expect(masked).toEqual({ list: [{ deep: "x ••• y" }, "•••", 12, null, true], "•••": 1 });
  });

  test("a name like __proto__ stays a plain entry", () => {
    const masked = json(JSON.parse('{"__proto__": {"x": "another-secret"}}')) as object;
    expect(Object.keys(masked)).toEqual(["__proto__"]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

test("a text that is long and nearly a secret is read in time", () => {
  const startedAt = performance.now();
  text("another-secre".repeat(80_000));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
