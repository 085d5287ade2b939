/** The result of reading typed text: a value, or a sentence that says what to type. */
export type Typed<Value> = { ok: true; value: Value } | { ok: false; problem: string };

export const typed = <Value>(value: Value): Typed<Value> => ({ ok: true, value });
export const mistyped = (problem: string): Typed<never> => ({ ok: false, problem });
