/** The largest amount anybody may claim, in cents: $1,000,000.00. */
export const maxAmountCents = 100_000_000;

/** Integer cents for reading: 125000 is "$1,250.00". */
export function formatMoney(cents: number, currency = "USD"): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}
