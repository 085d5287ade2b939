/**
 * The form that a server action was called with. Anyone may call an action with anything: what is not a form is an
 * empty one, which the action then refuses like any other, after it has asked who calls.
 */
export const sentForm = (sent: unknown): FormData => (sent instanceof FormData ? sent : new FormData());

/** A text field; "" for one that is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
