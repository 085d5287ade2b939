import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import type { EditableQueue } from "@/lib/inbox/queues/schema";
import type { QueueProblems, QueueTexts } from "./queue-texts";

interface QueueFieldsProps extends Pick<EditableQueue, "people" | "canSetRights"> {
  texts: QueueTexts;
  problems: QueueProblems;
  onType: (change: Partial<QueueTexts>) => void;
}

/** The name of a queue, its lead, its limit of cases and its due time. */
export function QueueFields({ people, canSetRights, texts, problems, onType }: QueueFieldsProps) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field id="queue-name" label="Name" error={problems["queue-name"]}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={texts.name}
            onChange={({ target }) => onType({ name: target.value })}
          />
        )}
      </Field>
      <Field
        id="queue-lead"
        label="Lead"
        hint={
          canSetRights
            ? "Is told about overdue cases, gets escalated ones, and may edit this page."
            : "An admin sets it."
        }
        error={problems.lead_id}
      >
        {(control) => (
          <Select
            {...control}
            disabled={!canSetRights}
            value={texts.lead}
            onChange={({ target }) => onType({ lead: target.value })}
          >
            <option value="">Nobody</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="queue-limit"
        label="Open cases a person may have"
        hint="Empty: any number."
        error={problems["queue-limit"]}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={texts.caseLimit}
            onChange={({ target }) => onType({ caseLimit: target.value })}
          />
        )}
      </Field>
      <Field
        id="queue-due"
        label="Decided within, in hours"
        hint="The longest time; a task may set a shorter one. Empty: as the task says."
        error={problems["queue-due"]}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={texts.dueHours}
            onChange={({ target }) => onType({ dueHours: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
