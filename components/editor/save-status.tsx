"use client";

import { CircleCheck, CloudOff, LoaderCircle, TriangleAlert, Users } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { countNoun } from "@/lib/words";
import type { Saving } from "./store/editor-state";
import { useEditor } from "./store/store";

const styles: Record<Saving["status"], { icon: typeof CircleCheck; colour: string }> = {
  saved: { icon: CircleCheck, colour: "text-ink-soft" },
  saving: { icon: LoaderCircle, colour: "text-ink-soft" },
  offline: { icon: CloudOff, colour: "text-waiting" },
  busy: { icon: CloudOff, colour: "text-waiting" },
  signed_out: { icon: TriangleAlert, colour: "text-attention" },
  conflict: { icon: Users, colour: "text-attention" },
  refused: { icon: TriangleAlert, colour: "text-attention" },
};

/** The save status in words. Screen readers announce a new status, but not the passing time. */
export function SaveStatus() {
  const saving = useEditor((state) => state.saving);
  const ask = useEditor((state) => state.ask);
  const { icon: Icon, colour } = styles[saving.status];
  return (
    <div className={cn("flex min-w-0 items-center gap-1.5", colour)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <p role="status" className="min-w-0">
        {wordsOf(saving)}
        {saving.status === "saved" && saving.at && <TimeAgo at={saving.at} />}
      </p>
      {saving.status === "conflict" && (
        <button type="button" onClick={() => ask({ about: "conflict" })} className="font-semibold underline">
          Show
        </button>
      )}
      {saving.status === "signed_out" && (
        // Signing in opens a new tab, so this one keeps unsaved text.
        <a href="/sign-in" target="_blank" rel="noreferrer" className="font-semibold underline">
          Sign in
        </a>
      )}
    </div>
  );
}

function wordsOf(saving: Saving): string {
  switch (saving.status) {
    case "saved":
      return saving.at ? "Saved " : "Nothing changed yet";
    case "saving":
      return "Saving";
    case "offline":
      return "Offline, kept here";
    case "busy":
      return "The server is busy, kept here";
    case "signed_out":
      return "You are signed out, kept here.";
    case "conflict":
      return "Another designer has changed this";
    case "refused":
      return `Not saved, kept here: ${saving.reason}`;
  }
}

/** The time since saving. It is updated without an announcement. */
function TimeAgo({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} suppressHydrationWarning>
      {describeAge(Math.max(0, now - Date.parse(at)))}
    </time>
  );
}

/** Formats milliseconds as "2 s ago", "5 min ago", "3 h ago", "2 days ago". */
function describeAge(distance: number): string {
  const seconds = Math.round(distance / 1_000);
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3_600)} h ago`;
  const days = Math.round(seconds / 86_400);
  return `${countNoun(days, "day")} ago`;
}
