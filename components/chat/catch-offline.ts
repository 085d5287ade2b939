import { unreachableText } from "@/components/ui/requests/request-problem";

/** The result of an action that the server did not answer. */
export const offlineRefusal = { ok: false as const, code: "offline", message: unreachableText };

/**
 * Wraps a server action for useActionState: returns `refusal` when the server cannot be reached, because a thrown error
 * would replace the page. On the server it is the action itself, so that its form posts before JavaScript runs.
 */
export function catchOffline<State>(
  action: (previous: State, form: FormData) => Promise<State>,
  refusal: NoInfer<State>,
): (previous: State, form: FormData) => Promise<State> {
  if (typeof window === "undefined") return action;
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      // A TypeError is a failed fetch. Redirects and errors of the server are thrown on.
      if (error instanceof TypeError) return refusal;
      throw error;
    }
  };
}
