import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { readOwnList } from "@/app/own-list";
import { newClaimAddress } from "@/components/chat/messages/new-claim-address";
import { StartChoice } from "@/components/chat/start-choice";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant } from "@/lib/auth/principal";

export const metadata: Metadata = { title: "New" };

interface NewClaimPageProps {
  searchParams: Promise<{ workflow?: string }>;
}

/**
 * "New claim": creates an id, which the first message stores. It is in the address, so that a reload keeps it. The page
 * asks which workflow to start when there are several.
 */
export default async function NewClaimPage({ searchParams }: NewClaimPageProps) {
  const participant = await gatePage(asParticipant);
  const { title, startable, isShown } = await readOwnList(participant);
  const { workflow } = await searchParams;
  const chosen = startable.length === 1 ? startable[0] : startable.find(({ id }) => id === workflow);
  if (chosen) redirect(newClaimAddress(crypto.randomUUID(), chosen.id));
  if (!isShown) forbidden();
  return (
    <AppFrame principal={participant} ownList={title}>
      <StartChoice workflows={startable} backTo={title} />
    </AppFrame>
  );
}
