import { useState } from "react";
import { type Outcome, useFormScope } from "../form/form-scope";
import type { Typed } from "./typed";

interface TypedTextOptions<Value> {
  id: string;
  value: Value | undefined;
  /** Formats the value for the input; "" for undefined. */
  write: (value: Value | undefined) => string;
  /** Reads the text; the value `undefined` removes the value. */
  read: (text: string) => Typed<Value | undefined>;
  onChange: (value: Value | undefined) => Outcome;
}

interface Box<Value> {
  text: string;
  value: Value | undefined;
  /** Why the text is invalid; null when it is valid. */
  problem: string | null;
}

/**
 * The state of a text input for a value. An invalid text stays in the input with its problem, and is kept when the form
 * closes; the document keeps its last value. A change of the value from outside (undo) replaces the text.
 */
export function useTypedText<Value>({ id, value, write, read, onChange }: TypedTextOptions<Value>) {
  const { unfinished } = useFormScope();
  const [box, setBox] = useState<Box<Value>>(() => {
    const left = unfinished.get(id);
    const reading = left === undefined ? null : read(left);
    return { text: left ?? write(value), value, problem: reading && !reading.ok ? reading.problem : null };
  });
  if (!Object.is(box.value, value)) {
    unfinished.delete(id);
    setBox({ text: write(value), value, problem: null });
  }
  /** Returns why the document refuses a value; null when it is accepted. */
  const take = (next: Value | undefined): string | null => {
    const outcome = Object.is(next, value) ? { ok: true as const } : onChange(next);
    return outcome.ok ? null : outcome.reason;
  };
  return {
    text: box.text,
    problem: box.problem,
    type(text: string): void {
      const reading = read(text);
      const problem = reading.ok ? take(reading.value) : reading.problem;
      if (problem === null && reading.ok) {
        unfinished.delete(id);
        setBox({ text, value: reading.value, problem });
      } else {
        unfinished.set(id, text);
        setBox({ text, value, problem });
      }
    },
    /** On blur: formats a valid text. */
    format(): void {
      if (box.problem === null) setBox({ text: write(value), value, problem: null });
    },
  };
}
