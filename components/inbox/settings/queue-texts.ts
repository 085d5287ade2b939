import type { EditableQueue, QueueBody } from "@/lib/inbox/queues/schema";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";

/** The settings of a queue as they are typed; "" is none. */
export interface QueueTexts {
  name: string;
  lead: string;
  caseLimit: string;
  dueHours: string;
  /** By the id of the person. */
  people: Record<string, PersonTexts>;
}

/** The limits of one person as they are typed. */
export interface PersonTexts {
  caseLimit: string;
  /** In dollars. */
  approvesUpTo: string;
}

const textOf = (value: number | null): string => (value === null ? "" : String(value));

/** The stored settings as the form shows them. */
export const toTexts = ({ settings, people }: EditableQueue): QueueTexts => ({
  name: settings.name,
  lead: settings.lead_id ?? "",
  caseLimit: textOf(settings.case_limit),
  dueHours: textOf(settings.due_hours),
  people: Object.fromEntries(
    people.map(({ id, case_limit, approves_up_to_cents: cents }) => [
      id,
      { caseLimit: textOf(case_limit), approvesUpTo: cents === null ? "" : (cents / 100).toFixed(2) },
    ]),
  ),
});

/** The typed texts with exactly the people who have the queue now: others may have been added or removed meanwhile. */
export function withPeople(texts: QueueTexts, queue: EditableQueue): QueueTexts {
  const { people } = toTexts(queue);
  return {
    ...texts,
    people: Object.fromEntries(Object.entries(people).map(([id, stored]) => [id, texts.people[id] ?? stored])),
  };
}

/** What is wrong with the typed texts, by the id of the input. */
export type QueueProblems = Record<string, string>;

/** The body to save, or what is wrong. `revision`: that of the settings which it replaces. */
export function readTexts(texts: QueueTexts, revision: number): { body: QueueBody } | { problems: QueueProblems } {
  const problems: QueueProblems = {};
  const count = (id: string, text: string): number | null => {
    const value = readNumber(text);
    if (value !== null && !(Number.isSafeInteger(value) && value >= 1))
      problems[id] = "Write a whole number from 1 on, or nothing.";
    return value;
  };
  const hours = readNumber(texts.dueHours);
  if (hours !== null && !(hours > 0 && hours <= 2_160))
    problems["queue-due"] = "Write a number of hours up to 2160, or nothing.";
  if (texts.name.trim() === "") problems["queue-name"] = "Give the queue a name.";
  const members = Object.entries(texts.people).map(([user_id, typed]) => ({
    user_id,
    case_limit: count(`cases-${user_id}`, typed.caseLimit),
    approves_up_to_cents: readCents(`approves-${user_id}`, typed.approvesUpTo, problems),
  }));
  const body: QueueBody = {
    revision,
    name: texts.name.trim(),
    lead_id: texts.lead || null,
    case_limit: count("queue-limit", texts.caseLimit),
    due_hours: hours,
    // People without limits of their own are left out.
    members: members.filter((one) => one.case_limit !== null || one.approves_up_to_cents !== null),
  };
  return Object.keys(problems).length > 0 ? { problems } : { body };
}

const readNumber = (text: string): number | null => (text.trim() === "" ? null : Number(text));

function readCents(id: string, text: string, problems: QueueProblems): number | null {
  if (text.trim() === "") return null;
  if (/^0+(\.0{1,2})?$/.test(text.trim())) return 0;
  const amount = parseAmount(text);
  if (amount.ok && !amount.range) return amount.cents;
  problems[id] = "Write an amount such as $5,000.00, or nothing.";
  return null;
}
