import { describe, expect, it } from "vitest";
import { parseAmount } from "./parse-amount";
import { possibleAmounts } from "./possible-amounts";

describe("possibleAmounts", () => {
  it.each<[quote: string, dollars: number[]]>([
    ["1.250,50", [1250.5]],
    ["USD 1.234,00", [1234]],
    ["$1.250,50", [1250.5]],
    ["1 250,50", [1250.5]],
    ["1.234.56,00", []],
    ["1.250", [1250, 1.25]],
    ["12.345", [12345]],
    ["1.255", [1255]],
    ["1,25", [1.25, 125]],
    ["$5,00", [5, 500]],
    ["1.000,5", [1000.5]],
    ["12.345.678,00", []],
    ["1,2,3", []],
    ["1,5k", [1500]],
    ["three fifty", [350]],
    ["twelve fifty", [1250]],
    ["one twenty five", [125]],
    ["300-odd dollars", [300]],
    ["three hundred something", [300]],
    ["a few hundred dollars", []],
    ["1..250", []],
    ["0,00", []],
  ])("reads %j as one of %j", (quote, dollars) => {
    expect(possibleAmounts(quote)).toEqual(dollars.map((amount) => Math.round(amount * 100)));
  });

  it.each([
    ["1'250.50", 1250.5],
    ["1,250.50", 1250.5],
    ["1 250.50", 1250.5],
  ])("is not needed for %j, which has one reading", (quote, dollars) => {
    expect(parseAmount(quote)).toMatchObject({ ok: true, cents: dollars * 100 });
  });
});
