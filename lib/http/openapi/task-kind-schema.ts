import { z } from "zod";
import { fieldMeta } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";

const jsonSchema = z.record(z.string(), z.json()).meta({
  description: "JSON Schema (draft 2020-12) of the settings; its fields say their label, help, widget, unit and group.",
});

/** The answer of `GET /api/v1/task-kinds`. */
export const taskKindsSchema = z
  .strictObject({
    kinds: z.array(
      z.strictObject({
        kind: z.string(),
        label: z.string(),
        description: z.string(),
        icon: z.string().meta({ description: "The name of a lucide icon." }),
        waits: z.boolean().meta({ description: "Whether it may stop for a person." }),
        ends: z.boolean().meta({ description: "Whether it ends the session itself." }),
        replay: z.enum(["pure", "recorded", "effect"]),
        defaults: z.json().meta({ description: "The settings that a new task starts with." }),
        config: jsonSchema,
      }),
    ),
  })
  .meta({ id: "TaskKinds" });

/** The kinds of tasks as data, in the order of the palette. */
export const toTaskKindRecords = (): z.input<typeof taskKindsSchema> => ({
  kinds: Object.values(taskKinds).map((kind) => ({
    kind: kind.kind,
    label: kind.label,
    description: kind.description,
    icon: kind.icon,
    waits: kind.waits,
    ends: kind.ends,
    replay: kind.replay,
    defaults: z.json().parse(kind.defaults()),
    config: toJsonSchema(kind.configSchema),
  })),
});

/** What a schema cannot say in JSON Schema (a refinement, a transform) stays the server's to check. */
const toJsonSchema = (schema: z.ZodType): z.input<typeof jsonSchema> =>
  jsonSchema.parse(z.toJSONSchema(schema, { metadata: fieldMeta, io: "input", unrepresentable: "any" }));
