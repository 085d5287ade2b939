/** The result of reading typed text: a value, or a sentence that says what to type. */
export type Typed<Value> = { ok: true; value: Value } | { ok: false; problem: string };

/** The result for text that has a value. */
export const typed = <Value>(value: Value): Typed<Value> => ({ ok: true, value });
/** The result for text without a value. The problem is a sentence that says what to type. */
export const mistyped = (problem: string): Typed<never> => ({ ok: false, problem });
