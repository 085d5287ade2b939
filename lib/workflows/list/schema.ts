import { z } from "zod";
import { graphId } from "@/lib/engine/definition-kit";
import { pageAnswerFields, pageQueryFields } from "@/lib/paging/schema";
import { personText } from "@/lib/text";
import { isoTimeSchema } from "../schema";

const workflowName = personText(80).pipe(z.string().min(1, "Give it a name, please."));

/** The body of `POST /api/v1/workflows`. */
export const newWorkflowBodySchema = z
  .strictObject({
    name: workflowName.meta({ description: "Names need not be unique. The id is made of the name." }),
    description: personText(400).optional(),
    template: z.string().max(64).optional().meta({ description: "The id of a template to begin with." }),
    copy_of: graphId.optional().meta({ description: "The id of a workflow, the draft of which is copied." }),
  })
  .refine(({ template, copy_of }) => template === undefined || copy_of === undefined, {
    path: ["template"],
    message: "Begin with a template or with a copy, not with both.",
  })
  .meta({ id: "NewWorkflow" });
export type NewWorkflow = z.infer<typeof newWorkflowBodySchema>;
/** The answer of `POST /api/v1/workflows`. */
export const createdWorkflowSchema = z.strictObject({ id: graphId }).meta({ id: "CreatedWorkflow" });

/** The body of `PATCH /api/v1/workflows/{id}`. */
export const changeWorkflowBodySchema = z
  .strictObject({
    name: workflowName.optional().meta({ description: "The new name, which the draft gets too." }),
    archived: z.boolean().optional().meta({ description: "No new session of an archived workflow starts." }),
  })
  .refine(({ name, archived }) => name !== undefined || archived !== undefined, "Say what is to be changed.")
  .meta({ id: "ChangeWorkflow" });
export type ChangeWorkflow = z.infer<typeof changeWorkflowBodySchema>;

/** One workflow in a list. */
export const workflowItemSchema = z
  .strictObject({
    id: graphId,
    name: z.string().meta({ description: "Of a workflow that is not published, the name of its draft." }),
    description: z.string(),
    created_at: isoTimeSchema,
    created_by: z.string().nullable().meta({ description: "Null for what came with the product." }),
    archived_at: isoTimeSchema.nullable(),
    published_version: z.int().nullable(),
    published_at: isoTimeSchema.nullable(),
    task_count: z.int(),
    open_sessions: z.int(),
    waiting_sessions: z.int().meta({ description: "Those of the open ones that wait for a person." }),
  })
  .meta({ id: "Workflow" });
export type WorkflowItem = z.infer<typeof workflowItemSchema>;

/** The answer of `GET /api/v1/workflows`. */
export const workflowListSchema = z
  .strictObject({
    workflows: z.array(workflowItemSchema),
    ...pageAnswerFields,
  })
  .meta({ id: "WorkflowList" });

/** The query of `GET /api/v1/workflows`. */
export const workflowQuerySchema = z.strictObject({
  ...pageQueryFields,
  archived: z
    .enum(["false", "true", "all"])
    .default("false")
    .meta({ description: "true: only archived workflows. all: those too." }),
  search: z.string().max(100).optional().meta({
    description: "Only workflows with every word of it in the name, the description or the id.",
  }),
});
export type WorkflowQuery = z.infer<typeof workflowQuerySchema>;

const problemShape = z.strictObject({
  message: z.string().meta({ description: "It names the task, edge or setting." }),
  line: z.int().optional().meta({ description: "Its line in the file, from 1." }),
  path: z.string().optional().meta({ description: "Its place in the file: definition.tasks[3].label" }),
});
/** What is wrong in a file, as the problem document of a refused import lists it. */
export type ImportProblem = z.infer<typeof problemShape>;

/** The answer of `POST /api/v1/workflows/import`. */
export const importedWorkflowSchema = z
  .strictObject({
    id: graphId,
    name: z.string(),
    renamed_from: z.string().nullable().meta({ description: "The name in the file, which another workflow has." }),
    problems: z.array(z.string()).meta({ description: "What has to be solved before it can be published." }),
  })
  .meta({ id: "ImportedWorkflow" });
export type ImportedWorkflow = z.infer<typeof importedWorkflowSchema>;

/** What a workflow is exported as, with the end of the file's name and its media type. */
export const exportFormats = {
  json: { end: ".json", type: "application/json; charset=utf-8" },
  mermaid: { end: ".mmd", type: "text/plain; charset=utf-8" },
  svg: { end: ".svg", type: "image/svg+xml; charset=utf-8" },
} as const;
export type ExportFormat = keyof typeof exportFormats;

/** The query of `GET /api/v1/workflows/{id}/export`. */
export const exportQuerySchema = z.strictObject({
  format: z.enum(["json", "mermaid", "svg"]).default("json"),
  version: z
    .string()
    .regex(/^([1-9]\d{0,8}|draft)$/, "The number of a version, or draft.")
    .default("draft")
    .transform((version) => (version === "draft" ? null : Number(version)))
    .meta({ description: "The number of a version, or draft." }),
});
