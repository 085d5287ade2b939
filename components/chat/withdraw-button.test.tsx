import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { withdrawClaim } from "@/lib/chat/actions";
import { WithdrawButton } from "./withdraw-button";
import { WithdrawNow } from "./withdraw-now";

vi.mock("@/lib/chat/actions", () => ({ withdrawClaim: vi.fn() }));

async function openDialog() {
  const user = userEvent.setup();
  render(<WithdrawButton sessionId="s1" word="claim" isAboutMoney />);
  await user.click(screen.getByRole("button", { name: "Withdraw claim" }));
  return { user, dialog: screen.getByRole<HTMLDialogElement>("dialog", { name: "Withdraw this claim?" }) };
}

test("asks in a dialog before it withdraws", async () => {
  vi.mocked(withdrawClaim).mockResolvedValue({ ok: true });
  const { user, dialog } = await openDialog();
  expect(dialog.open).toBe(true);
  expect(withdrawClaim).not.toHaveBeenCalled();
  await user.click(within(dialog).getByRole("button", { name: "Yes, withdraw" }));
  const [, sent] = vi.mocked(withdrawClaim).mock.calls[0] ?? [];
  expect(sent?.get("sessionId")).toBe("s1");
});

test("keeps the claim when the dialog is closed", async () => {
  const { user, dialog } = await openDialog();
  await user.click(within(dialog).getByRole("button", { name: "Keep claim" }));
  expect(dialog.open).toBe(false);
  expect(withdrawClaim).not.toHaveBeenCalled();
});

test("says in the dialog why the claim was not withdrawn", async () => {
  vi.mocked(withdrawClaim).mockResolvedValue({ ok: false, code: "conflict", message: "It is decided already." });
  const { user, dialog } = await openDialog();
  await user.click(within(dialog).getByRole("button", { name: "Yes, withdraw" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("It is decided already.");
  expect(dialog.open).toBe(true);
});

test("Withdraw now withdraws with the form around it, and says why it did not", async () => {
  const answer = Promise.withResolvers<Awaited<ReturnType<typeof withdrawClaim>>>();
  vi.mocked(withdrawClaim).mockReturnValue(answer.promise);
  const user = userEvent.setup();
  render(
    <form>
      <input type="hidden" name="sessionId" value="s1" />
      <WithdrawNow />
    </form>,
  );
  await user.click(screen.getByRole("button", { name: "Withdraw now" }));
  await waitFor(() => screen.getByRole("button", { name: "Withdrawing…" }));
  answer.resolve({ ok: false, code: "conflict", message: "It is decided already." });
  expect((await screen.findByRole("alert")).textContent).toBe("It is decided already.");
});
