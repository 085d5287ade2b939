"use client";

import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import { useDecision } from "../decision-context";

/** The reason that was typed and not sent, after a colleague decided. Nothing without one. */
export function UnsentReason() {
  const { texts, setText } = useDecision();
  if (!texts.reason.trim()) return null;
  return (
    <div className="grid gap-1">
      <Label htmlFor="reason">Reason</Label>
      <Textarea
        id="reason"
        value={texts.reason}
        onChange={(event) => setText("reason", event.target.value)}
        aria-describedby="kept"
      />
      <p id="kept" className="text-ink-faint text-meta">
        What you typed was not sent. It is kept here for you to copy.
      </p>
    </div>
  );
}
