import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { readOwnList } from "@/app/own-list";
import { StartChoice } from "@/components/chat/start-choice";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant } from "@/lib/auth/principal";
import { openNew } from "../open-new";

export const metadata: Metadata = { title: "Ask a question" };

/** "Ask a question": opens an empty conversation; the first message stores it. Several workflows are a choice first. */
export default async function AskPage() {
  const participant = await gatePage(asParticipant);
  const { title, startable, isShown } = await readOwnList(participant);
  const workflows = startable.filter(({ startedWith }) => startedWith === "ask");
  const [only, ...others] = workflows;
  if (only && others.length === 0) openNew(only);
  if (!isShown) forbidden();
  return (
    <AppFrame principal={participant} ownList={title}>
      <StartChoice title="What is your question about?" workflows={workflows} backTo={title} />
    </AppFrame>
  );
}
