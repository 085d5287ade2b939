import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import { readVersioned } from "@/lib/auth/rights-version";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { AppError } from "@/lib/errors";
import { currentCursor } from "./events";
import { type DeliveredEvent, eventPublisher } from "./publish-events";
import type { Subject } from "./read-subjects";

withTestDatabase();

const eventually = { timeout: 10_000 };
let dana: Principal;
let sessionId: string;

beforeAll(async () => {
  dana = await createClaimant();
  const workflow = { create: { id: "claims", name: "Claims" } };
  const data = { number: 1, definition: {}, contentHash: "-", workflow } as const;
  const { id: workflowVersionId } = await prisma.workflowVersion.create({ data });
  const session = { workflowVersionId, status: "ready", currentTaskId: "a" } as const;
  const mine = { ...session, id: randomUUID(), reference: "A", claimantId: dana.userId, context: {}, flags: [] };
  ({ id: sessionId } = await prisma.session.create({ data: mine }));
});

/** Only the clock: timers, sockets and the database go on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
const leave: (() => void)[] = [];
afterEach(() => {
  for (const unsubscribe of leave.splice(0)) unsubscribe();
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function write(type: string): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO audit_event (session_id, type, data, hash) VALUES (${sessionId}::uuid, ${type}, '{}', '-')`;
  notifySession(sessionId);
}

/** The person as the database knows them now, as a request of theirs would be authenticated. */
async function authenticate(userId: string, tokenVersion: number): Promise<Principal> {
  const user = await prisma.user.findUnique({ where: { id: userId } });
  if (!user || user.disabledAt || user.tokenVersion !== tokenVersion) throw new AppError("unauthenticated");
  return { userId, name: user.name, email: user.email, roles: user.roles, queues: user.queues };
}

const everything: Subject[] = [{ kind: "all", name: "" }];
const sessionSubject = (id: string): Subject => ({ kind: "session", name: `session:${id}`, sessionId: id });

async function subscribe(principal: Principal, options: { cursor?: number; subjects?: Subject[] } = {}) {
  const heard: string[] = [];
  const stream = { heard, about: [] as string[], ended: null as string | null, beat: 0, leave: () => {} };
  stream.leave = eventPublisher().subscribe({
    ...(await readVersioned(principal.userId, async () => principal)),
    authenticate: () => authenticate(principal.userId, 0),
    subjects: options.subjects ?? everything,
    cursor: options.cursor ?? (await currentCursor()),
    send: (events) => {
      heard.push(...events.map(({ event }) => event.type));
      stream.about.push(...events.flatMap(({ subjects }) => subjects.map(({ name }) => name)));
    },
    hasRead: async () => {},
    heartbeat: (at) => {
      stream.beat = at;
    },
    end: (reason) => {
      stream.ended = reason;
    },
  });
  leave.push(stream.leave);
  return stream;
}

it("gives each event to those who may read it, once and in order", async () => {
  const [staff, own] = [await subscribe(await createReviewer()), await subscribe(dana)];
  const other = await subscribe(await createClaimant());
  const elsewhere = await subscribe(await createReviewer(), { subjects: [sessionSubject(randomUUID())] });
  for (const type of ["one", "two", "three"]) await write(type);
  await expect.poll(() => [staff.heard, own.heard], eventually).toEqual(Array(2).fill(["one", "two", "three"]));
  expect([other.heard, elsewhere.heard]).toEqual([[], []]);
});

it("reads what is no longer kept for a reader that comes back late, then goes on", async () => {
  const first = await subscribe(await createReviewer());
  const start = await currentCursor();
  await prisma.$executeRaw`
    INSERT INTO audit_event (session_id, type, data, hash)
    SELECT ${sessionId}::uuid, n::text, '{}', '-' FROM generate_series(1, 900) AS n`;
  notifySession(sessionId);
  const numbers = Array.from({ length: 900 }, (_, index) => String(index + 1));
  await expect.poll(() => first.heard, eventually).toEqual(numbers);
  const late = await subscribe(dana, { cursor: start });
  await expect.poll(() => late.heard, eventually).toEqual(numbers);
  await write("after");
  await expect.poll(() => [first.heard.at(-1), late.heard.at(-1)], eventually).toEqual(["after", "after"]);
  expect(late.heard).toHaveLength(901);
});

