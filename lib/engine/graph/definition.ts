import { z } from "zod";
import { conditionSchema, fieldPath } from "./condition";

/** The ids of tasks and edges. They become object keys and parts of URLs, so property names of objects are refused. */
export const graphId = z
  .string()
  .regex(/^[a-zA-Z][\w-]{0,63}$/, "an id starts with a letter and has at most 64 letters, digits, _ or -")
  .refine((id) => !(id in Object.prototype) && id !== "prototype", "this id is reserved");

/** The most tasks of a graph. */
export const maxTasks = 500;
/** The most edges of a graph. */
export const maxEdges = 1_500;
/** Levels of nested objects and lists. */
export const deepestDefinition = 40;

/** How often a failed task is retried, and the pauses between the tries in milliseconds. */
export const retryPolicySchema = z.strictObject({
  maxAttempts: z.int().min(1).max(20),
  initialDelayMs: z.int().min(0).max(3_600_000),
  backoffFactor: z.number().min(1).max(10),
  maxDelayMs: z.int().min(0).max(86_400_000),
  /** Codes or classes of the errors that are retried. By default all errors are; of the engine's own only timeouts. */
  retryOn: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
});
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

/** A task as data: its kind, the config of the kind, and how it is run. */
export const taskDefinitionSchema = z.strictObject({
  id: graphId,
  /** A kind of the catalog. The schema of the kind parses `config`. */
  kind: z.string().min(1).max(64),
  label: z.string().min(1).max(80),
  description: z.string().max(400).optional(),
  /** The stage that people outside see: "Checking the facts". Several tasks may have one stage. */
  stage: z.string().max(60).optional(),
  config: z.record(z.string(), z.json()).default({}),
  timeoutMs: z.int().min(1).max(600_000).optional(),
  /** Milliseconds that the task may emit no event. */
  idleTimeoutMs: z.int().min(1).max(600_000).optional(),
  retry: retryPolicySchema.optional(),
  /** The result is reused for `ttlMs` milliseconds by executions with the same values of `fields`. */
  cache: z
    .strictObject({ fields: z.array(fieldPath).min(1).max(20), ttlMs: z.int().min(1).max(86_400_000) })
    .optional(),
  /** The question in the picture that the outgoing edges answer: "Which size?". */
  question: z.string().min(1).max(60).optional(),
});
export type TaskDefinition = z.infer<typeof taskDefinitionSchema>;

/** An edge as data: it leads from a task to another one when its condition holds. */
export const edgeDefinitionSchema = z.strictObject({
  id: graphId,
  from: z.string(),
  to: z.string(),
  /** An edge without a condition is taken when no condition of the task's other edges holds. */
  condition: conditionSchema.optional(),
  /** Replaces the sentence of the condition in the picture. */
  label: z.string().max(80).optional(),
});
export type EdgeDefinition = z.infer<typeof edgeDefinitionSchema>;

/** What a setting may be. Money is a whole number (`ValueFormat`), a duration an ISO 8601 one (PT4H). */
export const settingTypes = ["money", "duration", "number", "text", "choice", "yes_no"] as const;
export type SettingType = (typeof settingTypes)[number];

/** A value that conditions, configs and templates of a workflow name by its key. */
export const settingDefinitionSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "a key is like approval_limit"),
  label: z.string().min(1).max(60),
  type: z.enum(settingTypes),
  value: z.union([z.string().max(2_000), z.number(), z.boolean()]),
  /** The values of a choice. */
  options: z.array(z.strictObject({ value: z.string().min(1).max(60), label: z.string().min(1).max(60) })).optional(),
  help: z.string().max(400).optional(),
});
export type SettingDefinition = z.infer<typeof settingDefinitionSchema>;

/** The session word of a workflow that has none. */
export const defaultSessionWord: SessionWord = { one: "claim", many: "claims" };

/** The roles that may start sessions of a workflow. */
export const starterRoles = ["claimant", "reviewer", "designer"] as const;
export type StarterRole = (typeof starterRoles)[number];

/** What one session of a workflow and several of them are called: "request", "requests". */
export const sessionWordSchema = z.strictObject({ one: z.string().min(1).max(40), many: z.string().min(1).max(40) });
export type SessionWord = z.infer<typeof sessionWordSchema>;

const startedBySchema = z
  .array(z.enum(starterRoles))
  .min(1, "choose at least one role")
  .max(starterRoles.length)
  .refine((roles) => new Set(roles).size === roles.length, "a role is named twice");

/** How people begin a session of a workflow: as a new one, by asking a question, or not at all: only programs do. */
export const startWays = ["new", "ask", "api"] as const;
export type StartWay = (typeof startWays)[number];

/** The name of a collection of documents. */
export const collectionNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, "A name is like policy-terms: small letters, digits and hyphens.");

const collectionsSchema = z
  .array(collectionNameSchema)
  .max(10)
  .refine((names) => new Set(names).size === names.length, "a collection is named twice");

/** A workflow as data. Designers edit it, versions store it, `compileGraph` makes a Graph of it. */
export const graphDefinitionSchema = z.strictObject({
  id: graphId,
  name: z.string().min(1).max(80),
  description: z.string().max(400).default(""),
  /** The engine ignores it: the application decides who starts a session. */
  startedBy: startedBySchema.default(["claimant"]),
  /** The engine ignores it: the application shows a button for it, or none. */
  startedWith: z.enum(startWays).default("new"),
  sessionWord: sessionWordSchema.default(defaultSessionWord),
  /** The engine ignores it: the application answers questions from these collections of documents. */
  collections: collectionsSchema.default([]),
  startTaskId: z.string(),
  settings: z.array(settingDefinitionSchema).max(100).default([]),
  tasks: z.array(taskDefinitionSchema).min(1).max(maxTasks),
  edges: z.array(edgeDefinitionSchema).max(maxEdges),
});
export type GraphDefinition = z.infer<typeof graphDefinitionSchema>;
/** A definition without the defaults. */
export type GraphDefinitionInput = z.input<typeof graphDefinitionSchema>;
