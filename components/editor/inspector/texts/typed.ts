/** What typed text means: a value of the field's type, or the sentence that says what to type instead. */
export type Typed<Value> = { ok: true; value: Value } | { ok: false; problem: string };

export const typed = <Value>(value: Value): Typed<Value> => ({ ok: true, value });
export const mistyped = (problem: string): Typed<never> => ({ ok: false, problem });
