import { setTimeout as delay } from "node:timers/promises";
import { checkInvariants, withDatabase } from "./faults/claims/check-invariants";
import { followEvents } from "./faults/claims/follow-events";
import { bearer, expect, type Person } from "./people";
import { test as servers } from "./servers";

const databaseUrl = process.env.DATABASE_URL;

const test = servers.extend<{ servers: [first: string, second: string] }>({
  servers: async ({ baseURL, ownServer }, use) => use([baseURL ?? "", ownServer.url]),
});

/** Sends a request, again when it is told to: a server or a session may be busy. */
async function post<Body>(url: string, person: Person, data: object): Promise<Body> {
  const headers = {
    ...bearer(person),
    "content-type": "application/json",
    "idempotency-key": crypto.randomUUID(),
  };
  for (;;) {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(data) });
    const retryAfter = response.headers.get("retry-after");
    if (response.ok || retryAfter === null) {
      expect(response.status, url).toBe(200);
      return response.json() as Promise<Body>;
    }
    expect([409, 503], url).toContain(response.status);
    await response.body?.cancel();
    await delay(Number(retryAfter) * 1_000);
  }
}

test("a claim is served by two servers in turn, and a reader of either gets every event once", async ({ servers }) => {
  const readers = servers.map((url) => followEvents(url, "demo-admin-key"));
  const claims = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const [here = "", there = ""] = index % 2 === 0 ? servers : servers.toReversed();
      const content = `Somebody hit my parked car, the garage says $${2_000 + index}`;
      const { session_id } = await post<{ session_id: string }>(`${here}/execute`, "claimant2", { content });
      await post(`${there}/execute`, "claimant2", { session_id, content: "yes" });
      return { sessionId: session_id, here };
    }),
  );
  const sessionIds = claims.map(({ sessionId }) => sessionId);
  const expected = await withDatabase(databaseUrl, async (database) => {
    const waits = await database.query<{ id: string; session_id: string }>(
      "SELECT id, session_id FROM wait WHERE session_id = ANY ($1) AND status = 'open'",
      [sessionIds],
    );
    const reviewOf = new Map(waits.rows.map((wait) => [wait.session_id, wait.id]));
    const decision = { verdict: "approve", reason: "As agreed.", expected_version: 1 };
    for (const { sessionId, here } of claims)
      await post(`${here}/api/v1/reviews/${reviewOf.get(sessionId)}/decision`, "reviewer", decision);
    expect(await checkInvariants(database, sessionIds)).toEqual([]);
    const { rows } = await database.query<{ session_id: string; type: string }>(
      "SELECT session_id, type FROM audit_log WHERE session_id = ANY ($1) ORDER BY tx, id",
      [sessionIds],
    );
    return rows.map((row) => `${row.type} ${row.session_id}`);
  });
  expect(expected.length).toBeGreaterThan(10 * sessionIds.length);
  for (const { events, stop } of readers) {
    const received = () =>
      events
        .filter(({ sessionId }) => sessionIds.includes(sessionId))
        .map((event) => `${event.type} ${event.sessionId}`);
    await expect.poll(received, { timeout: 60_000 }).toEqual(expected);
    await stop();
  }
});

test("a browser that disconnects in the middle of an answer gets the answer from the other server, once", async ({
  servers,
}) => {
  const [first, second] = servers;
  for (let index = 0; index < 20; index++) {
    const content = "I need to file a claim";
    const { session_id } = await post<{ session_id: string }>(`${first}/execute`, "claimant2", { content });
    const aborting = new AbortController();
    const text = `Somebody hit my parked car, the garage says $${3_000 + index}`;
    const response = await fetch(`${first}/api/chat`, {
      method: "POST",
      headers: { ...bearer("claimant2"), "content-type": "application/json" },
      body: JSON.stringify({ sessionId: session_id, clientMessageId: crypto.randomUUID(), text }),
      signal: aborting.signal,
    });
    await response.body?.getReader().read();
    aborting.abort();
    const read = async () => {
      const answer = await fetch(`${second}/session/${session_id}`, { headers: bearer("claimant2") });
      const { current_task_id, chat_history } = await answer.json();
      const said = (role: string, words: string) =>
        chat_history.filter(
          (message: { role: string; content: string }) => message.role === role && message.content.includes(words),
        ).length;
      return { current_task_id, told: said("user", text), shown: said("assistant", "Is this right?") };
    };
    await expect.poll(read).toEqual({ current_task_id: "confirm_details", told: 1, shown: 1 });
  }
});
