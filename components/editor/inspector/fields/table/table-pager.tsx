import { QuietButton } from "../../form/field-frame";

interface TablePagerProps {
  page: number;
  count: number;
  rowsOnPage: number;
  onPage: (page: number) => void;
}

/** Which rows are shown, and buttons to the others. */
export function TablePager({ page, count, rowsOnPage, onPage }: TablePagerProps) {
  if (count <= rowsOnPage) return null;
  const first = page * rowsOnPage + 1;
  const last = Math.min(count, first + rowsOnPage - 1);
  return (
    <span className="flex items-center gap-2 text-ink-soft text-meta">
      <QuietButton label="Earlier rows" text="Earlier rows" isOff={page === 0} onClick={() => onPage(page - 1)} />
      Rows {first} to {last} of {count.toLocaleString("en")}
      <QuietButton label="Later rows" text="Later rows" isOff={last === count} onClick={() => onPage(page + 1)} />
    </span>
  );
}
