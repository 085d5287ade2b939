import { z } from "zod";
import { NextAction, type TaskResult, type WaitRequest } from "@/lib/engine";
import { parseDuration } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { delayKind } from "./config";

/** The wait's form holds its due time, so that an early run changes nothing. */
const timerForm = z.object({ type: z.literal("timer"), until: z.iso.datetime() });

/** Waits for a fixed time: no person has to answer, and no process runs meanwhile. */
export const delay = defineKind(delayKind, {
  async run({ for: time, statusMessage }, _context, { wait, now }): Promise<TaskResult> {
    const open = timerForm.safeParse(wait?.form).data;
    const until = open ? Date.parse(open.until) : now.getTime() + msOf(time);
    if (open && until <= now.getTime())
      return { nextAction: NextAction.ContinueAndExecute, statusMessage: "The time has come" };
    return { nextAction: NextAction.WaitForInput, statusMessage, wait: timer(until, now) };
  },

  renewWait: ({ for: time }, _context, _wait, openedAt) => timer(openedAt.getTime() + msOf(time), openedAt),
});

/** A published config holds nothing but durations. */
const msOf = (duration: string): number => parseDuration(duration) ?? 0;

const timer = (until: number, from: Date): WaitRequest => ({
  audience: "timer",
  form: { type: "timer", until: new Date(until).toISOString() },
  wakeInMs: Math.max(1, Math.round(until - from.getTime())),
});
