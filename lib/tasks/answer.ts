import { z } from "zod";
import type { TaskExecution } from "@/lib/engine";

const messageAnswer = z.object({
  type: z.literal("message"),
  text: z.string(),
  facts: z.record(z.string(), z.json()).default({}),
  messageSeqs: z.array(z.int()).default([]),
});
const decisionAnswer = z.object({
  type: z.literal("decision"),
  decisionId: z.string(),
  verdict: z.enum(["approve", "reject", "request_information"]),
  reason: z.string().nullable(),
  edits: z.record(z.string(), z.json()).nullable(),
  actorId: z.string(),
});

/** What a claimant wrote or a reviewer decided, as the storage hands it to the task that asked. */
export type Answer = z.infer<typeof messageAnswer> | z.infer<typeof decisionAnswer>;
export type MessageAnswer = z.infer<typeof messageAnswer>;

/** The typed answer of this run, or undefined when the task runs without one. Plain text counts as a message. */
export function readAnswer(execution: TaskExecution): Answer | undefined {
  const { answer } = execution;
  if (answer === undefined) return undefined;
  if (typeof answer === "string") return { type: "message", text: answer, facts: {}, messageSeqs: [] };
  return z.discriminatedUnion("type", [messageAnswer, decisionAnswer]).parse(answer);
}
