import ipaddr from "ipaddr.js";
import { z } from "zod";

const text = z.string().trim().optional();
const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: "must look like postgresql://user:password@host:5432/name" })
  // Prisma puts the schema into its statements as it is.
  .refine((address) => !/[?&]schema=[^&]*("|%22)/.test(address), "must name a ?schema= without quotation marks")
  .optional();
const url = z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional();

const notALimit = "must be a whole number from 1 to 1000000";

/** How many uses in a window. */
const limit = (usual: number) =>
  z.coerce.number({ error: notALimit }).int(notALimit).min(1, notALimit).max(1_000_000, notALimit).default(usual);

/** Addresses and networks, separated by commas: "10.0.0.0/8, ::1". */
const addresses = z
  .string()
  .transform((list) => list.split(",").flatMap((one) => one.trim() || []))
  .refine((all) => all.every((one) => ipaddr.isValid(one) || ipaddr.isValidCIDR(one)), {
    error: "must be addresses or networks such as 10.0.0.0/8, separated by commas",
  })
  .default([]);

const host = /^(?:https?:\/\/)?(?:\*\.)?(?:\[[\da-f:.]+\]|[^\s/@?#:*,[\]]+)(?::\d{1,5})?$/i;

/** Hosts with an optional port, separated by commas: "api.example.com, *.example.org, http://10.0.0.5:8080". */
const hosts = z
  .string()
  .transform((list) => list.split(",").flatMap((one) => one.trim() || []))
  .refine((all) => all.every((one) => host.test(one)), {
    error: "must be hosts such as api.example.com, *.example.com or http://localhost:8080, separated by commas",
  })
  .default([]);

// The documentation has a table of the variables: a new one is added in both places.
const schema = z.object({
  /** Any Postgres >= 15; unset: the embedded one. */
  DATABASE_URL: postgresUrl,
  /** The same database as the role that owns its tables: it migrates, DATABASE_URL only reads and writes rows. */
  DATABASE_OWNER_URL: postgresUrl,
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(1).max(65_535).default(3000),
  /** The address to listen on; unset: all addresses. */
  HOST: text,
  /** "off": only worker processes run the background jobs. */
  GRAPHFLOW_WORKER: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  /** How often this process looks for sessions that are due and have no lease; 0: other processes do it. */
  SWEEP_SECONDS: z.coerce.number({ error: "must be a number of seconds" }).min(0).max(3600).default(5),
  /** A server or worker whose event loop has been blocked for so long is ended and started again; 0: never. */
  BLOCKED_SECONDS: z.coerce.number({ error: "must be a number of seconds" }).min(0).max(3600).default(30),
  /** Demo accounts and keys, also in the database of DATABASE_URL. */
  DEMO: z.stringbool({ error: "must be 1 or 0" }).default(false),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),

  /** Proxies whose X-Forwarded-For, -Host and -Proto headers are used; empty: no proxy's. */
  TRUSTED_PROXIES: addresses,
  /** A person's messages a minute. */
  RATE_LIMIT_CHAT: limit(60),
  /** A person's API calls a minute. */
  RATE_LIMIT_API: limit(600),
  /** Event streams that a person opens a minute. */
  RATE_LIMIT_EVENTS: limit(120),
  /** Requests to the sign-in routes a minute from one address. */
  RATE_LIMIT_AUTH: limit(300),
  /** Failed sign-ins in 15 minutes from one address. */
  RATE_LIMIT_SIGN_IN: limit(20),

  /** The hosts that tasks may send requests to; empty: none. */
  HTTP_ALLOWED_HOSTS: hosts,
  /** Those of them that may have a private or loopback address. */
  HTTP_ALLOWED_PRIVATE_HOSTS: hosts,
  /** The largest answer of another system that a task reads, in bytes, also after decompression. */
  HTTP_RESPONSE_BYTES: z.coerce
    .number({ error: "must be a number of bytes" })
    .int()
    .min(1_000)
    .max(50_000_000)
    .default(1_000_000),
  /** A file of secrets for requests to other systems: JSON, or lines of NAME=value. */
  SECRETS_FILE: text,

  NEXTAUTH_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  NEXTAUTH_URL: url,
  GITHUB_ID: text,
  GITHUB_SECRET: text,
  GOOGLE_ID: text,
  GOOGLE_SECRET: text,
  OIDC_ISSUER: url,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: text,

  OPENROUTER_API_KEY: text,
  LLM_BASE_URL: url,
  LLM_API_KEY: text,
  LLM_MODEL: text,
  /** Further models of the same server that tasks may name, separated by commas. */
  LLM_MODELS: z
    .string()
    .default("")
    .transform((names) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  /** The timeout of a model call whose task has none, in milliseconds. */
  LLM_TIMEOUT_MS: z.coerce
    .number({ error: "must be a number of milliseconds" })
    .int()
    .min(1_000)
    .max(570_000)
    .default(45_000),
  /** The largest prompt in tokens; models cut or refuse a prompt that is larger than their context. */
  LLM_CONTEXT_TOKENS: z.coerce
    .number({ error: "must be a number of tokens" })
    .int()
    .min(500)
    .max(1_000_000)
    .default(3_000),
  /** The model of the same server that computes embeddings; unset: the table that is shipped with the product. */
  EMBEDDING_MODEL: text,
  /** The timeout of a request for embeddings, in milliseconds. */
  EMBEDDING_TIMEOUT_MS: z.coerce
    .number({ error: "must be a number of milliseconds" })
    .int()
    .min(1_000)
    .max(570_000)
    .default(60_000),
});

export type Env = z.infer<typeof schema>;
type Name = keyof Env;

/** The names of all variables that GraphFlow reads. */
export const variableNames = Object.keys(schema.shape) as Name[];

function read<N extends Name>(name: N): Env[N] {
  // Compose files and CI write an empty string for "not set".
  const parsed = schema.shape[name].safeParse(process.env[name] || undefined);
  if (!parsed.success) throw new Error(`${name} ${parsed.error.issues[0]?.message ?? "is not valid"}`);
  return parsed.data as Env[N];
}

/**
 * The typed environment. A variable is parsed when it is read, not at import: a build needs none of them. Reading an
 * invalid one throws an Error of one line that names the variable and never shows its value.
 */
export const env = Object.defineProperties(
  {},
  Object.fromEntries(variableNames.map((name) => [name, { enumerable: true, get: () => read(name) }])),
) as Readonly<Env>;

/** Reads every variable once, so that an invalid one stops the start. Throws like `env`. */
export function checkEnv(): void {
  for (const name of variableNames) read(name);
}
