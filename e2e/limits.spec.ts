import { startClaim } from "./claim-page";
import { bearer, expect, test } from "./people";
import { type RawAnswer, sendRaw } from "./raw-request";
import { test as serverTest } from "./servers";

const limited = serverTest.extend({ settings: { RATE_LIMIT_CHAT: "30" } });

limited(
  "who sends too many messages is told when to go on; others and other calls are not held up",
  async ({ ownServer }) => {
    const baseURL = ownServer.url;
    // A message without words is refused and still counts.
    const headers = { ...bearer("designer"), "content-type": "application/json" };
    const send = () => sendRaw(baseURL, { path: "/api/chat", method: "POST", headers, body: "{}" });
    const answers: RawAnswer[] = [];
    // The window of a minute may end during the test.
    while (answers.at(-1)?.status !== 429 && answers.length < 100) answers.push(await send());
    const refused = answers.pop();
    expect(refused?.status).toBe(429);
    expect(answers.length).toBeGreaterThanOrEqual(30);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.parse(refused?.body ?? "")).toMatchObject({
      code: "rate_limited",
      detail: expect.stringContaining("Wait"),
    });
    const { status } = await sendRaw(baseURL, { path: `/session/${crypto.randomUUID()}`, headers: bearer("designer") });
    expect(status).toBe(404);
  },
);

test("a claimant who is too fast reads why, and the typed text stays", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  const detail = "You send more than we can read at the moment. Wait 12 seconds and try again.";
  const problem = { type: "urn:graphflow:problem:rate_limited", status: 429, code: "rate_limited", detail };
  await page.route("**/api/chat", (route) =>
    route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("Hail broke two windows");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(detail)).toBeVisible();
  await expect(box).toHaveValue("Hail broke two windows");
});

test("six wrong passwords lock an account for new devices, from any address", async ({ request }) => {
  const email = `${crypto.randomUUID()}@example.com`;
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const signIn = (address: string, given = email) =>
    request.post("/api/auth/callback/credentials", {
      form: { csrfToken, email: given, password: "wrong", json: "true" },
      headers: { "x-forwarded-for": address, "x-graphflow-peer": address },
    });
  for (let failure = 1; failure <= 5; failure++) expect((await signIn(`198.51.100.${failure}`)).status()).toBe(401);
  const sixth = await signIn("198.51.100.6");
  expect(sixth.status()).toBe(429);
  expect(Number(sixth.headers()["retry-after"])).toBeGreaterThan(800);
  // An email with a NUL is wrong like any other.
  expect((await signIn("198.51.100.7", "nul\u0000@example.com")).status()).toBe(401);
});

test("a person who tried too often reads so on the sign-in page, and the email stays", async ({ page }) => {
  await page.goto("/sign-in");
  const email = page.getByRole("textbox", { name: "Email" });
  await email.fill(`${crypto.randomUUID()}@example.com`);
  await page.getByRole("textbox", { name: "Password" }).fill("wrong");
  const refusal = page.getByText(/do not fit together|Too many tries/);
  for (let failure = 1; failure <= 6; failure++) {
    const answered = page.waitForResponse("**/api/auth/callback/credentials");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    expect((await answered).status()).toBe(failure <= 5 ? 401 : 429);
    await expect(refusal).toBeVisible();
  }
  await expect(refusal).toHaveText(/Too many tries/);
  await expect(email).toHaveValue(/@example\.com$/);
});

test("signing in with email and password sets an HttpOnly cookie that identifies the device", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill("designer@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("graphflow-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Workflows" })).toBeVisible();
  const device = (await page.context().cookies()).find(({ name }) => name === "graphflow.device");
  expect(device).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});
