import { fetchWithOwnErrors, unreachableText } from "./request-problem";

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
export const toRefusal = (problem: object): Refusal => ({ detail: "", fields: {}, ...problem });

/** Sends a request with a body in JSON, or without one. It never throws: a lost connection is a refusal, too. */
export async function sendRequest<Result>(address: string, method: string, body?: BodyInit): Promise<Answer<Result>> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetchWithOwnErrors(address, body === undefined ? { method } : { method, headers, body });
    const answer = await response.json();
    return response.ok ? { result: answer as Result } : { refusal: toRefusal(answer) };
  } catch (error) {
    return refuse(error instanceof TypeError || !(error instanceof Error) ? unreachableText : error.message);
  }
}
