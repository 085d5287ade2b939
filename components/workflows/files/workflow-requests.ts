import { describeProblem, fetchWithOwnErrors } from "@/components/ui/requests/request-problem";
import type {
  ChangeWorkflow,
  ImportedWorkflow,
  ImportProblem,
  NewWorkflow,
  WorkflowItem,
} from "@/lib/workflows/list/schema";

/** Why a request was refused, in words. */
export interface Refusal {
  detail: string;
  /** Field name -> sentence. */
  fields: Record<string, string>;
  /** What is wrong in an imported file. */
  problems: ImportProblem[];
}

/** The result of a request, or why it was refused. */
export type Answer<Result> = { result: Result } | { refusal: Refusal };

const refuse = (detail: string): { refusal: Refusal } => ({ refusal: { detail, fields: {}, problems: [] } });

/** Sends JSON to the API, or reads with GET. It never throws: a lost connection is a refusal, too. */
export async function sendRequest<Result>(address: string, method = "GET", body?: BodyInit): Promise<Answer<Result>> {
  try {
    const response = await fetchWithOwnErrors(address, {
      ...{ method, cache: "no-store" },
      ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
    });
    if (response.ok) return { result: (await response.json()) as Result };
    const text = await response.text();
    const { message, needsSignIn } = describeProblem(new Error(text));
    const { fields = {}, problems = [] } = JSON.parse(text) as Partial<Refusal>;
    return { refusal: { detail: needsSignIn ? `${message} Sign in again.` : message, fields, problems } };
  } catch (error) {
    return refuse(describeProblem(error).message);
  }
}

const workflows = "/api/v1/workflows";

/** Creates a workflow: empty, from a template or as a copy. */
export const createWorkflow = (body: NewWorkflow) =>
  sendRequest<{ id: string }>(workflows, "POST", JSON.stringify(body));

/** Renames, archives or unarchives a workflow. */
export const changeWorkflow = (id: string, change: ChangeWorkflow) =>
  sendRequest<WorkflowItem>(`${workflows}/${id}`, "PATCH", JSON.stringify(change));

/** Bytes. A larger file is refused before it is sent; the server has the same limit. */
const maxWorkflowBytes = 2 * 1024 * 1024;

/** Imports a file. The server recognises the kind of the file. */
export async function importFile(file: File): Promise<Answer<ImportedWorkflow>> {
  if (file.size > maxWorkflowBytes) {
    const size = (file.size / 1024 / 1024).toLocaleString("en-US", { maximumFractionDigits: 1 });
    return refuse(`The file has ${size} MB. A workflow has at most 2 MB.`);
  }
  // Read first: a folder, or a file that is gone, fails here and not as a lost connection.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return refuse("The file could not be read. A folder cannot be imported.");
  return sendRequest(`${workflows}/import`, "POST", bytes);
}
