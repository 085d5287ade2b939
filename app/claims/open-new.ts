import { redirect } from "next/navigation";
import { defaultWorkflowId } from "@/lib/sessions/start-session";

/** Leads to a session that its first message stores. The id is in the address, so that a reload keeps it. */
export function openNew({ id }: { id: string }): never {
  // "1" is the default workflow, as in addresses of earlier releases.
  redirect(`/claims/${crypto.randomUUID()}?new=${id === defaultWorkflowId ? "1" : id}`);
}
