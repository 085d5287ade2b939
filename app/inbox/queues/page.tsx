import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ownListTitle } from "@/app/own-list";
import { InboxPlaces } from "@/components/inbox/settings/inbox-places";
import { QueueForm } from "@/components/inbox/settings/queue-form";
import { ReplyTemplates } from "@/components/inbox/settings/reply-templates";
import { AppFrame } from "@/components/shell/app-frame";
import { EmptyState } from "@/components/ui/empty-state";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewerOrAdmin } from "@/lib/auth/principal";
import { listEditableQueues } from "@/lib/inbox/queues/data";

export const metadata: Metadata = { title: "Queues" };

const linkClasses =
  "inline-flex h-9 items-center rounded-control px-3 text-ink-soft hover:bg-sunken hover:text-ink max-lg:h-11 " +
  "aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-ink";

/** The settings and reply templates of the queues that the person may edit. `?queue=` chooses one. */
export default async function QueuesPage({ searchParams }: { searchParams: Promise<{ queue?: string | string[] }> }) {
  const person = await gatePage(asReviewerOrAdmin);
  const { queue: asked } = await searchParams;
  const queues = await listEditableQueues(person);
  const chosen = queues.find(({ settings }) => settings.id === asked) ?? queues[0];
  return (
    <AppFrame principal={person} ownList={await ownListTitle(person)}>
      <InboxPlaces here="queues" hasInbox={person.roles.includes("reviewer")} />
      <h1 className="mb-6">Queues</h1>
      {chosen ? (
        <>
          <nav aria-label="Queues" className="-ml-3 mb-6 flex flex-wrap gap-1">
            {queues.map(({ settings: { id, name } }) => (
              <Link
                key={id}
                href={`/inbox/queues?queue=${id}`}
                aria-current={id === chosen.settings.id ? "page" : undefined}
                className={linkClasses}
              >
                {name}
              </Link>
            ))}
          </nav>
          <div key={chosen.settings.id} className="grid gap-10">
            <QueueForm queue={chosen} />
            <ReplyTemplates queueId={chosen.settings.id} templates={chosen.templates} />
          </div>
        </>
      ) : (
        <EmptyState icon={Inbox} title="You lead no queue">
          An admin sets who leads a queue. Its lead edits the limits, the due time and the reply templates here.
        </EmptyState>
      )}
    </AppFrame>
  );
}
