import type { Page } from "@playwright/test";
import { buttonOf, caseOf, decisionOf, factsOf, fileCase, openCase } from "./case-page";
import { checkAccessible } from "./check-accessible";
import { expect, test } from "./people";

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ownAbsences = (page: Page) => page.getByRole("list", { name: "Your absences" }).getByRole("listitem");

test("a reviewer notes an absence with a deputy and takes it back", async ({ as }) => {
  const page = await as("reviewer2");
  await page.goto("/inbox");
  await page.getByRole("link", { name: "Absences" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Absences" })).toBeVisible();
  await page.getByRole("button", { name: "Add absence" }).click();
  await expect(page.getByLabel("First day away")).toBeFocused();
  await page.getByLabel("First day away").fill(day(40));
  await page.getByLabel("Last day away").fill(day(38));
  await page.getByRole("combobox", { name: "Deputy" }).selectOption({ label: "Ana Ruiz" });
  await page.getByRole("button", { name: "Add absence" }).click();
  await expect(page.getByText("The last day is not before the first.")).toBeVisible();
  await page.getByLabel("Last day away").fill(day(42));
  await page.getByRole("button", { name: "Add absence" }).click();
  const absence = ownAbsences(page).filter({ hasText: "Ana Ruiz stands in" });
  await expect(absence).toHaveCount(1);
  await absence.getByRole("button", { name: "Take back" }).click();
  await expect(absence).toHaveCount(0);
});

test("an admin sets who leads a queue; the lead sets its limits and templates, and reviewers begin with them", async ({
  as,
  request,
}) => {
  // Three people and their pages.
  test.slow();
  // A queue has a code once: the test may run again on the same database.
  const code = `wear_${Date.now()}`;
  const name = `Wear ${code}`;
  const admin = await as("admin");
  await admin.goto("/sessions");
  await admin.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Queues" }).click();
  await admin.getByRole("navigation", { name: "Queues" }).getByRole("link", { name: "Claims" }).click();
  await expect(admin).toHaveURL(/queue=claims/);
  await admin.getByRole("combobox", { name: "Lead" }).selectOption({ label: "Ana Ruiz" });
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();

  const ana = await as("reviewer");
  await ana.goto("/inbox/queues");
  await expect(ana.getByRole("combobox", { name: "Lead" })).toBeDisabled();
  await expect(ana.getByRole("textbox", { name: "Tom Becker may approve up to, in dollars" })).toHaveAttribute(
    "readonly",
  );
  await ana.getByRole("button", { name: "New template" }).click();
  const dialog = ana.getByRole("dialog", { name: "New reply template" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Reason code" }).fill(code);
  await dialog.getByRole("textbox", { name: "Words" }).fill("The damage comes from wear.");
  await dialog.getByRole("button", { name: "Save template" }).click();
  await expect(dialog).toHaveCount(0);
  const template = ana.getByRole("list", { name: "Reply templates" }).getByRole("listitem").filter({ hasText: name });
  await expect(template).toContainText("The damage comes from wear.");

  const { id } = await fileCase(request, "The boiler in my flat on Oak Street leaks, $2,710");
  const tom = await as("reviewer2");
  await openCase(tom, id);
  await decisionOf(tom).getByRole("combobox", { name: "Reason code" }).selectOption({ label: name });
  await expect(decisionOf(tom).getByRole("textbox", { name: "Reason" })).toHaveValue("The damage comes from wear.");
  // The reason and its code are there again after the box for a question, and after a reload.
  await buttonOf(tom, "Request information").click();
  await decisionOf(tom).getByRole("checkbox", { name: "Police report" }).check();
  await buttonOf(tom, "Do not ask").click();
  await tom.reload();
  await expect(decisionOf(tom).getByRole("combobox", { name: "Reason code" })).toHaveValue(code);
  await buttonOf(tom, "Request information").click();
  await expect(decisionOf(tom).getByRole("checkbox", { name: "Police report" })).toBeChecked();

  await template.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(template).toHaveCount(0);
});

test("an admin takes a queue from a reviewer and gives it back", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/inbox/queues?queue=expenses");
  const remove = admin.getByRole("button", { name: "Remove Tom Becker from the queue" });
  await remove.click();
  await expect(remove).toHaveCount(0);
  await admin.getByRole("combobox", { name: "Reviewer without this queue" }).selectOption({ label: "Tom Becker" });
  await checkAccessible(admin, "people of a queue");
  await admin.getByRole("button", { name: "Add to the queue" }).click();
  await expect(remove).toBeVisible();
});

test("on a phone the box for a question is not higher than the screen, and its button is visible", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "A tree fell on my car on Mill Lane, $2,720");
  const page = await as("reviewer", { viewport: { width: 390, height: 844 } });
  await openCase(page, id);
  await buttonOf(page, "Request information").click();
  await decisionOf(page).getByRole("textbox", { name: "Question" }).fill("What happened, step by step?\n".repeat(12));
  await expect(buttonOf(page, "Request information")).toBeInViewport({ ratio: 1 });
  await expect(buttonOf(page, "Do not ask")).toBeInViewport({ ratio: 1 });
  await expect.poll(async () => (await decisionOf(page).boundingBox())?.height).toBeLessThan(844 * 0.75);
  await decisionOf(page).getByRole("checkbox", { name: "Police report" }).check();
  await buttonOf(page, "Request information").click();
  await expect(decisionOf(page)).toContainText("Information requested");
});

test("a corrected fact keeps the link to its message, before and after the decision", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail dented my car on Elm Street, $2,730");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Edit facts").click();
  await factsOf(page).getByRole("textbox", { name: "Amount" }).fill("2500");
  await factsOf(page).getByRole("textbox", { name: "Amount" }).press("Enter");
  await buttonOf(page, "Edit facts").click();
  const source = factsOf(page).getByRole("link", { name: /^Amount: show message 1/ });
  await expect(factsOf(page)).toContainText("$2,500.00 (corrected, was $2,730.00)");
  await expect(factsOf(page)).toContainText("Changed by you");
  await expect(source).toBeVisible();
  await buttonOf(page, "Approve").click();
  await expect(buttonOf(page, "Undo")).toHaveCount(0);
  await source.click();
  await expect(caseOf(page).getByRole("article").filter({ hasText: "Hail dented my car" }).first()).toBeFocused();
});

for (const width of [390, 1440]) {
  test(`axe finds nothing on the pages for absences and queues at ${width} px`, async ({ as }) => {
    test.slow();
    const options = { viewport: { width, height: 844 } };
    const [reviewer, admin] = [await as("reviewer", options), await as("admin", options)];
    for (const [page, path] of [
      [reviewer, "/inbox/absences"],
      [reviewer, "/inbox/queues"],
      [admin, "/inbox/queues?queue=claims"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await checkAccessible(page, `${path} at ${width} px`);
    }
  });
}
