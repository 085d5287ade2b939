import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { checkAccessible, checkWidth } from "./check-accessible";
import { fileClaim, type Person, referenceOf, reviewOf, tellClaim, test } from "./people";

// One of the last files: its tests go to every worker that is free.
test.describe.configure({ mode: "parallel" });

const widths = { "a desk": { width: 1440, height: 900 }, "a phone": { width: 390, height: 844 } };
const unknownId = "00000000-0000-4000-8000-000000000000";

/** The addresses of each role's pages, made for this test. */
const pages: Partial<Record<Person, (request: APIRequestContext) => Promise<string[]>>> = {
  async claimant(request) {
    // Its claims: claim-states.spec.ts.
    await tellClaim(request, "Somebody scratched my car, the garage says $410", "claimant");
    return ["/claims", `/claims/${unknownId}`, "/inbox"];
  },
  async reviewer(request) {
    // Its cases: inbox-case.spec.ts.
    await fileClaim(request, "The balcony door shattered, glazier: $1,900");
    return ["/inbox", "/inbox?tab=decided"];
  },
  async designer(request) {
    const session = await fileClaim(request, "Storm, my flat's window is broken, $1,200");
    return ["/workflows", "/workflows/insurance-claims", `/workflows/insurance-claims?session=${session}`];
  },
  async admin(request) {
    const session = await fileClaim(request, "The hail dented my car's roof, $2,200");
    return ["/sessions", `/sessions/${session}`, `/sessions?search=${await referenceOf(request, session)}`];
  },
};

for (const [place, viewport] of Object.entries(widths)) {
  for (const [person, pathsOf] of Object.entries(pages) as [Person, (typeof pages)[Person] & object][]) {
    test(`the pages of the ${person} are accessible, in light and dark, and fit on ${place}`, async ({
      as,
      request,
    }) => {
      const page = await as(person, { viewport });
      for (const path of await pathsOf(request)) await check(page, path);
    });
  }

  test(`the sign-in page is accessible, in light and dark, and fits on ${place}`, async ({ browser }) => {
    const visitor = await browser.newContext({ viewport });
    await check(await visitor.newPage(), "/sign-in");
    await visitor.close();
  });
}

async function check(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/\S · GraphFlow$/);
  await checkAccessible(page, path);
  await checkWidth(page, path);
}

const nowhere: Partial<Record<Person, string[]>> = {
  claimant: ["/claims/nope"],
  reviewer: ["/inbox/nope", `/inbox/${unknownId}`],
  designer: ["/workflows/nope", ...["nope", unknownId].map((id) => `/workflows/insurance-claims?session=${id}`)],
  admin: ["/sessions/nope", `/sessions/${unknownId}`],
};

for (const [person, paths] of Object.entries(nowhere) as [Person, string[]][]) {
  test(`the ${person} sees a page for what does not exist`, async ({ as }) => {
    const page = await as(person);
    for (const path of paths) {
      expect((await page.goto(path))?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
    }
  });
}

test("the steps of a session say what each did without being opened", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "A cyclist hit my parked car, the repair costs $1,150");
  const page = await as("admin");
  await page.goto(`/sessions/${sessionId}`);
  const steps = page.getByRole("list", { name: "Steps" });
  await expect(steps.getByText("Waiting for manual approval")).toBeVisible();
  await expect(steps.getByText("Checking the claim against the rules")).toBeVisible();
});

test("words from claimants are shown as text, and no request leaves the page", async ({ as, request }) => {
  const text =
    "Fire in my kitchen, $9,000 ![x](https://evil.example/?d=1) <img src=https://evil.example/a onerror=alert(1)>";
  const sessionId = await fileClaim(request, text, "claimant");
  const review = await reviewOf(request, sessionId);
  for (const [person, path, place] of [
    ["claimant", `/claims/${sessionId}`, "Conversation"],
    ["reviewer", `/inbox/${review.id}`, "Conversation"],
    ["admin", `/sessions/${sessionId}`, "Transcript"],
  ] as const) {
    const page = await as(person);
    const outside: string[] = [];
    page.on("request", (sent) => {
      if (sent.url().includes("evil.example")) outside.push(sent.url());
    });
    await page.goto(path);
    const role = place === "Transcript" ? "region" : "log";
    await expect(page.getByRole(role, { name: place }).getByText(text).first()).toBeVisible();
    expect(outside).toEqual([]);
  }
});

test("the icon is served, also as favicon.ico", async ({ request }) => {
  for (const [path, type] of [
    ["/favicon.ico", /^image\/(?:x-icon|vnd\.microsoft\.icon)/],
    ["/icon.svg", /^image\/svg\+xml/],
  ] as const) {
    const response = await request.get(path);
    expect([path, response.status()]).toEqual([path, 200]);
    expect(response.headers()["content-type"]).toMatch(type);
  }
});
