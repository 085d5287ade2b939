import { SlidersHorizontal } from "lucide-react";
import type { ChangeEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { DropPanel } from "@/components/ui/lists/drop-panel";
import { type InboxQuery, sortLabels } from "../../inbox-query";
import { searchFormId } from "./inbox-search";

const flags = [
  ["flagged", "With warnings"],
  ["overdue", "Overdue"],
  ["escalated", "Escalated"],
] as const;

/** The other tabs have one order. */
const isSortable = ({ tab }: InboxQuery) => tab === "mine" || tab === "unassigned" || tab === "open";

const countFilters = ({ queue, tag, flagged, overdue, escalated }: InboxQuery): number =>
  [queue, tag, flagged, overdue, escalated].filter(Boolean).length;

type Choice = ChangeEvent<HTMLInputElement | HTMLSelectElement>;
const submit = ({ currentTarget }: Choice) => currentTarget.form?.requestSubmit();

/** Order and filters, as controls of the search. A choice takes effect at once, a tag with Enter. */
export function InboxFilters({ query, queues }: { query: InboxQuery; queues: readonly string[] }) {
  const count = countFilters(query);
  const control = { form: searchFormId, className: "max-lg:h-11" };
  return (
    <DropPanel
      label={
        <>
          <SlidersHorizontal aria-hidden className="size-3.5" />
          {count === 0 ? "Sort and filter" : `Sort and filter, ${count} on`}
        </>
      }
    >
      <div key={JSON.stringify(query)} className="grid gap-3">
        {isSortable(query) && (
          <Labelled id="sort-cases" label="Order">
            <Select id="sort-cases" name="sort" defaultValue={query.sort} onChange={submit} {...control}>
              {Object.entries(sortLabels).map(([sort, label]) => (
                <option key={sort} value={sort}>
                  {label}
                </option>
              ))}
            </Select>
          </Labelled>
        )}
        {queues.length > 1 && (
          <Labelled id="queue-of-cases" label="Queue">
            <Select id="queue-of-cases" name="queue" defaultValue={query.queue} onChange={submit} {...control}>
              <option value="">All of mine</option>
              {queues.map((queue) => (
                <option key={queue} value={queue}>
                  {queue}
                </option>
              ))}
            </Select>
          </Labelled>
        )}
        <Labelled id="tag-of-cases" label="Tag">
          <Input id="tag-of-cases" name="tag" defaultValue={query.tag} maxLength={30} {...control} />
        </Labelled>
        <Flags query={query} />
        <noscript>
          <Button type="submit" form={searchFormId}>
            Apply
          </Button>
        </noscript>
      </div>
    </DropPanel>
  );
}

function Flags({ query }: { query: InboxQuery }) {
  return (
    <div className="grid">
      {flags.map(([name, label]) => (
        <label key={name} className="inline-flex min-h-8 items-center gap-2 max-lg:min-h-11">
          <input
            type="checkbox"
            form={searchFormId}
            name={name}
            value="true"
            defaultChecked={query[name]}
            onChange={submit}
            className="size-4 accent-accent"
          />
          {label}
        </label>
      ))}
    </div>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <Label htmlFor={id} className="text-ink-soft text-meta">
        {label}
      </Label>
      {children}
    </div>
  );
}
