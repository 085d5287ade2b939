import { formatMoney } from "@/lib/money";
import { cn } from "./cn";

interface MoneyProps {
  /** Integer cents; null when not known. */
  cents: number | null;
  currency?: string;
  /** The text for an unknown amount. */
  unknown?: string;
  className?: string;
}

/** An amount as people read it: $1,250.00. */
export function Money({ cents, currency = "USD", unknown = "Amount not known", className }: MoneyProps) {
  if (cents === null) return <span className={cn("font-normal text-ink-faint", className)}>{unknown}</span>;
  return <span className={cn("whitespace-nowrap tabular-nums", className)}>{formatMoney(cents, currency)}</span>;
}
