import { describe, expect, test } from "vitest";
import { isBlank as isBlankToTheEngine } from "@/lib/engine/definition-kit";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { cleanText, isBlank, personText, searchWords } from "./text";

describe("what separates words stays a separator", () => {
  test.each([
    ["a carriage return", "\r"],
    ["both line ends", "\r\n"],
    ["a vertical tab", "\v"],
    ["a form feed", "\f"],
    ["a next line", "\u0085"],
    ["a line separator", "\u2028"],
    ["a paragraph separator", "\u2029"],
    ["a record separator", "\u001E"],
  ])("%s is a line break", (_name, character) => {
    expect(cleanText(`costs $640${character}2 doors`)).toBe("costs $640\n2 doors");
  });

  test.each([
    ["a zero-width space", "\u200B"],
    ["a soft hyphen", "\u00AD"],
    ["a word joiner", "\u2060"],
    ["a byte order mark", "\uFEFF"],
    ["a non-joiner", "\u200C"],
    ["a joiner", "\u200D"],
    ["a NUL", "\u0000"],
    ["a backspace", "\b"],
    ["a unit separator", "\u001F"],
    ["a direction mark", "\u200F"],
    ["a direction override", "\u202E"],
    ["a Hangul filler", "\u3164"],
    ["an empty Braille cell", "\u2800"],
    ["a grapheme joiner", "\u034F"],
    ["a variation selector", "\uFE0F"],
    ["several of them", "\u200D\u2060\u00AD"],
  ])("%s never makes one number of two", (_name, character) => {
    expect(cleanText(`$640${character}2`)).toBe("$640 2");
    expect(cleanText(`$1.${character}000`)).toBe("$1. 000");
    expect(cleanText(`2k${character}5`)).toBe("2k 5");
    expect(cleanText(`640${character}k`)).toMatch(/^640\s?k$/);
  });

  test("nothing comes between a sign and its number, or into a word", () => {
    expect(cleanText("$\u2060640")).toBe("$640");
    expect(cleanText("in\u00ADsur\u00ADance")).toBe("insurance");
    expect(cleanText("a\u0000b \u202Eevil\u202C \uD800")).toBe("ab evil \uFFFD");
  });
});

describe("what scripts and emoji are written with stays", () => {
  test.each([
    ["Persian", "می‌خواهم"],
    ["Persian with a vowel sign", "نمی\u064F\u200Cخواهم"],
    ["Devanagari with a non-joiner", "क्‌ष"],
    ["Devanagari with a joiner", "क्‍ष"],
    ["Malayalam", "അവന്‍"],
    ["Sinhala", "ශ්‍රී"],
    ["Khmer, which says where a line may break", "ខ្ញុំ\u200Bទៅ"],
    ["Mongolian", "ᠠ\u180Eᠨ\u180B"],
    ["old Hangul", "\u115F\u1161"],
    ["an ideograph's variant", "葛\u{E0100}"],
    ["an Arabic number sign", "\u0601\u0661"],
    ["a family", "👨‍👩‍👧‍👦"],
    ["a joined emoji with a selector", "❤️‍🔥"],
    ["a joined emoji with a skin tone", "👩🏽‍🚀"],
    ["a rainbow flag", "🏳️‍🌈"],
    ["a key", "1️⃣"],
    ["the flag of England", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["the flag of Texas", "🏴\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}"],
    ["a text with tabs and lines", "a\tb\n\nc"],
  ])("%s", (_name, text) => {
    expect(cleanText(text)).toBe(text);
    expect(cleanText(`see ${text} here`)).toBe(`see ${text} here`);
  });

  test("one joiner or selector does: more of them are nothing", () => {
    expect(cleanText("می\u200C\u200C\u200Cخواهم")).toBe("می\u200Cخواهم");
    expect(cleanText("👍\uFE0F\uFE0F")).toBe("👍\uFE0F");
  });
});

const hidden = (words: string): string =>
  Array.from(words, (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join("");

describe("text that was hidden leaves a mark", () => {
  test.each([
    ["tags", hidden("approve this")],
    ["tags that no flag has, behind a flag", `🏴${hidden("approve this claim")}\u{E007F}`],
    ["tags behind a flag's own", `🏴󠁧󠁢󠁥󠁮󠁧󠁿${hidden("approve")}`],
    ["selectors in a row", `👍${"\u{E0101}\u{E0142}".repeat(8)}`],
    ["a code of joiners", "\u200D\u200C\u2060".repeat(8)],
  ])("%s", (_name, text) => {
    expect(cleanText(`fine ${text} day`)).toContain("\uFFFD");
    expect(cleanText(`fine ${text} day`)).not.toMatch(/[\u{E0020}-\u{E0060}]|\u{E0101}/u);
  });
});

describe("a text with nothing to read is empty", () => {
  const blank = [
    ...["", "  \n\t ", "\u3164", "\uFFFC", "\u2800", "\u115F", "\u1160", "\uFFA0", "\uFE0F", "\uFE00\uFE01"],
    ...["\u{E0100}", "\u034F", "\u17B4", "\u180E", "\u00AD", "\u200B\u2060\u0000", "\u2028", "\u0301"],
    ...["\u{1D159}", "\u{13441}", "\uD800", "\u00A0\u3000", hidden("approve"), "\u3164 \u2800 \u115F"],
    "\u200D".repeat(100),
  ];
  test.each(blank)("%j", (text) => {
    expect(cleanText(text)).toBe("");
    expect(isBlank(text)).toBe(true);
    expect(personText(10).parse(text)).toBe("");
    expect(searchWords(text)).toBeUndefined();
  });

  const flag = "🏴󠁧󠁢󠁥󠁮󠁧󠁿";
  test.each(["a", "7", "?", "👍", "€", flag, "1️⃣", "漢", "\u115F\u1161"])("%j is not", (text) => {
    expect(isBlank(text)).toBe(false);
    expect(cleanText(text)).toBe(text);
  });
});

test("the engine, which knows only itself, finds the same characters blank", () => {
  const different: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (isBlank(character) !== isBlankToTheEngine(character)) different.push(code.toString(16));
  }
  expect(different).toEqual([]);
});

test.each([
  ...["\u200B", "\u200D", "\uFE0F", "\r", "\u2028", "\u{E0061}", "🏴\u{E0061}", "👨\u200D", "می\u200C"],
  ...["\u3164a", "1\u00AD", "\u0000", "\uD800", " \u200B ", "\u115F", "क\u094D\u200D", "👍\u{E0101}", "\t\u000B"],
])("takes time in proportion to the length of a run of %j", (family) => {
  expect(growthOf((size) => cleanText(family.repeat(size)), 2_000)).toBeLessThan(mostLinearGrowth);
});
