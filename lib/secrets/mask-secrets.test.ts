import { describe, expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
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

/** Ways in which systems escape every character. */
const escapes: Record<string, (text: string) => string> = {
  "as \\uXXXX": each((code) => `\\u${hex(code, 4)}`),
  "as \\uXXXX in capital letters": each((code) => `\\u${hex(code, 4).toUpperCase()}`),
  "with a backslash each": (text) => text.replace(/[^a-z0-9]/gi, "\\$&"),
  "as \\xXX": each((code) => `\\x${hex(code, 2)}`),
  "as \\u{X}": each((code) => `\\u{${hex(code, 1)}}`),
  "as hexadecimal HTML": each((code) => `&#x${hex(code, 1)};`),
  "as decimal HTML with zeros": each((code) => `&#${String(code).padStart(5, "0")};`),
  "as names of HTML": (text) => text.replace(/[@/+&'ü]/g, (sign) => `&${names[sign]};`),
  "as bytes of a URL": (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  "as Latin-1 of a URL": (text) => Buffer.from(text, "latin1").toString("hex").replace(/../g, "%$&"),
  "as %uXXXX": each((code) => `%u${hex(code, 4)}`),
  "as quoted-printable": (text) => Buffer.from(text).toString("hex").toUpperCase().replace(/../g, "=$&"),
  "as a header that was read as Latin-1": (text) => Buffer.from(text).toString("latin1"),
};
const names: Record<string, string> = { "@": "commat", "/": "sol", "+": "plus", "&": "amp", "'": "apos", ü: "uuml" };
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, "0");
function each(write: (code: number) => string) {
  return (text: string) => text.replace(/[\s\S]/g, (sign) => write(sign.charCodeAt(0)));
}
const ways = Object.keys(escapes);

describe.each(ways)("a secret is masked %s", (way) => {
  const escaped = escapes[way] ?? expect.fail("no such way");

  test.each(["nothing", ...ways])("and then %s", (again) => {
    const written = (escapes[again] ?? ((text: string) => text))(escaped(secret));
    expect(text(`It says <${written}>, and goes on.`)).toBe("It says <•••>, and goes on.");
    expect(finds(written)).toBe(true);
  });

  test("when only some of its characters are so, and also in JSON", () => {
    for (let at = 0; at < secret.length; at++) {
      const written = secret.slice(0, at) + escaped(secret.charAt(at)) + secret.slice(at + 1);
      expect(text(`key=${written} & more`)).toBe("key=••• & more");
      expect(json({ "/": JSON.stringify([written]) })).toEqual({ "/": '["•••"]' });
    }
  });
});

test("a secret that looks like an escape is masked", () => {
  for (const odd of ["100%41&amp;b", "C:\\new\\u0041b", "a=41=42=43+b"]) {
    const mask = maskFor([odd]);
    for (const way of ways) expect(mask.text(`<${escapes[way]?.(odd)}>`), `${odd} ${way}`).toBe("<•••>");
  }
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

test.each([4, 10, 64, 76])("a secret is masked in base64 and hexadecimal that is broken into lines of %i", (length) => {
  const long = "a secret of more than one line: p@ss/w0rd+ümlaut&'key' and some more of it, so that it is long";
  const mask = maskFor([long]);
  for (const encoding of ["base64", "base64url", "hex"] as const) {
    for (const end of ["\n", "\r\n", "\n  "]) {
      const before = encoding === "hex" ? "" : "us";
      const encoded = Buffer.from(before + long).toString(encoding);
      const broken = encoded.replace(new RegExp(`.{${length}}`, "g"), (line) => line + end);
      const left = mask.text(broken).replace("•••", "");
      expect(left.replace(/\s/g, "").length, `${encoding} ${JSON.stringify(broken)}`).toBeLessThanOrEqual(8);
      expect(mask.text(JSON.stringify(broken))).toContain("•••");
    }
  }
});

test("other text stays as it is", () => {
  expect(text("nothing secret: p@ss")).toBe("nothing secret: p@ss");
  const escaped = "50%25 \\u0041 &amp;amp; =3D \\\\ &nothing; %zz \\";
  expect(text(escaped)).toBe(escaped);
  expect(text(`${escaped} another-secret ${escaped}`)).toBe(`${escaped} ••• ${escaped}`);
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

test.each(["another-secre", "\\", "\\u005c", "&amp;", "%25", "&#", "%5Cu0026#x5C;", "=3D", "\\u{0"])(
  "a long text of %j is read in linear time",
  (part) => {
    const mask = (length: number) => text(part.repeat(Math.floor(length / part.length)));
    expect(growthOf(mask, 10_000)).toBeLessThan(mostLinearGrowth);
  },
);
