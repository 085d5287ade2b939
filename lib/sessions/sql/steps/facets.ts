import type { Context, JsonValue, Step } from "@/lib/engine";
import { isIsoTime } from "@/lib/engine/storage-kit";

/** The columns of a session that lists sort and filter by. */
export interface Facets {
  subject: string | null;
  amountCents: number | null;
  currency: string;
  confirmedAt: string | null;
  outcome: string | null;
  flags: string[];
}

type ReadValue = (key: string) => JsonValue | undefined;

/** How an application copies values of the context into the columns of `Facets`; every commit does it. */
export interface FacetCopy {
  /** The context key whose value becomes the reference of a new session; without a value its id does. */
  referenceKey: string;
  /** The context keys that `copy` reads. A step that changes none of them leaves the columns as they are. */
  keys: readonly string[];
  /** The value of each column. One that the column cannot hold is stored as no value. */
  copy(read: ReadValue): { [Column in keyof Facets]: JsonValue | undefined };
}

/** The facets after a step; undefined when it changed none of them. */
export function facetsAfter({ keys, copy }: FacetCopy, context: Context, patch: Step["patch"]): Facets | undefined {
  const { set, remove } = patch;
  if (!keys.some((key) => Object.hasOwn(set, key) || remove.includes(key))) return undefined;
  return storable(
    copy((key) => (remove.includes(key) ? undefined : Object.hasOwn(set, key) ? set[key] : context.get(key))),
  );
}

/** The facets of a whole context. */
export const facetsOf = ({ copy }: FacetCopy, values: Readonly<Record<string, JsonValue>>): Facets =>
  storable(copy((key) => values[key]));

function storable(values: ReturnType<FacetCopy["copy"]>): Facets {
  const confirmedAt = textOf(values.confirmedAt);
  const { flags } = values;
  return {
    subject: textOf(values.subject),
    amountCents: storableCents(values.amountCents),
    currency: textOf(values.currency) ?? "USD",
    confirmedAt: confirmedAt !== null && isIsoTime(confirmedAt) ? confirmedAt : null,
    outcome: textOf(values.outcome),
    flags: Array.isArray(flags) ? flags.filter((flag) => typeof flag === "string") : [],
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** What the columns for amounts can hold: whole cents, not negative, four bytes. */
export const storableCents = (cents: unknown): number | null =>
  Number.isSafeInteger(cents) && Number(cents) >= 0 && Number(cents) <= 2_147_483_647 ? Number(cents) : null;
