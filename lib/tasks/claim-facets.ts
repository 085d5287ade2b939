import type { JsonValue } from "@/lib/engine";

/** The values of a claim that lists sort and filter by: `PostgresSessionStorage` copies them into columns. */
export const claimFacets = {
  referenceKey: "reference",
  keys: ["insurance_type", "amount_cents", "currency", "confirmed_at", "outcome", "flags"],
  copy: (read: (key: string) => JsonValue | undefined) => ({
    subject: read("insurance_type"),
    amountCents: read("amount_cents"),
    currency: read("currency"),
    confirmedAt: read("confirmed_at"),
    outcome: read("outcome"),
    flags: read("flags"),
  }),
};
