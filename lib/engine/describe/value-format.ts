/** How an application writes the values that the engine stores as plain numbers. */
export interface ValueFormat {
  /** An amount of money for reading: "$1,000". The number is whole, in the smallest unit that the application uses. */
  money(amount: number): string;
  /** What such a number is, as a sentence goes on: "an amount in whole cents". */
  readonly moneyType: string;
}

/** Without an application: the number itself. */
export const plainFormat: ValueFormat = { money: String, moneyType: "a whole number" };
