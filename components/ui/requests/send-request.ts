import { describeProblem, fetchWithOwnErrors } from "./request-problem";

/** Why a request was refused, in words, with the other members of its problem document. */
export interface Refusal {
  detail: string;
  /** Field name -> sentence. */
  fields: Record<string, string>;
  [member: string]: unknown;
}

/** The result of a request, or why it was refused. */
export type Answer<Result> = { result: Result } | { refusal: Refusal };

/** A refusal that the browser finds itself. */
export const refuse = (detail: string): { refusal: Refusal } => ({ refusal: { detail, fields: {} } });

/** The refusal of a problem document. */
export function toRefusal(problem: object): Refusal {
  const { message, needsSignIn } = describeProblem(new Error(JSON.stringify(problem)));
  return { fields: {}, ...problem, detail: needsSignIn ? `${message} Sign in again.` : message };
}

/** Sends JSON to the API, or reads with GET. It never throws: a lost connection is a refusal, too. */
export async function sendRequest<Result>(address: string, method = "GET", body?: BodyInit): Promise<Answer<Result>> {
  try {
    const response = await fetchWithOwnErrors(address, {
      ...{ method, cache: "no-store" },
      ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
    });
    const answer = await response.json();
    return response.ok ? { result: answer as Result } : { refusal: toRefusal(answer) };
  } catch (error) {
    return refuse(describeProblem(error).message);
  }
}
