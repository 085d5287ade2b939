import { expect, test } from "vitest";
import { cleanFileName } from "./file-name";

test.each([
  ["terms.md", "terms.md"],
  ["motor/terms.md", "motor/terms.md"],
  ["motor\\terms.md", "motor/terms.md"],
  ["../../etc/terms.md", "etc/terms.md"],
  ["/var/./terms.md", "var/terms.md"],
  ["te\0r\u0007ms\n.md", "terms.md"],
  ["terms\u202Edm.exe", "termsdm.exe"],
  ["Cafe\u0301.md", "Café.md"],
  ["\ud800.md", "\ufffd.md"],
  [" terms .md ", "terms .md"],
  ["شروط.pdf", "شروط.pdf"],
])("The name %j is kept as %j", (name, kept) => {
  expect(cleanFileName(name)).toBe(kept);
});

test.each([[""], ["  "], ["../.."], ["\0"], [`${"a".repeat(500)}.md`], ["a/".repeat(100_000)]])(
  "Nothing is kept of a name that is empty or too long (%#)",
  (name) => {
    expect(cleanFileName(name)).toBeUndefined();
  },
);
