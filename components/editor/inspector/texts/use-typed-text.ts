import { useState } from "react";
import { type Outcome, useFormScope } from "../form/form-scope";
import type { Typed } from "./typed";

interface TypedTextOptions<Value> {
  id: string;
  value: Value | undefined;
  /** The value as the box shows it; nothing for none. */
  write: (value: Value | undefined) => string;
  /** `undefined` takes the value away. */
  read: (text: string) => Typed<Value | undefined>;
  onChange: (value: Value | undefined) => Outcome;
}

interface Box<Value> {
  text: string;
  value: Value | undefined;
  /** Why the text is not taken. */
  problem: string | null;
}

/**
 * A box with text for a value. What is no value stays in the box with the reason, also over leaving the form; the
 * document keeps what it had. A value that changes elsewhere (undo) replaces the text.
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
  /** Why the document does not take a value; null when it has it. */
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
    /** On leaving the box: a value reads as it is written everywhere. */
    settle(): void {
      if (box.problem === null) setBox({ text: write(value), value, problem: null });
    },
  };
}
