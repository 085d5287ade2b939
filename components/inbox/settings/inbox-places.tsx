import { ArrowLeft } from "lucide-react";
import Link from "next/link";

const places = [
  { id: "absences", href: "/inbox/absences", label: "Absences" },
  { id: "queues", href: "/inbox/queues", label: "Queues" },
] as const;

const linkClasses =
  "inline-flex h-9 items-center gap-1 rounded-control px-2 text-ink-soft hover:bg-sunken hover:text-ink max-lg:h-11 " +
  "aria-[current=page]:font-semibold aria-[current=page]:text-ink";

const settingsLinkClasses =
  "inline-flex h-7 items-center rounded-control px-2 text-ink-soft hover:bg-sunken hover:text-ink max-lg:h-11";

interface InboxPlacesProps {
  here: (typeof places)[number]["id"];
  /** An admin may have no inbox. */
  hasInbox?: boolean;
}

/** The way back to the inbox, and its pages for settings. */
export function InboxPlaces({ here, hasInbox = true }: InboxPlacesProps) {
  if (!hasInbox) return null;
  return (
    <nav aria-label="Inbox" className="-ml-2 mb-4 flex flex-wrap items-center gap-x-2">
      <Link href="/inbox" className={linkClasses}>
        <ArrowLeft aria-hidden className="size-4" />
        Inbox
      </Link>
      {places.map(({ id, href, label }) => (
        <Link key={id} href={href} aria-current={id === here ? "page" : undefined} className={linkClasses}>
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** Links to the pages for settings, below the list of cases. */
export function SettingsLinks() {
  return (
    <nav aria-label="Settings of the inbox" className="flex shrink-0 gap-2 border-line border-t px-2 py-1 text-meta">
      {places.map(({ id, href, label }) => (
        <Link key={id} href={href} prefetch={false} className={settingsLinkClasses}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
