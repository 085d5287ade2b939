import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { SessionListItem } from "@/lib/sessions/schema";

interface SessionPickerProps {
  workflowId: string;
  sessions: SessionListItem[];
  /** The shown session. It may be older than the recent ones in `sessions`. */
  shown: SessionListItem | null;
}

/** Chooses the session that the canvas shows. The button opens it, because a choice must not navigate (WCAG 3.2.2). */
export function SessionPicker({ workflowId, sessions, shown }: SessionPickerProps) {
  const isRecent = sessions.some((session) => session.sessionId === shown?.sessionId);
  const options = shown && !isRecent ? [shown, ...sessions] : sessions;
  if (options.length === 0) return <p className="text-ink-soft">No session has run yet.</p>;
  return (
    <Form action={`/workflows/${workflowId}`} className="flex min-w-0 items-center gap-2">
      <Label htmlFor="session" className="max-sm:sr-only">
        Session
      </Label>
      <Select
        key={shown?.sessionId}
        id="session"
        name="session"
        defaultValue={shown?.sessionId ?? ""}
        className="lg:w-96"
      >
        <option value="">None, edit the workflow</option>
        {options.map(({ sessionId, reference, claimantName, statusText }) => (
          <option key={sessionId} value={sessionId}>
            {reference} · {claimantName} · {statusText}
          </option>
        ))}
      </Select>
      <Button type="submit">Show</Button>
    </Form>
  );
}
