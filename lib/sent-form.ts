/**
 * The form that a server action was called with. A caller may send any value: one that is not a form becomes an empty
 * form, which the action refuses after it has checked who calls.
 */
export const sentForm = (sent: unknown): FormData => (sent instanceof FormData ? sent : new FormData());

/** A text field; "" when it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
