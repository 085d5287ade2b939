import { constants, deflateRawSync } from "node:zlib";
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

test("Accents are kept; beyond thirty on one character they are left out", async () => {
  const text = `Ha\u0302\u0323ng cafe\u0301 covered x${"\u0301".repeat(40)}`;
  expect(await linesOf("a.txt", bytesOf(text))).toEqual([`H\u1ead\u006eg caf\u00e9 covered x${"\u0301".repeat(30)}`]);
});

test.each([
  ["dashes", "- "],
  ["stars", "*"],
  ["numbers with full stops", "1."],
  ["accents", "\u0301\u0323"],
])("Ten million %s in a line are read", async (_, part) => {
  const bytes = bytesOf(`covered\n\n${part.repeat(Math.floor(9_900_000 / bytesOf(part).length))}`);
  for (const name of ["a.md", "a.txt"]) expect((await linesOf(name, bytes))[0]).toBe("covered");
});

test("While a large text is read, other work goes on", async () => {
  const bytes = bytesOf("- The windscreen is *covered*.\n".repeat(300_000));
  for (const name of ["a.md", "a.txt"]) {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await extractFile(name, bytes);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  }
});

test("Words from right to left, and of other scripts, are kept", async () => {
  const text =
    "# \u05d1\u05d9\u05d8\u05d5\u05d7\n\n" +
    "\u0627\u0644\u0632\u062c\u0627\u062c \u0645\u063a\u0637\u0649.\n\n\u6c34\u5bb3\u3092\u88dc\u511f\u3059\u308b";
  expect(await linesOf("a.md", bytesOf(text))).toEqual(["# ביטוח", "الزجاج مغطى.", "水害を補償する"]);
});

test("Hidden text is left out, and controls separate words", async () => {
  const hiddenTag = String.fromCodePoint(0xe0041);
  expect(await linesOf("a.txt", bytesOf(`cov\u00adered\u202e${hiddenTag}\u0007always\u0085here`))).toEqual([
    "covered always here",
  ]);
});

