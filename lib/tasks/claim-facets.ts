import type { JsonValue } from "@/lib/engine";

/** The context key of the word for a session that is not a claim; lists show it as the subject. */
export const sessionWordKey = "session_word";

/** The values of a claim that lists sort and filter by: `PostgresSessionStorage` copies them into columns. */
export const claimFacets = {
  referenceKey: "reference",
  keys: ["insurance_type", sessionWordKey, "amount_cents", "currency", "confirmed_at", "outcome", "flags"],
  copy: (read: (key: string) => JsonValue | undefined) => ({
    subject: read("insurance_type") ?? read(sessionWordKey),
    amountCents: read("amount_cents"),
    currency: read("currency"),
    confirmedAt: read("confirmed_at"),
    outcome: read("outcome"),
    flags: read("flags"),
  }),
};
