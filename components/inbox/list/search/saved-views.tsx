"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Trash2 } from "lucide-react";
import Link from "next/link";
import { type FormEvent, type MouseEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { DropPanel } from "@/components/ui/lists/drop-panel";
import { describeProblem } from "@/components/ui/requests/request-problem";
import type { SavedView } from "@/lib/inbox/listing/schema";
import { type InboxQuery, inboxParams, readInboxQuery } from "../../inbox-query";
import { createView, deleteView, fetchViews } from "../case-requests";

interface SavedViewsProps {
  query: InboxQuery;
  queues: readonly string[];
  onChoose(query: InboxQuery): void;
}

const viewsKey = ["views"];
const queryOf = (view: SavedView) => readInboxQuery(Object.fromEntries(new URLSearchParams(view.query)));

/** The saved searches of the viewer and of their queues, and a form that saves the current search. */
export function SavedViews({ query, queues, onChoose }: SavedViewsProps) {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const views = useQuery({ queryKey: viewsKey, queryFn: fetchViews, enabled: isOpen });
  const changed = { onSuccess: () => client.invalidateQueries({ queryKey: viewsKey }) };
  const saving = useMutation({ mutationFn: createView, ...changed });
  const deleting = useMutation({ mutationFn: deleteView, ...changed });
  const problem = [views.error, saving.error, deleting.error].find((error) => error !== null);

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const view = { name: String(typed.get("name")), query: inboxParams(query).slice(1) };
    // A name that was typed meanwhile is of another view.
    const reset = () => new FormData(form).get("name") === view.name && form.reset();
    saving.mutate({ ...view, queue: String(typed.get("queue")) || null }, { onSuccess: reset });
  }

  return (
    <DropPanel
      onOpenChange={setOpen}
      label={
        <>
          <Bookmark aria-hidden className="size-3.5" />
          Views
        </>
      }
    >
      <div className="grid gap-3">
        <ul aria-label="Views" className="grid gap-0.5">
          {views.data?.length === 0 && <li className="text-ink-soft text-meta">No view is saved yet.</li>}
          {views.data?.map((view) => (
            <ViewItem key={view.id} view={view} onChoose={onChoose} onDelete={() => deleting.mutate(view.id)} />
          ))}
        </ul>
        <SaveViewForm queues={queues} isPending={saving.isPending} onSubmit={save} />
        {problem && (
          <p role="alert" className="text-attention text-meta">
            {describeProblem(problem).message}
          </p>
        )}
      </div>
    </DropPanel>
  );
}

interface ViewItemProps {
  view: SavedView;
  onChoose(query: InboxQuery): void;
  onDelete(): void;
}

function ViewItem({ view, onChoose, onDelete }: ViewItemProps) {
  function choose(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChoose(queryOf(view));
  }

  return (
    <li className="flex items-center gap-1">
      <Link
        href={`/inbox?${view.query}`}
        prefetch={false}
        onClick={choose}
        className="min-w-0 flex-1 truncate rounded-control px-2 py-1.5 hover:bg-sunken max-lg:py-3"
      >
        {view.name}
        {view.queue && <span className="text-ink-faint text-meta"> · for {view.queue}</span>}
      </Link>
      {view.isOwn && (
        <Button variant="quiet" size="icon" aria-label={`Delete the view ${view.name}`} onClick={onDelete}>
          <Trash2 aria-hidden />
        </Button>
      )}
    </li>
  );
}

interface SaveViewFormProps {
  queues: readonly string[];
  isPending: boolean;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

function SaveViewForm({ queues, isPending, onSubmit }: SaveViewFormProps) {
  return (
    <form onSubmit={onSubmit} className="grid gap-2">
      <div className="grid gap-1">
        <Label htmlFor="view-name" className="text-ink-soft text-meta">
          Save this search as
        </Label>
        <Input id="view-name" name="name" required maxLength={60} className="max-lg:h-11" />
      </div>
      <div className="flex gap-2">
        <Select name="queue" aria-label="Who sees the view" className="max-lg:h-11">
          <option value="">Only me</option>
          {queues.map((queue) => (
            <option key={queue} value={queue}>
              Everyone of {queue}
            </option>
          ))}
        </Select>
        <Button type="submit" isPending={isPending} className="max-lg:h-11">
          Save view
        </Button>
      </div>
    </form>
  );
}