it("sends a reviewer who became a claimant no events of others after five seconds", async () => {
  const reviewer = await createReviewer();
  const [demoted, other] = [await subscribe(reviewer), await subscribe(await createReviewer())];
  await write("before");
  await expect.poll(() => demoted.heard, eventually).toEqual(["before"]);

  await prisma.user.update({ where: { id: reviewer.userId }, data: { roles: ["claimant"] } });
  later(5_000);
  await write("after");
  await expect.poll(() => other.heard, eventually).toEqual(["before", "after"]);
  expect([demoted.heard, demoted.ended]).toEqual([["before"], null]);
});

it.each([
  ["signed out everywhere", { tokenVersion: 1 }],
  ["was disabled", { disabledAt: new Date() }],
])("ends the stream of a person who %s", async (_, data) => {
  const reviewer = await createReviewer();
  const [gone, other] = [await subscribe(reviewer), await subscribe(await createReviewer())];
  await write("before");
  await expect.poll(() => gone.heard, eventually).toEqual(["before"]);
  await prisma.user.update({ where: { id: reviewer.userId }, data });
  later(5_000);
  await write("after");
  await expect.poll(() => other.heard, eventually).toEqual(["before", "after"]);
  expect([gone.heard, gone.ended]).toEqual([["before"], "The reader may no longer read"]);
});

it("ends the stream of a person whose account was deleted", async () => {
  const reviewer = await createReviewer();
  const gone = await subscribe(reviewer);
  await prisma.user.delete({ where: { id: reviewer.userId } });
  await write("after");
  await expect.poll(() => gone.ended, eventually).toBe("The reader may no longer read");
  expect(gone.heard).toEqual([]);
});

it("authenticates a person again when one of their API keys is revoked", async () => {
  const reviewer = await createReviewer();
  const key = await prisma.apiKey.create({ data: { hash: randomUUID(), label: "x", userId: reviewer.userId } });
  const ask = vi.fn(() => authenticate(reviewer.userId, 0));
  const heard: string[] = [];
  const cursor = await currentCursor();
  const end = vi.fn();
  const send = (events: DeliveredEvent[]) => void heard.push(...events.map(({ event }) => event.type));
  const versioned = await readVersioned(reviewer.userId, async () => reviewer);
  const reader = { ...versioned, subjects: everything, cursor, send, end };
  leave.push(
    eventPublisher().subscribe({ ...reader, authenticate: ask, hasRead: async () => {}, heartbeat: () => {} }),
  );
  await write("before");
  await expect.poll(() => heard, eventually).toEqual(["before"]);
  // The same rights as at the opening of the stream.
  expect(ask).not.toHaveBeenCalled();
  ask.mockRejectedValue(new AppError("unauthenticated"));
  await prisma.apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
  later(5_000);
  await write("after");
  await expect.poll(() => end.mock.calls.length, eventually).toBe(1);
  expect(heard).toEqual(["before"]);
});

it("reads the log and the rights once for two hundred streams", async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => createReviewer()));
  const streams = await Promise.all(people.flatMap((person) => Array.from({ length: 4 }, () => subscribe(person))));
  await write("first");
  await expect.poll(() => streams.filter(({ heard }) => heard.length === 1).length, eventually).toBe(200);

  const asked = [vi.spyOn(prisma, "$queryRaw"), vi.spyOn(prisma.user, "findUnique")];
  later(5_000);
  await write("second");
  await expect.poll(() => streams.filter(({ heard }) => heard.length === 2).length, eventually).toBe(200);
  // One of the rights, and one of the log each time something may have happened.
  expect(asked.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(10);
});

