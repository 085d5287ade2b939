import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Select } from "@/components/ui/forms/input";
import type { CasePerson } from "@/lib/inbox/schema";

interface AddPersonProps {
  /** The reviewers without the queue. */
  others: CasePerson[];
  hint: string | null;
  isPending: boolean;
  onAdd: (id: string) => void;
}

/** Gives a reviewer the queue. */
export function AddPerson({ others, hint, isPending, onAdd }: AddPersonProps) {
  const [chosen, setChosen] = useState("");
  const person = others.find(({ id }) => id === chosen);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field
        id="add-person"
        label="Reviewer without this queue"
        hint={hint ?? undefined}
        className="min-w-56 sm:max-w-80"
      >
        {(control) => (
          <Select
            {...control}
            value={person?.id ?? ""}
            className="max-lg:h-11"
            onChange={({ target }) => setChosen(target.value)}
          >
            <option value="">Choose a person</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button isPending={isPending || !person} onClick={() => person && onAdd(person.id)} className="max-lg:h-11">
        Add to the queue
      </Button>
    </div>
  );
}
