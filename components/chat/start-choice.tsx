import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { StartableWorkflow } from "@/lib/chat/schema";
import { lowerFirst } from "@/lib/words";

interface StartChoiceProps {
  title: string;
  workflows: StartableWorkflow[];
  /** The list that the person came from: "My cases". */
  backTo: string;
}

/** Asks which workflow to start, by their names and descriptions. */
export function StartChoice({ title, workflows, backTo }: StartChoiceProps) {
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <div className="grid gap-2">
        <h1>{title}</h1>
        <p className="text-ink-soft">
          {workflows.length > 0
            ? "Nothing is stored before your first message."
            : "Nothing can be started at the moment."}
        </p>
      </div>
      {workflows.length > 0 && (
        <ul aria-label="What you can start" className="divide-y divide-line border-y">
          {workflows.map(({ id, name, description, sessionWord }) => (
            <li key={id}>
              <Link
                href={`/claims/new?workflow=${id}`}
                prefetch={false}
                className={
                  "-mx-2 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-control px-2 py-4 " +
                  "transition-colors hover:bg-sunken"
                }
              >
                <span className="grid min-w-0 gap-1">
                  <bdi className="wrap-anywhere font-semibold text-reading">{name}</bdi>
                  {description && <span className="wrap-anywhere max-w-prose text-ink-soft">{description}</span>}
                  <span className="text-ink-faint text-meta">{`Starts a new ${sessionWord.one}`}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-ink-faint" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Link href="/claims" className="justify-self-start text-accent underline">
        {`Back to ${lowerFirst(backTo)}`}
      </Link>
    </div>
  );
}
