import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { readOwnList } from "@/app/own-list";
import { StartChoice } from "@/components/chat/start-choice";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant } from "@/lib/auth/principal";
import { openNew } from "../open-new";

export const metadata: Metadata = { title: "New" };

interface NewClaimPageProps {
  searchParams: Promise<{ workflow?: string }>;
}

/**
 * "New claim": opens an empty conversation; the first message stores it. Asks which workflow to start when there are
 * several.
 */
export default async function NewClaimPage({ searchParams }: NewClaimPageProps) {
  const participant = await gatePage(asParticipant);
  const { title, startable, isShown } = await readOwnList(participant);
  const { workflow } = await searchParams;
  const offered = startable.filter(({ startedWith }) => startedWith === "new");
  const chosen = startable.find(({ id }) => id === workflow) ?? (offered.length === 1 ? offered[0] : undefined);
  if (chosen) openNew(chosen);
  if (!isShown) forbidden();
  return (
    <AppFrame principal={participant} ownList={title}>
      <StartChoice title="What would you like to start?" workflows={offered} backTo={title} />
    </AppFrame>
  );
}
