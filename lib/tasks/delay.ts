import { z } from "zod";
import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "./define-kind";

const configSchema = z.strictObject({
  /** How long to wait, in hours. */
  hours: z
    .number()
    .positive()
    .max(24 * 365),
  statusMessage: z.string().max(200).default("Waiting for a set time"),
});
type DelayConfig = z.infer<typeof configSchema>;

/** The context key under which a task notes until when it waits, so that being woken early changes nothing. */
const untilKey = (taskId: string): string => `${taskId}_until`;

/** Lets time pass: nobody has to answer, and nothing is kept running meanwhile. */
export const delay = defineKind<DelayConfig>({
  kind: "delay",
  label: "Wait a while",
  description: "Lets a set time pass, then goes on by itself.",
  icon: "timer",
  configSchema,
  waits: true,
  summarize: ({ hours }) => `Goes on after ${hours} h`,

  async run({ hours, statusMessage }, context, { taskId, now }): Promise<TaskResult> {
    const key = untilKey(taskId);
    const noted = context.get<string>(key);
    const until = noted ? Date.parse(noted) : now.getTime() + hours * 3_600_000;
    const leftMs = until - now.getTime();
    if (noted && leftMs <= 0) {
      context.remove(key);
      return { nextAction: NextAction.ContinueAndExecute, statusMessage: "The time has come" };
    }
    context.set(key, new Date(until).toISOString());
    return {
      nextAction: NextAction.WaitForInput,
      statusMessage,
      wait: {
        audience: "timer",
        form: { type: "timer", until: new Date(until).toISOString() },
        wakeInMs: Math.max(1, Math.round(leftMs)),
      },
    };
  },
});
