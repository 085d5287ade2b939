import { keepTabText, readTabText } from "@/components/ui/requests/tab-texts";
import type { DecisionTexts } from "@/lib/inbox/schema";

const keyOf = (caseId: string, name: string) => `graphflow:${name}:${caseId}`;

/** What is typed for a case and not sent: also a note and whether it is evidence ("yes"), and why it is escalated. */
export type CaseText = keyof DecisionTexts | "note" | "note-evidence" | "escalation";

/** The unsent text for a case, or "". Survives a reload of the tab. */
export const readCaseText = (caseId: string, name: CaseText): string => readTabText(keyOf(caseId, name)) ?? "";

/** Stores the unsent text; "" removes it. */
export const keepCaseText = (caseId: string, name: CaseText, text: string): void =>
  keepTabText(keyOf(caseId, name), text);
