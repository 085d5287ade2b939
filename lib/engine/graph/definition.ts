import { z } from "zod";
import { conditionSchema, fieldPath } from "./condition";

/** The ids of tasks and edges: they become object keys and URLs, so names that objects already have are refused. */
export const graphId = z
  .string()
  .regex(/^[a-zA-Z][\w-]{0,63}$/, "an id starts with a letter and has at most 64 letters, digits, _ or -")
  .refine((id) => !(id in Object.prototype) && id !== "prototype", "this id is reserved");

/** The most a graph may have. */
export const maxTasks = 500;
export const maxEdges = 1_500;
/** Levels of objects and lists inside each other. */
export const deepestDefinition = 40;

/** How often a failed task is tried again and how long the pauses are, in milliseconds. */
export const retryPolicySchema = z.strictObject({
  maxAttempts: z.int().min(1).max(20),
  initialDelayMs: z.int().min(0).max(3_600_000),
  backoffFactor: z.number().min(1).max(10),
  maxDelayMs: z.int().min(0).max(86_400_000),
  /** The codes (or classes) of the errors that are tried again; without it all, of the engine's own only timeouts. */
  retryOn: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
});
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

export const taskDefinitionSchema = z.strictObject({
  id: graphId,
  /** A kind of the task catalog; `config` is parsed by that kind's own schema. */
  kind: z.string().min(1).max(64),
  label: z.string().min(1).max(80),
  description: z.string().max(400).optional(),
  /** The stage of the work that people outside see ("Checking the facts"); tasks share stages. */
  stage: z.string().max(60).optional(),
  config: z.record(z.string(), z.json()).default({}),
  timeoutMs: z.int().min(1).max(600_000).optional(),
  /** Milliseconds the task may give no sign of life. */
  idleTimeoutMs: z.int().min(1).max(600_000).optional(),
  retry: retryPolicySchema.optional(),
  /** The result is kept for these milliseconds and stands for every execution that finds the same values in `fields`. */
  cache: z
    .strictObject({ fields: z.array(fieldPath).min(1).max(20), ttlMs: z.int().min(1).max(86_400_000) })
    .optional(),
  /** What the edges out of this task answer, as the picture asks it ("Which size?"). */
  question: z.string().min(1).max(60).optional(),
});
export type TaskDefinition = z.infer<typeof taskDefinitionSchema>;

export const edgeDefinitionSchema = z.strictObject({
  id: graphId,
  from: z.string(),
  to: z.string(),
  /** Without one the edge is taken when no conditional edge before it was. */
  condition: conditionSchema.optional(),
  /** Overrides the condition's own sentence on the canvas. */
  label: z.string().max(80).optional(),
});
export type EdgeDefinition = z.infer<typeof edgeDefinitionSchema>;

/** What a setting may be. Money is a whole number (`ValueFormat`), a duration an ISO 8601 one (PT4H). */
export const settingTypes = ["money", "duration", "number", "text", "choice", "yes_no"] as const;
export type SettingType = (typeof settingTypes)[number];

/** A value of a workflow that stands once, and that conditions, configs and templates name by its key. */
export const settingDefinitionSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "a key is like approval_limit"),
  label: z.string().min(1).max(60),
  type: z.enum(settingTypes),
  value: z.union([z.string().max(2_000), z.number(), z.boolean()]),
  /** Of a choice: what it may be. */
  options: z.array(z.strictObject({ value: z.string().min(1).max(60), label: z.string().min(1).max(60) })).optional(),
  help: z.string().max(400).optional(),
});
export type SettingDefinition = z.infer<typeof settingDefinitionSchema>;

/** A workflow as data: what designers edit, what versions store, what `compileGraph` turns into a Graph. */
export const graphDefinitionSchema = z.strictObject({
  id: graphId,
  name: z.string().min(1).max(80),
  description: z.string().max(400).default(""),
  startTaskId: z.string(),
  settings: z.array(settingDefinitionSchema).max(100).default([]),
  tasks: z.array(taskDefinitionSchema).min(1).max(maxTasks),
  edges: z.array(edgeDefinitionSchema).max(maxEdges),
});
export type GraphDefinition = z.infer<typeof graphDefinitionSchema>;
/** As people write it, before defaults are filled in. */
export type GraphDefinitionInput = z.input<typeof graphDefinitionSchema>;
