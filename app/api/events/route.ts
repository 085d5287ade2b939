import { z } from "zod";
import { eventStream } from "@/app/api/events/event-stream";
import { asParticipant, asReviewer, isStaff, type Principal } from "@/lib/auth/principal";
import { principalFromRequest } from "@/lib/auth/request/principal-from-request";
import { readVersioned } from "@/lib/auth/rights-version";
import { type Call, handle } from "@/lib/http/handle";
import { findSessionOfCase } from "@/lib/inbox/data";
import { parsePathId } from "@/lib/path-id";
import { assertMayFollow, currentCursor } from "@/lib/sessions/reading/events";
import type { Subject } from "@/lib/sessions/reading/read-subjects";

const cursorSchema = z
  .string()
  .regex(/^\d{1,16}$/, "This is not a cursor.")
  .transform(Number)
  .refine(Number.isSafeInteger, "This is not a cursor.");

/** A subject's name: "queue", "sessions", "claims", or "session:", "case:", "workflow:" and an id. */
const subjectSchema = z
  .string()
  .max(120)
  .regex(/^(queue|sessions|claims|(session|case):[0-9a-f-]{36}|workflow:[\w-]+)$/, "This is not a subject.");

/** The query: `session` or subjects, not both. */
const querySchema = z
  .strictObject({
    after: cursorSchema.optional(),
    session: z.string().optional(),
    subject: z.array(subjectSchema).max(60),
  })
  .refine(({ session, subject }) => session === undefined || subject.length === 0, {
    path: ["session"],
    message: "Name a session or subjects, not both.",
  });
type Query = z.infer<typeof querySchema>;

/**
 * Server-sent events after a cursor (`?after=`, or the browser's `Last-Event-ID` when it reconnects): what happens to
 * the sessions this person may see, `?session=` for one only, or only what the subjects are about (`?subject=`, several
 * times). Without a cursor it starts now.
 */
export const GET = handle(streamEvents, { limit: () => "events" });

async function streamEvents(call: Call<unknown>): Promise<Response> {
  const principal = await call.principal();
  if (!isStaff(principal)) asParticipant(principal);

  const { searchParams } = new URL(call.request.url);
  const last = call.request.headers.get("last-event-id") || searchParams.get("after");
  const { after, ...query } = querySchema.parse({
    ...Object.fromEntries(searchParams),
    after: last || undefined,
    subject: searchParams.getAll("subject"),
  });
  const subjects = await findSubjects(call, principal, query);
  const authenticate = () => principalFromRequest(call.request);
  const stream = eventStream({
    ...(await readVersioned(principal.userId, authenticate)),
    authenticate,
    subjects,
    cursor: after ?? (await currentCursor()),
    signal: call.request.signal,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // Without it nginx and similar proxies buffer events.
      "x-accel-buffering": "no",
    },
  });
}

async function findSubjects(
  call: Call<unknown>,
  principal: Principal,
  { session, subject }: Omit<Query, "after">,
): Promise<Subject[]> {
  if (session !== undefined) {
    const sessionId = call.about(parsePathId(session));
    await assertMayFollow(principal, sessionId);
    return [{ kind: "session", name: "", sessionId }];
  }
  const names = new Set(subject);
  if (names.size === 0) return [{ kind: "all", name: "" }];
  // Events are delivered only to those who may read them: a subject that this person may not follow stays silent.
  const subjects = await Promise.all([...names].map((name) => toSubject(principal, name)));
  return subjects.filter((subject) => subject !== null);
}

async function toSubject(principal: Principal, name: string): Promise<Subject | null> {
  const [kind, id = ""] = name.split(":");
  if (kind === "queue" || kind === "sessions" || kind === "claims") return { kind, name };
  if (kind === "workflow") return { kind, name, workflowId: id };
  if (kind === "session") return { kind, name, sessionId: parsePathId(id) };
  if (!principal.roles.includes("reviewer")) return null;
  const sessionId = await findSessionOfCase(asReviewer(principal), parsePathId(id));
  return sessionId ? { kind: "case", name, sessionId } : null;
}
