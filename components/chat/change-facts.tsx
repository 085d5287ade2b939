"use client";

import { type FormEvent, startTransition, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field, type FieldControlProps } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ChangeState } from "@/lib/chat/actions";
import type { Fact } from "@/lib/tasks/schema";

interface ChangeFactsProps {
  sessionId: string;
  messageId: string;
  facts: Fact[];
  /** What the last post was answered, the action to post to, and whether one is under way. */
  state: ChangeState;
  act: (form: FormData) => void;
  isSaving: boolean;
  onClose: () => void;
}

/** The fact card as a form, each fact with an input of its type. What was typed stays when the server refuses it. */
export function ChangeFacts({ sessionId, messageId, facts, state, act, isSaving, onClose }: ChangeFactsProps) {
  const fields = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state && !state.ok) fields.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state]);

  // Called by hand, because React empties a form that it submits itself.
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => act(form));
  }

  return (
    <form ref={fields} action={act} onSubmit={save} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="clientMessageId" value={messageId} />
      {facts.map((fact) => (
        <input key={fact.key} type="hidden" name={`was.${fact.key}`} value={asTyped(fact)} />
      ))}
      {facts.map((fact, index) => (
        <Field
          key={fact.key}
          id={`fact-${fact.key}`}
          label={fact.label}
          required={fact.required}
          error={state?.fields[fact.key]}
        >
          {(control) => (
            <FactInput fact={fact} control={control} typed={state?.values[fact.key]} autoFocus={index === 0} />
          )}
        </Field>
      ))}
      {state && !state.ok && Object.keys(state.fields).length === 0 && (
        <p role="alert" className="text-attention">
          {state.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" isPending={isSaving}>
          {isSaving ? "Saving…" : "Save changes"}
        </Button>
        <Button asChild size="lg" variant="quiet">
          <a
            href={`/claims/${sessionId}`}
            onClick={(event) => {
              event.preventDefault();
              onClose();
            }}
          >
            Cancel
          </a>
        </Button>
      </div>
    </form>
  );
}

interface FactInputProps {
  fact: Fact;
  control: FieldControlProps;
  /** What was typed into a form that came back. */
  typed: string | undefined;
  autoFocus: boolean;
}

function FactInput({ fact, control, typed, autoFocus }: FactInputProps) {
  const shared = { ...control, name: `value.${fact.key}`, defaultValue: typed ?? asTyped(fact), autoFocus };
  switch (fact.type) {
    case "money":
      return <Input {...shared} inputMode="decimal" autoComplete="off" placeholder="$0.00" />;
    case "date":
      return <Input {...shared} type="date" />;
    case "choice":
    case "yes_no":
      return (
        <Select {...shared}>
          <option value="">Please choose</option>
          {(fact.type === "choice" ? (fact.options ?? []) : yesNo).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      );
    case "long_text":
      return <Textarea {...shared} />;
    case "text":
      return <Input {...shared} />;
  }
}

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** A fact as its input shows it: dollars for cents, the ISO day, the option's value. */
function asTyped(fact: Fact): string {
  if (fact.value === null) return "";
  if (fact.type === "money" && typeof fact.value === "number") return (fact.value / 100).toFixed(2);
  if (typeof fact.value === "boolean") return fact.value ? "yes" : "no";
  return String(fact.value);
}
