import type { Metadata } from "next";
import { ownListTitle } from "@/app/own-list";
import { AbsenceForm } from "@/components/inbox/settings/absence-form";
import { AbsenceList } from "@/components/inbox/settings/absence-list";
import { InboxPlaces } from "@/components/inbox/settings/inbox-places";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { findColleagues } from "@/lib/inbox/mutations";
import { ledQueues, listAbsences } from "@/lib/inbox/queues/data";

export const metadata: Metadata = { title: "Absences" };

/** When the reviewer is away, and the absences of the people in the queues that they lead. */
export default async function AbsencesPage() {
  const reviewer = await gatePage(asReviewer);
  const [{ own, led }, colleagues, queues] = await Promise.all([
    listAbsences(reviewer),
    Promise.all(reviewer.queues.map((queue) => findColleagues(queue))),
    ledQueues(reviewer),
  ]);
  const people = new Map(colleagues.flat().map((person) => [person.id, person]));
  people.delete(reviewer.userId);
  return (
    <AppFrame principal={reviewer} ownList={await ownListTitle(reviewer)}>
      <InboxPlaces here="absences" />
      <h1 className="mb-6">Absences</h1>
      <section aria-labelledby="own" className="grid gap-4">
        <h2 id="own">When you are away</h2>
        {own.length > 0 ? (
          <AbsenceList label="Your absences" absences={own} isOwn />
        ) : (
          <p className="max-w-prose text-ink-soft">
            You have noted no absence. During one, your cases go to your deputy, and no new ones are assigned to you.
          </p>
        )}
        <AbsenceForm colleagues={[...people.values()].toSorted((a, b) => a.name.localeCompare(b.name))} />
      </section>
      {queues.length > 0 && (
        <section aria-labelledby="team" className="mt-10 grid gap-4">
          <h2 id="team">People of the queues that you lead</h2>
          {led.length > 0 ? (
            <AbsenceList label="Absences of your people" absences={led} />
          ) : (
            <p className="text-ink-soft">Nobody has noted an absence.</p>
          )}
        </section>
      )}
    </AppFrame>
  );
}
