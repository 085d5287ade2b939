import { bearer, expect, fileClaim, type Person, reviewOf, test } from "./people";

test("two calls of /execute file a claim and go on with it", async ({ request }) => {
  const first = await request.post("/execute", {
    headers: bearer("claimant2"),
    data: { content: "I need to file a claim for my car accident" },
  });
  expect(first.status()).toBe(200);
  const started = await first.json();
  expect(started).toMatchObject({
    session_id: expect.any(String),
    response: expect.any(String),
    status: "WaitingForInput",
    waiting_for: "claimant",
  });

  const second = await request.post("/execute", {
    headers: bearer("claimant2"),
    data: { session_id: started.session_id, content: "It happened yesterday on Main Street, the repair costs $300" },
  });
  expect(await second.json()).toMatchObject({ session_id: started.session_id, status: "WaitingForInput" });

  const session = await (await request.get(`/session/${started.session_id}`, { headers: bearer("claimant2") })).json();
  expect(session).toMatchObject({
    id: started.session_id,
    graph_id: "insurance-claims",
    graph_version: 1,
    context: expect.any(Object),
    chat_history: expect.any(Array),
  });
  expect(session.chat_history[0]).toMatchObject({
    role: "user",
    content: "I need to file a claim for my car accident",
    timestamp: expect.any(String),
  });
});

test("a review is found and decided; a second decision gets the first one with a 409", async ({ request }) => {
  const sessionId = await fileClaim(request, "The washing machine flooded my flat, the parquet costs $2,800");
  const review = await reviewOf(request, sessionId);
  const decide = (who: Person, verdict: string) =>
    request.post(`/api/v1/reviews/${review.id}/decision`, {
      headers: bearer(who),
      data: { verdict, reason: "as agreed", expected_version: review.expected_version },
    });
  for (const who of ["claimant2", "claimant", "designer", "admin"] as const)
    expect((await decide(who, "approve")).status()).toBe(403);
  expect((await decide("reviewer", "approve")).status()).toBe(200);
  const again = await decide("reviewer2", "reject");
  expect(again.status()).toBe(409);
  expect(again.headers()["content-type"]).toContain("application/problem+json");
  expect(await again.json()).toMatchObject({ code: "already_decided", decision: { verdict: "approve" } });
});

test("invalid requests are refused with problem documents", async ({ request }) => {
  const post = (options: Parameters<typeof request.post>[1]) =>
    request.post("/execute", { headers: bearer("claimant2"), ...options });
  // Playwright would turn a string into valid JSON.
  const json = { headers: { ...bearer("claimant2"), "content-type": "application/json" } };
  expect((await request.post("/execute", { data: { content: "hi" } })).status()).toBe(401);
  expect((await post({ ...json, data: Buffer.from("{") })).status()).toBe(400);
  expect((await post({ headers: { ...bearer("claimant2"), "content-type": "text/plain" }, data: "hi" })).status()).toBe(
    415,
  );
  expect((await post({ data: { content: "a".repeat(70_000) } })).status()).toBe(413);
  for (const content of ["", "   ", "a".repeat(4_001), { not: "" }, ["x"], null])
    expect((await post({ data: { content } })).status()).toBe(422);
  expect((await post({ data: { content: "hi", role: "reviewer" } })).status()).toBe(422);
  const missing = await post({ data: { content: "hi", session_id: crypto.randomUUID() } });
  expect(missing.status()).toBe(404);
  expect(await missing.json()).toMatchObject({
    status: 404,
    code: "not_found",
    title: expect.any(String),
    detail: expect.any(String),
  });
});

test("the session of another claimant is not found, and /health reports the state of the server", async ({
  request,
}) => {
  const sessionId = await fileClaim(request, "Hail dented my car, the repair costs $2,100");
  expect((await request.get(`/session/${sessionId}`, { headers: bearer("claimant") })).status()).toBe(404);
  expect((await request.get(`/session/${sessionId}`, { headers: bearer("reviewer") })).status()).toBe(200);
  expect(await (await request.get("/health")).json()).toMatchObject({ status: "ok", database: "ok" });
  const openapi = await (await request.get("/api/v1/openapi.json")).json();
  expect(Object.keys(openapi.paths)).toContain("/api/v1/reviews/{id}/decision");
});

test("the same Idempotency-Key gives the same answer once", async ({ request }) => {
  const send = (content: string) =>
    request.post("/execute", {
      headers: { ...bearer("claimant2"), "idempotency-key": "e2e-key-1" },
      data: { content },
    });
  const first = await (await send("My car was hit while parked")).json();
  expect(await (await send("My car was hit while parked")).json()).toEqual(first);
  expect((await send("Another story")).status()).toBe(422);
});
