import { unreachable } from "./messages/sent-message";

/** The refusal that stands for no answer at all. */
export const noAnswer = { ok: false as const, code: "offline", message: unreachable };

/**
 * An action for useActionState that gives `refusal` when the server cannot be reached: thrown, that would replace the
 * page. While the page is rendered on the server it is the action itself, so that its form posts before JavaScript.
 */
export function orUnreachable<State>(
  action: (previous: State, form: FormData) => Promise<State>,
  refusal: NoInfer<State>,
): (previous: State, form: FormData) => Promise<State> {
  if (typeof window === "undefined") return action;
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      // A failed fetch; redirects and what the server threw go on their way.
      if (error instanceof TypeError) return refusal;
      throw error;
    }
  };
}
