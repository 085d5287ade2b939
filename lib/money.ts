/** The largest amount that can be claimed, in cents: $1,000,000.00. */
export const maxAmountCents = 100_000_000;

/** An amount in cents as text: 125000 is "$1,250.00". */
export function formatMoney(cents: number, currency = "USD"): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}
