import { expect, test } from "vitest";
import { docxOf, pdfOf, zipOf } from "../test-files";
import { extractFile } from "./extract-file";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const linesOf = async (name: string, bytes: Uint8Array) =>
  (await extractFile(name, bytes)).blocks.map(({ level, text, page }) =>
    `${"#".repeat(level)}${page ?? ""} ${text}`.trim(),
  );

test("Markdown gives headings, paragraphs, list items and rows, without marks", async () => {
  const text = `---
title: x
---
# Home **policy**

Water that *leaks*
from pipes is [covered](https://example.com).

Limits
------
- up to \`$500\`
1. per event

| What | Limit |
| --- | --- |
| Jewels | $2,000 |

\`\`\`
# no heading
\`\`\``;
  expect(await linesOf("a.md", bytesOf(text))).toEqual([
    "# Home policy",
    "Water that leaks from pipes is covered.",
    "## Limits",
    "up to $500",
    "per event",
    "What | Limit",
    "Jewels | $2,000",
    "# no heading",
  ]);
});

test("Comments of Markdown and the marks that close a heading are left out", async () => {
  const text = "# Theft ##\n\nCovered <!-- note\n\nof the author --> always.\n\n## C#\n\nText <!-- without end";
  expect(await linesOf("a.md", bytesOf(text))).toEqual(["# Theft", "Covered always.", "## C#", "Text"]);
});

test("Text gives paragraphs and numbered headings", async () => {
  const text = "3 Excess\nThe excess is\r\n$75.\n\n3.1 Windscreens\n(a) repair\n(b) replacement\n\n2 cars are covered.";
  expect(await linesOf("a.TXT", bytesOf(text))).toEqual([
    "# 3 Excess",
    "The excess is $75.",
    "## 3.1 Windscreens",
    "(a) repair",
    "(b) replacement",
    "2 cars are covered.",
  ]);
});

test("A PDF gives its text with the pages", async () => {
  const file = pdfOf(["1 Theft\nTheft of the vehicle is cov-\nered.", "Windscreens (all) are covered."]);
  expect(await linesOf("terms.pdf", file)).toEqual([
    "#1 1 Theft",
    "1 Theft of the vehicle is covered.",
    "2 Windscreens (all) are covered.",
  ]);
});

test("A DOCX gives headings and paragraphs", async () => {
  expect(await linesOf("terms.docx", docxOf(["# Theft &amp; fire", "Theft is covered at 5 &lt; 6.", ""]))).toEqual([
    "# Theft & fire",
    "Theft is covered at 5 < 6.",
  ]);
});

test("Text in UTF-16 is read by its mark", async () => {
  expect(await linesOf("a.txt", new Uint8Array(Buffer.from("\ufeffCaf\u00e9 covered", "utf16le")))).toEqual([
    "Café covered",
  ]);
});

const word = "<w:document/>";
test.each([
  ["of an unknown kind", "a.exe", bytesOf("MZ"), "unknown_kind"],
  ["without an ending", "terms", bytesOf("text"), "unknown_kind"],
  ["named like a property", "a.constructor", bytesOf("text"), "unknown_kind"],
  ["that is empty", "a.md", new Uint8Array(), "empty"],
  ["with white space only", "a.txt", bytesOf(" \n\n "), "no_text"],
  ["with headings only", "a.md", bytesOf("# One\n## Two"), "no_text"],
  ["with zero characters", "a.txt", bytesOf("a\0b"), "not_text"],
  ["that is a PDF named .md", "a.md", pdfOf(["text"]), "not_text"],
  ["that is a page of HTML named .pdf", "a.pdf", bytesOf("<!doctype html><p>Not found</p>"), "other_format"],
  ["that is cut off", "a.pdf", bytesOf("%PDF-1.7\n1 0 obj"), "unreadable"],
  ["without text, as a scan", "a.pdf", pdfOf([""]), "no_text"],
  ["with too many pages", "a.pdf", pdfOf(Array.from({ length: 501 }, () => "x")), "too_many_pages"],
  ["that is another zip file", "a.docx", zipOf({ "xl/workbook.xml": "<x/>" }), "other_format"],
  ["that is no zip file", "a.docx", bytesOf("hello hello hello hello"), "other_format"],
  ["that is protected by a password", "a.docx", Buffer.from("d0cf11e0a1b11ae100000000", "hex"), "encrypted"],
  [
    "that unpacks to 150 MB",
    "a.docx",
    zipOf({ "word/document.xml": word, big: Buffer.alloc(150_000_000) }),
    "too_large_unpacked",
  ],
  ["larger than 10 MB", "a.txt", bytesOf("x".repeat(10_000_001)), "too_large"],
])("A file %s is refused with its reason", async (_, name, bytes, reason) => {
  await expect(extractFile(name, bytes)).rejects.toMatchObject({ name: "FileRefusedError", reason });
});

test("A large text is read in time that grows with its length only", async () => {
  const million = (part: string) => part.repeat(Math.floor(1_000_000 / part.length));
  const texts = ["[", "![](", "*_", "- ", "a\n", "<!--", "|", "> ", "`", "a-\n", "(a) ", "1.", "&#x41;", "<p"].map(
    million,
  );
  for (const text of [...texts, `${million(" ")}b`, `a${million(" #")}b`]) {
    await extractFile("a.md", bytesOf(`text\n# a ${text}`));
    await extractFile("a.md", bytesOf(`text ${text}`));
    await extractFile("a.txt", bytesOf(`text ${text}`));
  }
}, 20_000);
