import { describe, expect, it } from "vitest";
import { formatMoney, maxAmountCents } from "@/lib/money";
import type { AmountProblem } from "./numbers";
import { parseAmount } from "./parse-amount";

describe("formatMoney", () => {
  it("writes cents as dollars, whatever the machine's locale", () => {
    expect(formatMoney(125_000)).toBe("$1,250.00");
    expect(formatMoney(99_999)).toBe("$999.99");
    expect(formatMoney(0)).toBe("$0.00");
  });
});

describe("parseAmount", () => {
  const amounts: [quote: string, dollars: number][] = [
    ["$1,200", 1200],
    ["2.5k", 2500],
    ["1.2K", 1200],
    ["about 850 dollars", 850],
    ["640", 640],
    ["$999.99", 999.99],
    ["eight hundred bucks", 800],
    ["two thousand five hundred dollars", 2500],
    ["a grand", 1000],
    ["twelve hundred", 1200],
    ["2 grand", 2000],
    ["1200.-", 1200],
    ["1,000", 1000],
    ["1000000", 1000000],
    ["a grand and a half", 1500],
    ["two and a half grand", 2500],
    ["half a grand", 500],
    ["nine hundred and ninety-nine dollars and 99 cents", 999.99],
    ["5 dollars 50 cents", 5.5],
    ["50 cents", 0.5],
    ["1 200", 1200],
    ["1'200", 1200],
    ["1200$", 1200],
    ["US$500", 500],
    ["500 USD", 500],
    ["$ 12", 12],
    ["2 thousand 500", 2500],
    ["2 thousand 4 hundred", 2400],
    ["2 thousand and 4 hundred", 2400],
    ["3 grand 2 hundred", 3200],
    ["12 hundred", 1200],
    ["800ish", 800],
    ["~1200", 1200],
    ["$.50", 0.5],
    ["999.9", 999.9],
    ["1,000.5", 1000.5],
    ["one hundred twenty three thousand four hundred fifty six dollars", 123456],
    ["1.250k", 1250],
    ["one thousand", 1000],
    ["hundred bucks", 100],
    ["$1 200", 1200],
    ["three hundred and fifty", 350],
    ["0.5k", 500],
    ["$1,000,000", 1000000],
  ];
  it.each(amounts)("reads %j as %d dollars", (quote, dollars) => {
    expect(parseAmount(quote)).toMatchObject({ ok: true, cents: Math.round(dollars * 100), text: quote });
  });

  const ranges: [quote: string, from: number, to: number][] = [
    ["350 to 400 dollars", 350, 400],
    ["between 350 and 400", 350, 400],
    ["$350-400", 350, 400],
    ["350–400", 350, 400],
    ["900-1100", 900, 1100],
    ["two to three hundred", 200, 300],
    ["1-2k", 1000, 2000],
    ["$1k-$1.5k", 1000, 1500],
    ["500 or 600", 500, 600],
    ["from 2000 to 2500", 2000, 2500],
    ["between 3 and 4 hundred", 300, 400],
  ];
  it.each(ranges)("reads the range %j as its upper end", (quote, from, to) => {
    expect(parseAmount(quote)).toEqual({
      ok: true,
      cents: to * 100,
      range: { fromCents: from * 100, toCents: to * 100 },
      text: quote,
    });
  });

  const problems: [quote: string, problem: AmountProblem][] = [
    ["$1.5 million", "too_large"],
    ["1.000,50", "ambiguous"],
    ["1.000", "ambiguous"],
    ["1,00", "ambiguous"],
    ["-5", "negative"],
    ["minus 5", "negative"],
    ["0", "zero"],
    ["1,000,000.01", "too_large"],
    ["999.995", "too_precise"],
    ["1e400", "not_a_number"],
    ["NaN", "not_a_number"],
    ["Infinity", "not_a_number"],
    ["500 euros", "other_currency"],
    ["£500", "other_currency"],
    ["USD 1.234,00", "ambiguous"],
    ["three fifty", "ambiguous"],
    ["a few hundred dollars", "ambiguous"],
    ["$-5", "negative"],
    ["-$5", "negative"],
    ["$1.2m", "too_large"],
    ["1.5m", "not_a_number"],
    ["", "not_a_number"],
    ["hello", "not_a_number"],
    ["15 Nov", "not_a_number"],
    ["$0", "zero"],
    ["zero dollars", "zero"],
    ["1234567", "too_large"],
    ["12345678901", "too_large"],
    ["1,2,3", "ambiguous"],
    ["C$500", "other_currency"],
    ["500 canadian dollars", "other_currency"],
    ["2,500k", "too_large"],
    ["1.5 million", "too_large"],
    ["$5,00", "ambiguous"],
    ["500 quid", "other_currency"],
    ["1,5k", "ambiguous"],
    ["three hundred something", "ambiguous"],
    ["300-odd dollars", "ambiguous"],
    ["a building from 1962", "not_a_number"],
    ["druc_2026-11-29", "not_a_number"],
    ["file29", "not_a_number"],
    ["report_640", "not_a_number"],
    ["ab12-640", "not_a_number"],
  ];
  it.each(problems)("does not guess %j: %s", (quote, problem) => {
    expect(parseAmount(quote)).toEqual({ ok: false, problem, text: quote });
  });

  it("stops at the limit, not before it", () => {
    expect(parseAmount("$1,000,000.00")).toMatchObject({ ok: true, cents: maxAmountCents });
    expect(parseAmount("$1,000,000.01")).toMatchObject({ ok: false, problem: "too_large" });
  });
});

it.each(["2.5", "12.5"])("does not take %s, which may be thousands", (text) => {
  expect(parseAmount(text)).toEqual({ ok: false, problem: "ambiguous", text });
  expect(parseAmount(`$${text}`)).toMatchObject({ ok: true });
  expect(parseAmount(`${text}k`)).toMatchObject({ ok: true });
});
