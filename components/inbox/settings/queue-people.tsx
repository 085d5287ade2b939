import { UserMinus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { addPersonAction, removePersonAction } from "@/lib/inbox/queues/actions";
import type { EditableQueue } from "@/lib/inbox/queues/schema";
import { AddPerson } from "./add-person";
import { LimitCell } from "./limit-cell";
import type { PersonTexts, QueueProblems } from "./queue-texts";
import { useSettings } from "./use-settings";

interface QueuePeopleProps {
  queue: EditableQueue;
  /** By the id of the person. */
  texts: Record<string, PersonTexts>;
  problems: QueueProblems;
  onType: (id: string, change: Partial<PersonTexts>) => void;
  /** A person was added or removed. */
  onChanged: () => void;
}

/** The people of a queue with their limits. To add or remove a person takes effect at once. */
export function QueuePeople({ queue, onChanged, ...limits }: QueuePeopleProps) {
  const { settings, people, others } = queue;
  const work = useSettings();
  const remove = (id: string) => work.run(() => removePersonAction(settings.id, id), onChanged);
  return (
    <div className="grid gap-3">
      {people.length > 0 ? (
        <PeopleTable queue={queue} isPending={work.isPending} onRemove={remove} {...limits} />
      ) : (
        <p className="text-ink-soft">No reviewer has this queue.</p>
      )}
      {others.length > 0 && (
        <AddPerson
          others={others}
          hint={queue.canSetRights ? null : "They may approve nothing until an admin sets what they may approve."}
          isPending={work.isPending}
          onAdd={(id) => work.run(() => addPersonAction(settings.id, id), onChanged)}
        />
      )}
      {work.problem && (
        <p role="alert" className="text-attention">
          {work.fieldProblem("person") ?? work.problem.message}
        </p>
      )}
    </div>
  );
}

type PeopleTableProps = Omit<QueuePeopleProps, "onChanged"> & {
  isPending: boolean;
  onRemove: (id: string) => void;
};

function PeopleTable({ queue, texts, problems, onType, isPending, onRemove }: PeopleTableProps) {
  const { people, canSetRights, settings } = queue;
  return (
    <table className="w-full border-collapse text-left max-sm:block">
      <caption className="pb-1 text-left font-semibold max-sm:block">
        People
        <span className="block font-normal text-ink-faint text-meta">
          They see and decide its cases. An empty limit means the limit of the queue, if it has one.
          {!canSetRights && " An admin sets what people may approve."}
        </span>
      </caption>
      <thead className="text-ink-soft text-meta max-sm:sr-only">
        <tr>
          <th scope="col" className="py-1 pr-4 font-normal">
            Name
          </th>
          <th scope="col" className="py-1 pr-4 font-normal">
            Open cases
          </th>
          <th scope="col" className="py-1 pr-4 font-normal">
            May approve up to, in dollars
          </th>
          <td />
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {people.map(({ id, name }) => (
          <tr key={id} className="border-line border-t align-top max-sm:grid max-sm:gap-2 max-sm:py-3">
            <th scope="row" className="py-2 pr-4 font-normal max-sm:p-0 max-sm:font-semibold">
              {name}
            </th>
            <LimitCell
              id={`cases-${id}`}
              label={`Open cases of ${name}`}
              short="Open cases"
              value={texts[id]?.caseLimit ?? ""}
              problem={problems[`cases-${id}`]}
              onType={(caseLimit) => onType(id, { caseLimit })}
            />
            <LimitCell
              id={`approves-${id}`}
              label={`${name} may approve up to, in dollars`}
              short="May approve up to, in dollars"
              isReadOnly={!canSetRights}
              value={texts[id]?.approvesUpTo ?? ""}
              problem={problems[`approves-${id}`]}
              onType={(approvesUpTo) => onType(id, { approvesUpTo })}
            />
            <td className="py-1.5 text-right max-sm:p-0 max-sm:text-left">
              {id !== settings.lead_id && (
                <Button
                  variant="quiet"
                  size="sm"
                  aria-label={`Remove ${name} from the queue`}
                  isPending={isPending}
                  onClick={() => onRemove(id)}
                  className="max-lg:h-11"
                >
                  <UserMinus aria-hidden />
                  Remove
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
