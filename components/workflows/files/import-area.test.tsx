import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { ImportArea, ImportButton } from "./import-area";

const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetchMock);
afterEach(() => {
  fetchMock.mockReset();
  router.push.mockClear();
});

const imported = { id: "claims", name: "Claims", renamed_from: null, problems: [] };
const fileOf = (text: string, name = "claims.json") => new File([text], name);
const refuse = (status: number, problem: object) =>
  fetchMock.mockResolvedValue(
    Response.json(problem, { status, headers: { "content-type": "application/problem+json" } }),
  );

function setup() {
  const view = render(
    <ImportArea>
      <ImportButton />
    </ImportArea>,
  );
  return { input: view.container.querySelector<HTMLInputElement>("input[type=file]"), user: userEvent.setup() };
}

async function choose(...files: File[]) {
  const { input, user } = setup();
  if (!input) throw new Error("There is no file input.");
  await user.upload(input, files);
  return user;
}

const dropped = (files: File[]) => ({ dataTransfer: { types: ["Files"], files } });

test("a chosen file is sent as it is, and the workflow is opened", async () => {
  fetchMock.mockResolvedValue(Response.json(imported, { status: 201 }));
  await choose(fileOf('{"a": 1}'));
  await waitFor(() => expect(router.push).toHaveBeenCalledWith("/workflows/claims"));
  const [address, request] = fetchMock.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/workflows/import");
  expect(new TextDecoder().decode(request?.body as ArrayBuffer)).toBe('{"a": 1}');
});

test("a file is dropped anywhere; the page says so while it is dragged, and not for a dragged text", async () => {
  fetchMock.mockResolvedValue(Response.json(imported, { status: 201 }));
  setup();
  const overlay = () => screen.queryByText("Drop the file to import it as a new draft");
  fireEvent.dragOver(document.body, { dataTransfer: { types: ["text/plain"] } });
  expect(overlay()).toBeNull();
  fireEvent.dragOver(document.body, dropped([]));
  expect(overlay()).not.toBeNull();
  fireEvent.drop(document.body, dropped([fileOf("{}")]));
  expect(overlay()).toBeNull();
  await waitFor(() => expect(router.push).toHaveBeenCalledWith("/workflows/claims"));
});

test("everything that is wrong in a file is listed with its line", async () => {
  const problems = Array.from({ length: 30 }, (_, index) => ({
    ...{ message: `The name of the task "T${index}" is missing.`, line: index + 7, path: `tasks[${index}].label` },
  }));
  refuse(422, { code: "invalid", detail: "The file has 30 problems. Nothing was imported.", problems });
  await choose(fileOf("{}"));
  const dialog = await screen.findByRole("dialog", { name: "Import" });
  expect(within(dialog).getByRole("alert").textContent).toContain("“claims.json” was not imported");
  const items = within(within(dialog).getByRole("list", { name: "Problems" })).getAllByRole("listitem");
  expect(items).toHaveLength(30);
  expect(items[0]?.textContent).toBe('Line 7The name of the task "T0" is missing.tasks[0].label');
  expect(router.push).not.toHaveBeenCalled();
});

test("the only problem of a file is listed too, but not twice where the sentence above has it", async () => {
  const problem = { message: "The name of the first task is longer than 80 characters.", line: 7, path: "tasks[0]" };
  refuse(422, { code: "invalid", detail: "The file has a problem. Nothing was imported.", problems: [problem] });
  await choose(fileOf("{}"));
  const list = within(await screen.findByRole("list", { name: "Problems" }));
  expect(list.getByRole("listitem").textContent).toBe(`Line 7${problem.message}tasks[0]`);
  cleanup();
  const detail = "The file is not valid JSON. Line 3: a value is expected here.";
  refuse(400, { code: "malformed", detail, problems: [{ message: "Line 3: a value is expected here.", line: 3 }] });
  await choose(fileOf("{"));
  expect((await screen.findByRole("alert")).textContent).toContain(detail);
  expect(screen.queryByRole("list", { name: "Problems" })).toBeNull();
});

test("a new name and the problems of the draft are shown before it is opened", async () => {
  const answer = { ...imported, name: "Claims (2)", renamed_from: "Claims", problems: ["There is no kind “fax”."] };
  fetchMock.mockResolvedValue(Response.json(answer, { status: 201 }));
  const user = await choose(fileOf("{}"));
  const dialog = await screen.findByRole("dialog", { name: "“Claims (2)” is imported as a draft" });
  expect(dialog.textContent).toContain("Another workflow is called “Claims” already");
  expect(dialog.textContent).toContain("There is no kind “fax”.");
  expect(within(dialog).getByRole("link", { name: "Open it" }).getAttribute("href")).toBe("/workflows/claims");
  await user.click(within(dialog).getByRole("button", { name: "Stay here" }));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a file of 10 MB and several files are not sent, and a lost connection is reported", async () => {
  setup();
  const alert = async () => (await screen.findByRole("alert")).textContent;
  fireEvent.drop(document.body, dropped([fileOf(" ".repeat(10 * 1024 * 1024), "large.json")]));
  expect(await alert()).toContain("“large.json” was not importedThe file has 10 MB. A workflow has at most 2 MB.");
  fireEvent.drop(document.body, dropped([fileOf("{}"), fileOf("{}", "b.json")]));
  await waitFor(async () => expect(await alert()).toContain("Import one file at a time."));
  expect(fetchMock).not.toHaveBeenCalled();
  fetchMock.mockRejectedValue(new TypeError("Failed to fetch"));
  fireEvent.drop(document.body, dropped([fileOf("{}")]));
  await waitFor(async () => expect(await alert()).toContain("GraphFlow could not be reached."));
});
