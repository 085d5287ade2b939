import { sendRequest } from "@/components/ui/requests/send-request";
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

async function request<Result>(address: string, method: string, body: BodyInit): Promise<Answer<Result>> {
  const answer = await sendRequest<Result>(address, method, body);
  return "result" in answer ? answer : { refusal: { problems: [], ...answer.refusal } };
}

const workflows = "/api/v1/workflows";

/** Creates a workflow: empty, from a template or as a copy. */
export const createWorkflow = (body: NewWorkflow) => request<{ id: string }>(workflows, "POST", JSON.stringify(body));

/** Renames, archives or unarchives a workflow. */
export const changeWorkflow = (id: string, change: ChangeWorkflow) =>
  request<WorkflowItem>(`${workflows}/${id}`, "PATCH", JSON.stringify(change));

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
  return request(`${workflows}/import`, "POST", bytes);
}
