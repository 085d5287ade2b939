import { z } from "zod";

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
