import Link from "next/link";
import { cn } from "@/components/ui/cn";

const linkClasses = "-mb-px inline-flex h-9 items-center border-b-2 px-3 text-body hover:text-ink";

/** Chooses between the workflows that are used and the archived ones. */
export function ArchiveFilter({ isArchive, archived }: { isArchive: boolean; archived: number }) {
  const choices = [
    { name: "In use", href: "/workflows", isHere: !isArchive },
    { name: `Archived (${archived.toLocaleString("en-US")})`, href: "/workflows?archived=true", isHere: isArchive },
  ];
  return (
    <nav aria-label="Which workflows" className="flex gap-1">
      {choices.map(({ name, href, isHere }) => (
        <Link
          key={name}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className={cn(
            linkClasses,
            isHere ? "border-accent font-semibold text-ink" : "border-transparent text-ink-soft",
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
