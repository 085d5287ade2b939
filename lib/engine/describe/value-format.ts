/** How an application writes values that are plain numbers to the engine. */
export interface ValueFormat {
  /** Money in words: "$1,000". The number is whole, in the unit of the application. */
  money(amount: number): string;
  /** What such a number is, in a sentence: "an amount in whole cents". */
  readonly moneyType: string;
}

/** Writes the number itself. */
export const plainFormat: ValueFormat = { money: String, moneyType: "a whole number" };
