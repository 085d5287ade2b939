import type { IncomingMessage } from "node:http";
import type { AppErrorCode, AppErrorOptions } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { FileSender } from "./request-limits";

/** An AppError as data: the application, which Next.js bundles, and the server around it have a class each. */
interface Refusal {
  code: AppErrorCode;
  options: AppErrorOptions;
}

/** Why the sender of a request may not send a file, by its headers alone; null for one who may. */
export type CheckSender = (
  request: Pick<IncomingMessage, "method" | "url" | "headers">,
  sender: FileSender,
) => Promise<Refusal | null>;

const registered = () => processState("sender-check", (): { check: CheckSender | null } => ({ check: null }));

/** Says how the server is to find out who sends a file. */
export function registerSenderCheck(check: CheckSender): void {
  registered().check = check;
}

/** The registered check. Before there is one, no files are taken. */
export const checkSender: CheckSender = async (request, sender) => {
  const { check } = registered();
  return check ? check(request, sender) : { code: "unavailable", options: {} };
};
