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

const limit = z.int32().min(1).nullable();

/** The body of `PUT /api/v1/queues/{id}`: all settings of a queue. */
export const queueBodySchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  lead_id: z.uuid().nullable().meta({ description: "Who is told about overdue cases and gets escalated ones." }),
  case_limit: limit.meta({ description: "How many open cases one person may have." }),
  due_hours: z.number().positive().max(2_160).nullable().meta({
    description: "The longest due time of its cases; the task may set a shorter one.",
  }),
  members: z
    .array(
      z.strictObject({
        user_id: z.uuid(),
        case_limit: limit.default(null),
        approves_up_to_cents: z.int32().min(0).nullable().default(null),
      }),
    )
    .max(500)
    .default([])
    .meta({ description: "People with limits of their own." }),
});
export type QueueBody = z.infer<typeof queueBodySchema>;
