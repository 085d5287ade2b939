import type { Locator } from "@playwright/test";
import { announcementsOf } from "./announcements";
import { buttonOf, caseOf, decisionOf, factsOf, fileCase, openCase, optionsOf, reasonOf } from "./case-page";
import { checkZoomed } from "./check-accessible";
import { expect, test } from "./people";

// The numbers are those of the list of faults that axe does not see.

/** The position of a place in the order of the document. */
const orderOf = (place: Locator) => place.evaluate((element) => [...document.querySelectorAll("*")].indexOf(element));

test("1: at 400 % zoom nothing is sticky, and what has the focus is visible", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail dented my car's roof on Elm Street, $2,711");
  const page = await as("reviewer", { viewport: { width: 320, height: 256 } });
  await openCase(page, id);
  await checkZoomed(page, [
    buttonOf(page, "Claim"),
    buttonOf(page, "Edit facts"),
    reasonOf(page),
    buttonOf(page, "Approve"),
    buttonOf(page, "Add note"),
  ]);
});

test("1: on a phone the decision covers nothing that has the focus", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail dented my car's bonnet on Elm Street, $2,710");
  const page = await as("reviewer", { viewport: { width: 390, height: 844 } });
  await openCase(page, id);
  await buttonOf(page, "Edit facts").click();
  const amount = factsOf(page).getByRole("textbox", { name: "Amount" });
  await amount.fill("-5");
  await amount.press("Enter");
  await expect(factsOf(page).getByText("An amount cannot be negative.")).toBeInViewport();
  const bar = decisionOf(page);
  const top = async () => (await bar.boundingBox())?.y ?? 0;
  const bottom = async (place: Locator) => {
    const box = await place.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const coveredHeight = async (place: Locator) => Math.max(0, (await bottom(place)) - (await top()));
  await expect.poll(() => coveredHeight(amount)).toBe(0);
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    const name = await focused.evaluate((element) => element.outerHTML.slice(0, 120));
    const isInBar = await bar.evaluate((place) => place.contains(document.activeElement));
    if (isInBar) break;
    await expect.poll(() => coveredHeight(focused), { message: name }).toBe(0);
  }
});

test("2, 16: the focus is never lost and is visible when a script has set it", async ({ as, request }) => {
  const { id } = await fileCase(request, "A branch fell on my car on Oak Street, $2,712");
  const page = await as("reviewer", { viewport: { width: 1100, height: 800 } });
  await page.goto(`/inbox?q=${encodeURIComponent("Oak Street, $2,712")}`);
  await optionsOf(page).first().focus();
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("$2,712.00");
  await expect(heading).toBeFocused();
  await expect(heading).toHaveCSS("outline-style", "solid");

  for (const name of ["Claim", "Release"]) {
    await buttonOf(page, name).focus();
    // Its label changes before its action has ended.
    await expect(buttonOf(page, name)).not.toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("Enter");
  }
  await expect(buttonOf(page, "Claim")).toBeFocused();
  // A busy button stays focusable: none is `disabled`.
  const answer = Promise.withResolvers<void>();
  await page.route("**/inbox/**", async (route) => {
    if (route.request().method() === "POST") await answer.promise;
    await route.continue();
  });
  await buttonOf(page, "Reject").focus();
  await page.keyboard.press("Enter");
  await expect(buttonOf(page, "Reject")).toHaveAttribute("aria-disabled", "true");
  await expect(buttonOf(page, "Reject")).toBeFocused();
  answer.resolve();
  await expect(reasonOf(page)).toBeFocused();
  await reasonOf(page).fill("Not covered.");
  await expect(reasonOf(page)).not.toHaveAttribute("aria-invalid", "true");
  await buttonOf(page, "Next case").focus();
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(heading).toBeFocused();
  await buttonOf(page, "Release").click();
});

test("4: a new case in the list is announced once, politely", async ({ as, request }) => {
  const page = await as("reviewer");
  await page.goto("/inbox?tab=unassigned");
  await expect(page.getByRole("listbox", { name: "Reviews" })).toBeVisible();
  const announced = await announcementsOf(page);
  await fileCase(request, "The balcony door shattered on Elm Street, glazier: $2,713");
  const regionsWithIt = () =>
    announced.evaluate((readings) =>
      readings.map((texts) => texts.filter((text) => text.includes("New in the list: $2,713.00")).length),
    );
  await expect.poll(async () => Math.max(0, ...(await regionsWithIt()))).toBe(1);
});

test("6: a bad correction is named at its field, which is marked, opened and focused", async ({ as, request }) => {
  const { id } = await fileCase(request, "The ceiling fell down in my flat on Oak Street, $2,714");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Edit facts").click();
  const amount = factsOf(page).getByRole("textbox", { name: "Amount" });
  await amount.fill("-5");
  // The editor closes before the server refuses.
  await buttonOf(page, "Edit facts").click();
  await expect(amount).toBeFocused();
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await expect(factsOf(page).getByRole("alert")).not.toBeEmpty();
  await amount.fill("2500");
  await expect(amount).not.toHaveAttribute("aria-invalid", "true");
});

