import { z } from "zod";
import { NextAction, type TaskResult, type WaitRequest } from "@/lib/engine";
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

const hourMs = 3_600_000;

/** What its question holds: until when it waits, so that being woken early changes nothing. */
const timerForm = z.object({ type: z.literal("timer"), until: z.iso.datetime() });

/** Lets time pass: nobody has to answer, and nothing is kept running meanwhile. */
export const delay = defineKind<DelayConfig>({
  kind: "delay",
  label: "Wait a while",
  description: "Lets a set time pass, then goes on by itself.",
  icon: "timer",
  configSchema,
  waits: true,
  bounds: () => true,
  summarize: ({ hours }) => `Goes on after ${hours} h`,

  async run({ hours, statusMessage }, _context, { wait, now }): Promise<TaskResult> {
    const standing = timerForm.safeParse(wait?.form).data;
    const until = standing ? Date.parse(standing.until) : now.getTime() + hours * hourMs;
    if (standing && until <= now.getTime())
      return { nextAction: NextAction.ContinueAndExecute, statusMessage: "The time has come" };
    return { nextAction: NextAction.WaitForInput, statusMessage, wait: timer(until, now) };
  },

  renewWait: ({ hours }, _context, _wait, openedAt) => timer(openedAt.getTime() + hours * hourMs, openedAt),
});

const timer = (until: number, from: Date): WaitRequest => ({
  audience: "timer",
  form: { type: "timer", until: new Date(until).toISOString() },
  wakeInMs: Math.max(1, Math.round(until - from.getTime())),
});