it("sends each reader the events of their subjects, with the subjects that each event is about", async () => {
  const reviewer = await createReviewer();
  await prisma.wait.create({
    data: {
      ...{ id: randomUUID(), sessionId, taskId: "review", stepSeq: 1, audience: "reviewer", queue: "claims" },
      ...{ form: {}, status: "cancelled" },
    },
  });
  await prisma.user.update({ where: { id: reviewer.userId }, data: { queues: ["claims"] } });
  const ofClaims = { ...reviewer, queues: ["claims"] };
  const ofOthers = await createReviewer("Tom", ["other"]);
  const queue: Subject = { kind: "queue", name: "queue" };
  const aCase: Subject = { kind: "case", name: "case:1", sessionId };
  const workflow = (workflowId: string): Subject => ({ kind: "workflow", name: `workflow:${workflowId}`, workflowId });
  const own: Subject[] = [
    { kind: "claims", name: "claims" },
    workflow("claims"),
    { kind: "sessions", name: "sessions" },
  ];
  const concerned = await subscribe(ofClaims, { subjects: [queue, aCase, workflow("claims"), workflow("other")] });
  const claimant = await subscribe(dana, { subjects: own });
  const silent = [
    await subscribe(ofOthers, { subjects: [queue, aCase] }),
    await subscribe(ofClaims, { subjects: [sessionSubject(randomUUID()), workflow("other")] }),
    await subscribe(await createClaimant(), { subjects: [queue, aCase, sessionSubject(sessionId), ...own] }),
  ];
  await write("news");
  await expect
    .poll(() => [concerned.about, claimant.about], eventually)
    .toEqual([["queue", "case:1", "workflow:claims"], ["claims"]]);
  expect(silent.map(({ heard }) => heard)).toEqual([[], [], []]);
});

it("reads nothing about the rights of two hundred readers whom an event does not concern", async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => createReviewer()));
  const subjects = [sessionSubject(randomUUID())];
  const streams = await Promise.all(
    people.flatMap((one) => Array.from({ length: 4 }, () => subscribe(one, { subjects }))),
  );
  const concerned = await subscribe(dana);
  await write("first");
  await expect.poll(() => concerned.heard, eventually).toEqual(["first"]);
  later(5_000);
  const asked = vi.spyOn(prisma, "$queryRaw");
  await write("second");
  await expect.poll(() => concerned.heard, eventually).toEqual(["first", "second"]);
  const rightsRead = asked.mock.calls.filter(([text]) => String(text).includes("app_user"));
  expect(rightsRead.map(([, ids]) => (ids as string[]).length)).toEqual([1]);
  expect(streams.flatMap(({ heard }) => heard)).toEqual([]);
});

it("refuses a seventh stream of one person, and lets it in when another one has ended", async () => {
  const reviewer = await createReviewer();
  const streams = await Promise.all(Array.from({ length: 6 }, () => subscribe(reviewer)));
  await expect(subscribe(reviewer)).rejects.toMatchObject({ code: "rate_limited", options: { retryAfterSeconds: 15 } });
  await subscribe(dana);
  streams[0]?.leave();
  await subscribe(reviewer);
});

it("goes on when the database could not be read for a while", async () => {
  const stream = await subscribe(await createReviewer());
  await write("before");
  await expect.poll(() => stream.heard, eventually).toEqual(["before"]);
  const failing = vi.spyOn(prisma, "$queryRaw").mockRejectedValue(new Error("away"));
  await write("meanwhile");
  await expect.poll(() => failing.mock.calls.length, eventually).toBeGreaterThan(0);
  failing.mockRestore();
  await expect.poll(() => stream.heard, eventually).toEqual(["before", "meanwhile"]);
  expect(stream.ended).toBeNull();
});

it("ends every stream when the server stops", async () => {
  const streams = [await subscribe(dana), await subscribe(await createReviewer())];
  eventPublisher().close();
  expect(streams.map(({ ended }) => ended)).toEqual(Array(2).fill("The server stops"));
});

it("reads the log at most ten times a second, and misses nothing", async () => {
  const staff = await subscribe(await createReviewer());
  await write("first");
  await expect.poll(() => staff.heard, eventually).toEqual(["first"]);
  const reads = vi.spyOn(prisma, "$queryRaw");
  const begun = performance.now();
  for (let turn = 0; turn < 30; turn++) {
    await write(`turn ${turn}`);
    // As other processes notify, which do not wait for this one.
    await prisma.$executeRaw`SELECT pg_notify('graphflow_sessions', ${sessionId})`;
  }
  await expect.poll(() => staff.heard.length, eventually).toBe(31);
  expect(reads.mock.calls.length).toBeLessThan(3 + ((performance.now() - begun) / 1_000) * 10);
});
