"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { exactTime } from "@/components/ui/relative-time";
import type { WorkAct } from "../../../list/loaded/expected-row";
import { useCaseWork } from "../case-work";
import { snoozeTimes } from "./snooze-times";

/** Snoozes the case until a time, or ends its snooze. A message of the claimant ends it, too. */
export function SnoozeDialog({ onClose }: { onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const { snoozedUntil, send } = useCaseWork();
  const snooze = (until: Date) => choose({ act: "snooze", until: until.toISOString() });

  function choose(act: WorkAct) {
    send(act);
    onClose();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const until = new Date(String(new FormData(event.currentTarget).get("until")));
    if (until.getTime() > Date.now()) return snooze(until);
    setProblem("Choose a time that is ahead.");
    document.getElementById("snooze-until")?.focus();
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Snooze this case"
        description="The case is hidden from the list until the chosen time, or until the claimant writes."
      >
        <div className="grid gap-2">
          {snoozedUntil && (
            <Button className="justify-between max-lg:h-11" onClick={() => choose({ act: "unsnooze" })}>
              Show it again now
            </Button>
          )}
          {snoozeTimes(new Date()).map(({ name, at }) => (
            <Button key={name} className="justify-between max-lg:h-11" onClick={() => snooze(at)}>
              {name} <span className="font-normal text-ink-soft">{exactTime(at.toISOString())}</span>
            </Button>
          ))}
        </div>
        <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2">
          <Field id="snooze-until" label="Until" error={problem} className="min-w-56 flex-1">
            {(control) => (
              <Input
                {...control}
                name="until"
                type="datetime-local"
                onChange={() => setProblem(null)}
                className="max-lg:h-11"
              />
            )}
          </Field>
          <Button type="submit" className="max-lg:h-11">
            Snooze until then
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
