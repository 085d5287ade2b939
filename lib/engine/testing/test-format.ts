import type { ConditionWords } from "../describe/describe-condition";
import type { ValueFormat } from "../describe/value-format";

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** An application that writes money as dollars: "$1,000" for 100000. */
export const dollarFormat: ValueFormat = {
  money: (cents) => dollars.format(cents / 100).replace(/\.00$/, ""),
  moneyType: "an amount in whole cents",
};

/** An application that calls the field `amount_cents` "amount". */
export const amountWords: ConditionWords = {
  field: (path) => (path === "amount_cents" ? "amount" : undefined),
  value: (path, value) =>
    path === "amount_cents" && typeof value === "number" ? dollarFormat.money(value) : undefined,
};
