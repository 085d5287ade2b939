import type { GraphDefinition } from "@/lib/engine";

type Worded = Pick<GraphDefinition, "sessionWord">;

const hourMs = 3_600_000;
/** Clocks differ: up to this much more than a full hour counts as that hour. */
const toleranceMs = 60_000;

/** A time in words, rounded up so that no answer is promised too early: "an hour", "5 hours", "2 days". */
export function describeHours(hours: number): string {
  const whole = Math.ceil((hours * hourMs - toleranceMs) / hourMs);
  if (whole >= 48) return `${Math.ceil(whole / 24)} days`;
  return whole <= 1 ? "an hour" : `${whole} hours`;
}

/** The time until a reviewer's answer is due, in words; null when it is overdue. `dueAt` is epoch milliseconds. */
function describeTimeLeft(dueAt: number, now: Date): string | null {
  const left = dueAt - now.getTime();
  return left > 0 ? describeHours(left / hourMs) : null;
}

/** Said to words that need no other reply during a review: who decides, and by when. */
export function describeDue({ sessionWord }: Worded, dueAt: Date | null, now: Date): string {
  const who = `A specialist decides on your ${sessionWord.one}, and you do not have to do anything.`;
  if (!dueAt) return who;
  const time = describeTimeLeft(dueAt.getTime(), now);
  if (time === null) return `${who} It takes longer than usual; your ${sessionWord.one} is not forgotten.`;
  return `${who} An answer is expected within ${time}.`;
}

/** The answer to "how long will it take?" during a review; undefined for `dueAt`: the claimant has to answer first. */
export function describeReviewTime({ sessionWord }: Worded, dueAt: number | undefined, now: Date): string {
  const who = `A specialist has your ${sessionWord.one}`;
  if (dueAt === undefined) return `${who} and goes on with it as soon as you have answered.`;
  const time = describeTimeLeft(dueAt, now);
  return time === null
    ? `${who}. It takes longer than usual: the answer was due before now. Your ${sessionWord.one} is not forgotten.`
    : `${who}. They usually answer within ${time} from now.`;
}
