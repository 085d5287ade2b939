import { startClaim } from "./claim-page";
import { bearer, expect, fileClaim, referenceOf, test } from "./people";
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
    for (let sent = 0; sent < 40; sent++) answers.push(await send());
    const refused = answers.filter(({ status }) => status === 429);
    // The window of a minute may end during the test.
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(422));
    const [first] = refused;
    expect(Number(first?.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.parse(first?.body ?? "")).toMatchObject({
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

test("signing in sets an HttpOnly cookie that identifies the device", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue as designer" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  const device = (await context.cookies()).find(({ name }) => name === "graphflow.device");
  expect(device).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await context.close();
});

test("a case that a colleague has claimed is decided only when asked again, and the typed reason stays", async ({
  as,
  request,
}) => {
  const reference = await referenceOf(request, await fileClaim(request, "Storm took the roof tiles, estimate $4,100"));
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  for (const page of [ana, tom]) {
    await page.goto(`/inbox?tab=open&q=${reference}`);
    await page.getByRole("listbox", { name: "Reviews" }).getByRole("option").click();
    await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  }
  await ana.getByRole("button", { name: "Claim", exact: true }).click();
  await expect(ana.getByText("Assigned to you", { exact: true })).toBeVisible();

  const decision = tom.getByRole("region", { name: "Decision" });
  const reason = decision.getByRole("textbox", { name: "Reason" });
  await reason.fill("The tiles were loose before the storm.");
  await decision.getByRole("button", { name: "Reject" }).click();
  const refusal = "Ana Ruiz is working on this case. Nothing was decided, what you typed is kept.";
  await expect(decision.getByText(refusal)).toBeVisible();
  await expect(reason).toHaveValue("The tiles were loose before the storm.");
  await decision.getByRole("button", { name: "Decide anyway" }).click();
  await expect(decision.getByText(/Rejected by you/)).toBeVisible();
  await expect(decision.getByText("The tiles were loose before the storm.")).toBeVisible();
});
