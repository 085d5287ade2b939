import Link from "next/link";
import { countText } from "@/lib/paging/count";
import { Button } from "../button";

interface ListEndProps {
  /** Of the shown part. */
  count: number;
  /** Of the whole list; null for a part that is not the first. */
  total: number | null;
  /** "sessions" */
  noun: string;
  /** The address of the first part, when this is a later one. */
  firstHref: string | null;
  /** The address of the next part; null at the end of the list. */
  nextHref: string | null;
}

/** How much of a list is shown, and links to its other parts. */
export function ListEnd({ count, total, noun, firstHref, nextHref }: ListEndProps) {
  if (count === 0 || (!firstHref && !nextHref)) return null;
  return (
    <nav aria-label={`More ${noun}`} className="mt-4 flex flex-wrap items-center gap-3 text-ink-soft">
      <p className="mr-auto">
        {total === null
          ? `${count} ${noun}${nextHref ? "" : ", the last ones"}`
          : `${count} of ${countText(total)} ${noun}`}
      </p>
      {firstHref && (
        <Button asChild>
          <Link href={firstHref} prefetch={false}>
            Back to the first
          </Link>
        </Button>
      )}
      {nextHref && (
        <Button asChild>
          <Link href={nextHref} prefetch={false}>
            Next {noun}
          </Link>
        </Button>
      )}
    </nav>
  );
}