test("A DOCX with entities and links to other files gives nothing of them", async () => {
  const document = `<!DOCTYPE d [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
    ${xmlStart}<w:p><w:r><w:t>Glass is covered. &b;&file;</w:t></w:r></w:p>${xmlEnd}`;
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="r9" TargetMode="External" Target="file:///etc/passwd"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>
    </Relationships>`;
  const file = docxOf([], { "word/document.xml": document, "word/_rels/document.xml.rels": relations });
  const lines = await linesOf("a.docx", file).catch((error) => [error.reason]);
  expect(lines.join()).toMatch(/^(Glass is covered|unreadable)/);
  expect(lines.join()).not.toMatch(/root:|haha/);
});

test("Text in UTF-16 is read by its mark", async () => {
  expect(await linesOf("a.txt", new Uint8Array(Buffer.from("\ufeffCaf\u00e9 covered", "utf16le")))).toEqual([
    "Café covered",
  ]);
});

const word = "<w:document/>";
const xmlStart = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
const xmlEnd = "</w:body></w:document>";
const oleFile = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(stream, "utf16le")]);

/** A file with a part of it replaced by one of the same length. */
function edited(file: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(file).toString("latin1").replace(from, to), "latin1");
}
/** Where the directory of `docxOf(["x"])` says that its first entry is. */
const entryOffset = "\0\0\0\0[Content_Types].xml";

/** The sizes after unpacking, in the directory and before each entry, are ten bytes. */
function lyingZip(zip: Uint8Array): Uint8Array {
  const file = Buffer.from(zip);
  for (const [mark, offset] of [
    ["504b0304", 22],
    ["504b0102", 24],
  ] as const) {
    const bytes = Buffer.from(mark, "hex");
    for (let at = file.indexOf(bytes); at >= 0; at = file.indexOf(bytes, at + 4)) file.writeUInt32LE(10, at + offset);
  }
  return file;
}

const secret = `<${"ab".repeat(32)}>`;
const encryptedPdf = edited(
  pdfOf(["secret"]),
  "/Root 1 0 R",
  `/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O ${secret} /U ${secret} >>`,
);

test.each([
  ["of an unknown kind", "a.exe", bytesOf("MZ"), "unknown_kind"],
  ["without an ending", "terms", bytesOf("text"), "unknown_kind"],
  ["named like a property", "a.constructor", bytesOf("text"), "unknown_kind"],
  ["that is empty", "a.md", new Uint8Array(), "empty"],
  ["with white space only", "a.txt", bytesOf(" \n\n "), "no_text"],
  ["with headings only", "a.md", bytesOf("# One\n## Two"), "no_text"],
  ["with zero characters", "a.txt", bytesOf("a\0b"), "not_text"],
  ["that is a PDF named .md", "a.md", pdfOf(["text"]), "other_format"],
  ["that is a page of HTML named .md", "a.md", bytesOf("\ufeff\n<!DOCTYPE html><p>Not found</p>"), "other_format"],
  ["that is RTF named .txt", "a.txt", bytesOf("{\\rtf1 text}"), "other_format"],
  ["that is DOCX named .txt", "a.txt", docxOf(["text"]), "other_format"],
  ["that is DOCX named .pdf", "a.pdf", docxOf(["text"]), "other_format"],
  ["that is PDF named .docx", "a.docx", pdfOf(["text"]), "other_format"],
  ["in an encoding of Windows", "a.txt", Buffer.from("Caf\u00e9 covered", "latin1"), "not_text"],
  ["in UTF-16 without its mark", "a.txt", Buffer.from("covered", "utf16le"), "not_text"],
  ["in UTF-16 with half a character", "a.txt", Buffer.from("\ufeffa\ud800 b", "utf16le"), "not_text"],
  ["in UTF-32", "a.txt", Buffer.from("fffe00006100000062000000", "hex"), "not_text"],
  ["with emoji and lines only", "a.md", bytesOf("\ud83c\udf89 --- \u2705\n\n\u200b\u202e"), "no_text"],
  ["that is a PDF with a password", "a.pdf", encryptedPdf, "encrypted"],
  ["that is a page of HTML named .pdf", "a.pdf", bytesOf("<!doctype html><p>Not found</p>"), "other_format"],
  ["that is cut off", "a.pdf", bytesOf("%PDF-1.7\n1 0 obj"), "unreadable"],
  ["without text, as a scan", "a.pdf", pdfOf([""]), "no_text"],
  ["with too many pages", "a.pdf", pdfOf(Array.from({ length: 501 }, () => "x")), "too_many_pages"],
  ["that is another zip file", "a.docx", zipOf({ "xl/workbook.xml": "<x/>" }), "other_format"],
  ["that is not a zip file", "a.docx", bytesOf("hello hello hello hello"), "other_format"],
  ["that is protected by a password", "a.docx", oleFile("EncryptedPackage"), "encrypted"],
  ["of an old Word", "a.docx", oleFile("WordDocument"), "other_format"],
  ["whose entries are outside of it", "a.docx", edited(docxOf(["x"]), entryOffset, "\xf0\xff\xff\x7f"), "unreadable"],
  [
    "that unpacks to 150 MB",
    "a.docx",
    zipOf({ "word/document.xml": word, big: Buffer.alloc(150_000_000) }),
    "too_large_unpacked",
  ],
  ["larger than 10 MB", "a.txt", bytesOf("x".repeat(10_000_001)), "too_large"],
  [
    "whose directory says that 150 MB are 10 bytes",
    "a.docx",
    lyingZip(zipOf({ "word/document.xml": word, big: Buffer.alloc(150_000_000) })),
    "too_large_unpacked",
  ],
  ["with 11 million characters", "a.docx", docxOf(["word ".repeat(2_200_000)]), "too_much_text"],
  [
    "with elements 100,000 deep",
    "a.docx",
    docxOf([], { "word/document.xml": `${xmlStart}${"<w:p>".repeat(100_000)}${"</w:p>".repeat(100_000)}${xmlEnd}` }),
    "unreadable",
  ],
])("A file %s is refused with its reason", async (_, name, bytes, reason) => {
  await expect(extractFile(name, bytes)).rejects.toMatchObject({ name: "FileRefusedError", reason });
});

test("A PDF that unpacks to gigabytes is refused before it takes them", { timeout: 60_000 }, async () => {
  // Blocks of the packed stream can be put one after the other.
  const block = deflateRawSync(Buffer.alloc(50_000_000, " "), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const stream = [Buffer.from([0x78, 0x9c]), ...Array.from({ length: 40 }, () => block), Buffer.from([3, 0])];
  const [head = "", tail = ""] = Buffer.from(pdfOf(["x"]))
    .toString("latin1")
    .split(/<< \/Length \d+ >>\nstream[\s\S]*endstream/);
  const length = stream.reduce((sum, part) => sum + part.length, 0);
  const file = Buffer.concat([
    Buffer.from(`${head}<< /Length ${length} /Filter /FlateDecode >>\nstream\n`, "latin1"),
    ...stream,
    Buffer.from(`\nendstream${tail}`, "latin1"),
  ]);
  const before = process.memoryUsage.rss();
  await expect(extractFile("a.pdf", file)).rejects.toMatchObject({ reason: "too_large_unpacked" });
  expect(process.memoryUsage.rss() - before).toBeLessThan(1_500_000_000);
});

test("A large text is read in time that grows with its length only", async () => {
  const million = (part: string) => part.repeat(Math.floor(1_000_000 / part.length));
  const texts = ["[", "![](", "*_", "- ", "a\n", "<!--", "|", "> ", "`", "a-\n", "(a) ", "1.", "&#x41;", "<p"]
    .map(million)
    // Accents of two classes, which Unicode puts in order.
    .concat(million("\u0301\u0323"), million("\u{1D165}\u{1D16D}"));
  for (const text of [...texts, `${million(" ")}b`, `a${million(" #")}b`]) {
    await extractFile("a.md", bytesOf(`text\n# a ${text}`));
    await extractFile("a.md", bytesOf(`text ${text}`));
    await extractFile("a.txt", bytesOf(`text ${text}`));
  }
}, 20_000);
