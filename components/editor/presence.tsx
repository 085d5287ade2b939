"use client";

import { Users } from "lucide-react";
import { useEffect } from "react";
import { usePresence } from "@/components/shell/use-presence";
import { useSaver } from "./drafts/saver-context";

/** The interval for loading changes of others while they edit. Milliseconds. */
const refreshIntervalMs = 5_000;

/** The people who edit the workflow now: "Mira Sato is editing". */
export function Presence({ workflowId }: { workflowId: string }) {
  const people = usePresence(`workflow:${workflowId}`);
  const saver = useSaver();
  const isAlone = people.length === 0;
  useEffect(() => {
    if (isAlone) return;
    const timer = setInterval(() => void saver.refresh(), refreshIntervalMs);
    return () => clearInterval(timer);
  }, [saver, isAlone]);
  const [first, ...others] = people.map(({ name }) => name);
  const words =
    first === undefined
      ? ""
      : others.length === 0
        ? `${first} is editing`
        : others.length === 1
          ? `${first} and ${others[0]} are editing`
          : `${first} and ${others.length} others are editing`;
  return (
    <p
      role="status"
      title={people.map(({ name }) => name).join(", ")}
      className="flex items-center gap-1.5 text-ink-soft empty:hidden"
    >
      {words && <Users aria-hidden className="size-4 shrink-0" />}
      {words}
    </p>
  );
}
