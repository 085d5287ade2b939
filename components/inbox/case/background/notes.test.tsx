import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { caseAction } from "@/lib/inbox/actions";
import type { InboxActionResult } from "@/lib/inbox/schema";
import { CaseDialogs } from "../work/case-dialogs";
import { Notes } from "./notes";

vi.mock("@/lib/inbox/actions", () => ({ caseAction: vi.fn() }));

beforeEach(() => {
  sessionStorage.clear();
  vi.mocked(caseAction).mockReset();
});

const people = [{ id: "omar", name: "Omar" }];
/** As the page shows a case: another one is another component. */
const notesOf = (caseId: string) => <Notes key={caseId} caseId={caseId} notes={[]} people={people} />;
const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
const evidence = () => screen.getByRole<HTMLInputElement>("checkbox", { name: /This note is evidence/ });
const add = () => screen.getByRole("button", { name: "Add note" });

/** An action whose answer the test gives. */
function heldAction() {
  const held = Promise.withResolvers<InboxActionResult>();
  vi.mocked(caseAction).mockReturnValueOnce(held.promise);
  return (result: InboxActionResult = { ok: true, result: null }) => act(async () => held.resolve(result));
}

test("a note that was sent empties its box", async () => {
  const user = userEvent.setup();
  const answer = heldAction();
  render(notesOf("c1"));
  await user.type(box(), "Look at this");
  await user.click(evidence());
  await user.click(add());
  expect(caseAction).toHaveBeenCalledExactlyOnceWith("c1", { act: "note", text: "Look at this", is_evidence: true });
  await answer();
  await waitFor(() => expect(box().value).toBe(""));
  expect(evidence().checked).toBe(false);
  expect(sessionStorage.length).toBe(0);
});

test("what is typed while a note is sent stays, by hand and with a name's button", async () => {
  const user = userEvent.setup();
  const answer = heldAction();
  render(notesOf("c1"));
  await user.type(box(), "Look at this");
  await user.click(add());
  await user.clear(box());
  await user.type(box(), "And the invoice");
  await user.click(screen.getByRole("button", { name: "@Omar" }));
  await answer();
  await waitFor(() => expect(add().getAttribute("aria-disabled")).not.toBe("true"));
  expect(box().value).toBe("And the invoice @Omar ");
});

test("a refused note stays in its box with its mark", async () => {
  const user = userEvent.setup();
  const answer = heldAction();
  render(notesOf("c1"));
  await user.type(box(), "Look at this");
  await user.click(evidence());
  await user.click(add());
  await answer({ ok: false, code: "conflict", message: "This case is closed." });
  expect(await screen.findByText("This case is closed.")).toBeTruthy();
  expect([box().value, evidence().checked]).toEqual(["Look at this", true]);
});

test("a note that is not finished waits for its case while another one is open", async () => {
  const user = userEvent.setup();
  const { rerender } = render(notesOf("c1"));
  await user.type(box(), "Half a no");
  await user.click(evidence());
  rerender(notesOf("c2"));
  expect([box().value, evidence().checked]).toEqual(["", false]);
  rerender(notesOf("c1"));
  expect([box().value, evidence().checked]).toEqual(["Half a no", true]);
});

test("a note that is answered while another case is open is not there again", async () => {
  const user = userEvent.setup();
  const answer = heldAction();
  const { rerender } = render(notesOf("c1"));
  await user.type(box(), "Look at this");
  await user.click(add());
  rerender(notesOf("c2"));
  await user.type(box(), "Of the second");
  await answer();
  expect(box().value).toBe("Of the second");
  rerender(notesOf("c1"));
  expect(box().value).toBe("");
});

test("why a case is escalated stays when it is changed while it is sent, or while another case is open", async () => {
  const user = userEvent.setup();
  const dialogOf = (caseId: string) => <CaseDialogs key={caseId} caseId={caseId} people={[]} viewerId="ana" />;
  const openDialog = () => user.click(screen.getByRole("button", { name: "Escalate" }));
  const why = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Why" });
  const answer = heldAction();
  const { rerender } = render(dialogOf("c1"));
  await openDialog();
  await user.type(await why(), "Too much");
  await user.click(screen.getByRole("button", { name: "Pass it to the lead" }));
  await user.type(await why(), " money");
  await answer();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  rerender(dialogOf("c2"));
  rerender(dialogOf("c1"));
  await openDialog();
  expect((await why()).value).toBe("Too much money");
});
