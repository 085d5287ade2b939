import { z } from "zod";
import { personText } from "@/lib/text";
import { reasonCodeSchema } from "../acting/schema";
import type { CasePerson } from "../schema";

const time = z.iso.datetime({ offset: true });

/** The body of `POST /api/v1/absences`: when the reviewer is away, and who gets their cases meanwhile. */
export const absenceBodySchema = z
  .strictObject({
    starts_at: time,
    ends_at: time,
    delegate_id: z
      .uuid()
      .nullable()
      .default(null)
      .meta({ description: "The colleague who gets the cases; without one they are free for everyone." }),
  })
  .refine(({ starts_at, ends_at }) => Date.parse(ends_at) > Date.parse(starts_at), {
    path: ["ends_at"],
    message: "It ends after it has begun.",
  });
export type AbsenceBody = z.infer<typeof absenceBodySchema>;

/** The name of a queue in addresses and configs. */
export const queueIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a queue is like claims");

export const hourMs = 3_600_000;

const limit = z.int32().min(1).nullable();

/** One person of a queue. Everything is named, also when there is no limit: what is left out would be lost. */
const memberSchema = z.strictObject({
  user_id: z.uuid(),
  case_limit: limit.meta({ description: "How many open cases they may have; null: as the queue." }),
  approves_up_to_cents: z
    .int32()
    .min(0)
    .nullable()
    .meta({ description: "The largest amount that they may approve; null: any amount." }),
});

const queueFields = {
  name: z.string().trim().min(1).max(60),
  lead_id: z.uuid().nullable().meta({ description: "Who is told about overdue cases and gets escalated ones." }),
  case_limit: limit.meta({ description: "How many open cases one person may have." }),
  due_hours: z.number().positive().max(2_160).nullable().meta({
    description: "The longest due time of its cases; the task may set a shorter one.",
  }),
  members: z
    .array(memberSchema)
    .max(500)
    .refine((members) => new Set(members.map((one) => one.user_id)).size === members.length, "Name each person once.")
    .meta({ description: "All people with limits of their own. Who is not among them has none." }),
};

/** The body of `PUT /api/v1/queues/{id}`: all settings of a queue. They replace those of the revision that it names. */
export const queueBodySchema = z.strictObject({
  revision: z.int32().min(0).meta({ description: "That of the settings which these replace; 0 when there are none." }),
  ...queueFields,
});
export type QueueBody = z.infer<typeof queueBodySchema>;

/** The settings of a queue as they are stored. */
export const queueRecordSchema = z.strictObject({ id: z.string(), revision: z.int(), ...queueFields });
export type QueueRecord = z.infer<typeof queueRecordSchema>;

/** A reviewer of a queue with their limits in it. */
interface QueuePerson extends CasePerson {
  case_limit: number | null;
  approves_up_to_cents: number | null;
}

/** A queue as its lead or an admin edits it. */
export interface EditableQueue {
  settings: QueueRecord;
  /** The reviewers whose accounts name the queue. */
  people: QueuePerson[];
  /** The reviewers who do not have it. */
  others: CasePerson[];
  /** The viewer may also set who leads it and what each person may approve. */
  canSetRights: boolean;
  /** Its own reply templates, and those of every queue. */
  templates: QueueTemplate[];
}

/** A reply template with its place. */
export interface QueueTemplate {
  id: string;
  verdict: TemplateVerdict;
  reason_code: string;
  label: string;
  text: string;
  /** It is one of every queue: a queue's own one with the same code replaces it. */
  isShared: boolean;
}

/** The verdicts whose words may begin with a template. */
const templateVerdicts = ["reject", "request_information"] as const;
export type TemplateVerdict = (typeof templateVerdicts)[number];

/** What is saved of a reply template of a queue. Without an `id` it is a new one. */
export const templateBodySchema = z.strictObject({
  id: z.uuid().optional(),
  verdict: z.enum(templateVerdicts),
  reason_code: reasonCodeSchema,
  label: personText(60).refine((text) => text !== "", "Write what reviewers choose."),
  text: personText(1_500).refine((text) => text !== "", "Write the words to begin with."),
});
export type TemplateBody = z.infer<typeof templateBodySchema>;

/** An absence that is not over. */
export interface AbsenceView {
  id: string;
  person: CasePerson;
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
  delegate: CasePerson | null;
}