test("9, 11: the open case is marked by a bar, also in forced colours, and buttons have an edge", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "Storm broke my car's mirror on Elm Street, $2,715");
  const page = await as("reviewer");
  await openCase(page, id);
  const open = optionsOf(page).and(page.locator("[aria-selected=true]"));
  await expect(open).toHaveCount(1);
  const bar = (row: Locator) =>
    row.evaluate((element) => {
      const { borderLeftWidth, borderLeftColor, backgroundColor } = getComputedStyle(element);
      return { width: Number.parseFloat(borderLeftWidth), colour: borderLeftColor, behind: backgroundColor };
    });
  await expect(async () => {
    const marked = await bar(open);
    expect(marked.width).toBeGreaterThanOrEqual(3);
    expect(contrast(marked.colour, marked.behind)).toBeGreaterThanOrEqual(3);
  }).toPass({ timeout: 30_000 });

  const forced = await as("reviewer", { forcedColors: "active" });
  await openCase(forced, id);
  for (const name of ["Approve", "Reject", "Request information", "Claim"]) {
    await expect(buttonOf(forced, name)).toHaveCSS("border-top-style", "solid");
    await expect(buttonOf(forced, name)).not.toHaveCSS("border-top-width", "0px");
  }
  const other = optionsOf(forced).and(forced.locator("[aria-selected=false]")).first();
  const selected = optionsOf(forced).and(forced.locator("[aria-selected=true]"));
  await expect.poll(async () => (await bar(selected)).behind !== (await bar(other)).behind).toBe(true);
});

/** The contrast of two colours as the browser computes them, "rgb(14, 96, 99)". */
function contrast(first: string, second: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("12: Space opens what is folded and scrolls a pane, also beside the graph", async ({ as, request }) => {
  const { id } = await fileCase(request, "A pipe burst in my flat on Elm Street, $2,716");
  const page = await as("reviewer", { viewport: { width: 1280, height: 720 } });
  await openCase(page, id);
  await buttonOf(page, "Show the graph").click();
  await expect(page.getByRole("region", { name: "Workflow graph" }).getByText("Manual Review")).toBeVisible();
  const folded = page.getByRole("log").locator("details").first();
  await folded.locator("summary").focus();
  await page.keyboard.press("Space");
  await expect(folded).toHaveAttribute("open", "");
  const pane = page.getByRole("complementary", { name: "Graph and history" });
  await pane.getByRole("button", { name: "Hide the graph" }).evaluate((element) => element.blur());
  await pane.evaluate((element) => {
    element.tabIndex = -1;
    element.focus();
    element.scrollTop = 0;
  });
  await page.keyboard.press("Space");
  await expect.poll(() => pane.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
});

test("13, 18: the title names the case, and the search has a visible name", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail broke my car's windscreen on Oak Street, $2,717");
  const page = await as("reviewer");
  await openCase(page, id);
  await expect(page).toHaveTitle(/^\$2,717\.00 .+, case · GraphFlow$/);
  await expect(page.locator("label", { hasText: /^Search cases$/ })).toBeVisible();
  for (const name of ["Reason", "Note"]) await expect(page.locator("label", { hasText: name }).first()).toBeVisible();
});

test("14: facts, conversation and background come before the decision, in the order in which they are seen", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "A tree fell on my car on Elm Street, $2,718");
  for (const width of [390, 1280]) {
    const page = await as("reviewer", { viewport: { width, height: 720 } });
    await openCase(page, id);
    const places = [
      page.getByRole("heading", { level: 1 }),
      factsOf(page),
      page.getByRole("log"),
      page.getByRole("heading", { name: "Why a person decides" }),
      buttonOf(page, "Approve"),
    ];
    const order = await Promise.all(places.map(orderOf));
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    // The steps are text: no stop for Tab before the button that shows the graph.
    await expect(page.getByRole("list", { name: "Steps" }).locator("a, button, [tabindex]")).toHaveCount(0);
  }
});

test("17: with wider text spacing nothing is cut off", async ({ as, request }) => {
  const { id } = await fileCase(request, "The gutter fell on my car on Oak Street, $2,719");
  for (const width of [390, 1280]) {
    const page = await as("reviewer", { viewport: { width, height: 720 } });
    await openCase(page, id);
    // Text that ends with dots is shown in full elsewhere; only what has no dots may not be cut.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>("main *")) {
        Object.assign(element.style, { lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em" });
      }
    });
    const cut = await caseOf(page).evaluate((region) =>
      [...region.querySelectorAll<HTMLElement>("button, a, h1, h2, p, dt, dd, li, label, summary")]
        .filter((element) => element.checkVisibility() && !element.classList.contains("sr-only"))
        .filter((element) => !element.closest(".truncate, .line-clamp-2, .line-clamp-3, .sr-only, .react-flow"))
        .filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element);
          const isCut = (overflow: string, inside: number, outside: number) =>
            /hidden|clip/.test(overflow) && inside > outside + 2;
          return (
            // What only screen readers read is one pixel wide.
            element.clientWidth > 1 &&
            (isCut(overflowX, element.scrollWidth, element.clientWidth) ||
              isCut(overflowY, element.scrollHeight, element.clientHeight))
          );
        })
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
    );
    expect(cut, `${width} px`).toEqual([]);
    await expect(decisionOf(page)).toBeVisible();
  }
});
