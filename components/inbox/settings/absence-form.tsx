"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import { addAbsenceAction } from "@/lib/inbox/queues/actions";
import type { CasePerson } from "@/lib/inbox/schema";
import { useSettings } from "./use-settings";

const empty = { first: "", last: "", deputy: "" };

/** The beginning of a day in the zone of the browser, or `daysLater`. Null for a day that is not typed yet. */
function dayStart(day: string, daysLater = 0): string | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return day ? new Date(year, month - 1, date + daysLater).toISOString() : null;
}

/** Notes when the reviewer is away, in whole days, and who gets their cases. */
export function AbsenceForm({ colleagues }: { colleagues: CasePerson[] }) {
  const [typed, setTyped] = useState(empty);
  const [missing, setMissing] = useState<{ first?: string; last?: string }>({});
  const work = useSettings();
  const type = (change: Partial<typeof empty>) => {
    setTyped((before) => ({ ...before, ...change }));
    setMissing({});
    work.forget();
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const [starts_at, ends_at] = [dayStart(typed.first), dayStart(typed.last, 1)];
    if (!starts_at || !ends_at) {
      const needed = "Choose a day.";
      setMissing({ ...(!starts_at && { first: needed }), ...(!ends_at && { last: needed }) });
      document.getElementById(starts_at ? "absence-last" : "absence-first")?.focus();
      return;
    }
    work.run(
      () => addAbsenceAction({ starts_at, ends_at, delegate_id: typed.deputy || null }),
      () => setTyped(empty),
    );
  }

  const isOrder = work.fieldProblem("ends_at") !== null;
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="absence-first" label="First day away" required error={missing.first}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={typed.first}
              onChange={({ target }) => type({ first: target.value })}
              className="max-lg:h-11"
            />
          )}
        </Field>
        <Field
          id="absence-last"
          label="Last day away"
          required
          error={missing.last ?? (isOrder ? "The last day is not before the first." : null)}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={typed.last}
              onChange={({ target }) => type({ last: target.value })}
              className="max-lg:h-11"
            />
          )}
        </Field>
      </div>
      <Field
        id="absence-deputy"
        label="Deputy"
        hint="Gets your cases meanwhile, as far as they may decide them."
        error={work.fieldProblem("delegate_id")}
      >
        {(control) => (
          <Select
            {...control}
            value={typed.deputy}
            onChange={({ target }) => type({ deputy: target.value })}
            className="max-lg:h-11"
          >
            <option value="">Nobody: the cases are free for everyone</option>
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {work.problem && !work.problem.fields && (
        <ErrorNotice title={work.problem.message}>What you typed is kept.</ErrorNotice>
      )}
      <Button type="submit" variant="primary" isPending={work.isPending} className="w-fit max-lg:h-11">
        Add absence
      </Button>
    </form>
  );
}
