import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { unconfirm } from "../facts/facts";
import { askedForPersonMessage } from "./left-undone";
import { finishRound } from "./rounds";

/** The claimant asked for a person: the task asks nothing more and confirms nothing, so that no rule can approve it. */
export function passToPerson(context: Context, { taskId }: TaskExecution, response: string): TaskResult {
  unconfirm(context);
  finishRound(context, taskId);
  if (response) context.addAssistantMessage(response);
  return {
    ...(response && { response }),
    nextAction: NextAction.ContinueAndExecute,
    statusMessage: askedForPersonMessage,
  };
}
