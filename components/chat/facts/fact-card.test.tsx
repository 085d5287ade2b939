import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";
import { amountFact, placeFact, testFact } from "@/components/testing/test-facts";
import { type ChangeState, changeFacts, confirmFacts } from "@/lib/chat/actions";
import type { Fact } from "@/lib/tasks/schema";
import { FactCard } from "./fact-card";
import { FactFormProvider } from "./fact-form-context";

vi.mock("@/lib/chat/actions", () => ({ changeFacts: vi.fn(), confirmFacts: vi.fn() }));

function setup(change: Partial<ComponentProps<typeof FactCard>> = {}) {
  const props: ComponentProps<typeof FactCard> = {
    sessionId: "s1",
    messageIds: { confirm: "c1", change: "c2" },
    facts: [amountFact, placeFact],
    waitId: "w1",
    state: "to_confirm",
    isOpen: true,
    word: "claim",
    ...change,
  };
  const view = (next: Partial<typeof props> = {}) => {
    const all = { ...props, ...next };
    return (
      <FactFormProvider sessionId="s1" facts={all.facts} toConfirm={all.state === "to_confirm"} startChanging={false}>
        <FactCard {...all} />
      </FactFormProvider>
    );
  };
  const { rerender } = render(view());
  const rerenderWith = (next: Partial<typeof props>) => rerender(view(next));
  return { user: userEvent.setup(), rerenderWith };
}

const button = (name: string) => screen.getByRole("button", { name });
const input = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const refused = (change: Partial<NonNullable<ChangeState>> = {}): ChangeState =>
  ({ ok: false, code: "invalid", message: "Not saved.", values: {}, shown: {}, fields: {}, ...change }) as ChangeState;

test("is a region with the facts and their values", () => {
  setup({ facts: [amountFact, testFact({ key: "date", label: "When" })] });
  const card = screen.getByRole("region", { name: "Your claim" });
  expect(within(card).getByText("$640.00")).toBeTruthy();
  expect(within(card).getByText("not given yet")).toBeTruthy();
});

test("confirms the facts with the question that they answer", async () => {
  vi.mocked(confirmFacts).mockResolvedValue({ ok: true });
  const { user } = setup();
  await user.click(button("Confirm"));
  const [, sent] = vi.mocked(confirmFacts).mock.calls[0] ?? [];
  expect(Object.fromEntries(sent ?? [])).toEqual({ sessionId: "s1", clientMessageId: "c1", waitId: "w1" });
});

test("says that it confirms, and why that failed", async () => {
  const answer = Promise.withResolvers<Awaited<ReturnType<typeof confirmFacts>>>();
  vi.mocked(confirmFacts).mockReturnValue(answer.promise);
  const { user } = setup();
  await user.click(button("Confirm"));
  expect(button("Confirming…").getAttribute("aria-disabled")).toBe("true");
  await user.click(button("Confirming…"));
  answer.resolve({ ok: false, code: "conflict", message: "The facts have changed." });
  expect((await screen.findByRole("alert")).textContent).toBe("The facts have changed.");
  expect(confirmFacts).toHaveBeenCalledOnce();
});

test("says that there is no connection instead of leaving the page", async () => {
  vi.mocked(confirmFacts).mockRejectedValue(new TypeError("Failed to fetch"));
  const { user } = setup();
  await user.click(button("Confirm"));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be reached");
});

test("offers Change alone while a required fact is missing, and names it", () => {
  setup({ facts: [testFact({ key: "amount_cents", label: "Amount", type: "money" })] });
  expect(screen.queryByRole("button", { name: "Confirm" })).toBeNull();
  expect(screen.getByText("Still missing: Amount. Answer below, or press Change.")).toBeTruthy();
});

test("opens the form with the focus in its first input, and gives the focus to the card when it closes", async () => {
  const { user } = setup();
  await user.click(button("Change"));
  expect(document.activeElement).toBe(input("Amount"));
  await user.click(screen.getByRole("link", { name: "Cancel" }));
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Your claim" }));
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("saves what was typed, with what was shown, and shows the card again", async () => {
  vi.mocked(changeFacts).mockResolvedValue({ ok: true, values: {}, shown: {}, fields: {} });
  const { user } = setup();
  await user.click(button("Change"));
  await user.clear(input("Where"));
  await user.type(input("Where"), "Oak Street");
  await user.click(button("Save changes"));
  const [, sent] = vi.mocked(changeFacts).mock.calls[0] ?? [];
  expect(Object.fromEntries(sent ?? [])).toMatchObject({
    clientMessageId: "c2",
    "value.place": "Oak Street",
    "was.place": "Main Street",
  });
  expect(await screen.findByRole("button", { name: "Confirm" })).toBeTruthy();
});

test("keeps the typed text, marks the field and moves the focus there when the server refuses it", async () => {
  vi.mocked(changeFacts).mockResolvedValue(refused({ fields: { amount_cents: "This is not an amount." } }));
  const { user } = setup();
  await user.click(button("Change"));
  await user.clear(input("Amount"));
  await user.type(input("Amount"), "a lot");
  await user.click(button("Save changes"));
  expect((await screen.findByRole("alert")).textContent).toBe("This is not an amount.");
  expect(input("Amount").value).toBe("a lot");
  expect(input("Amount").getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(input("Amount"));
});

test("keeps the typed text when there is no connection", async () => {
  vi.mocked(changeFacts).mockRejectedValue(new TypeError("Failed to fetch"));
  const { user } = setup();
  await user.click(button("Change"));
  await user.type(input("Where"), " 7");
  await user.click(button("Save changes"));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be reached");
  expect(input("Where").value).toBe("Main Street 7");
});

test("restores unsaved edits after a reload, and says so", async () => {
  const { user } = setup();
  await user.click(button("Change"));
  await user.type(input("Where"), " 7");
  document.body.replaceChildren();
  setup();
  expect(await screen.findByText("What you changed is still here. It is not saved yet.")).toBeTruthy();
  expect(input("Where").value).toBe("Main Street 7");
});

const movedPlace: Fact = { ...placeFact, value: "Hill Road", text: "Hill Road" };

test("shows a fact that changed meanwhile in an untouched input", async () => {
  const { user, rerenderWith } = setup();
  await user.click(button("Change"));
  rerenderWith({ facts: [amountFact, movedPlace] });
  expect(input("Where").value).toBe("Hill Road");
});

test("asks which value to keep when a fact changed during its edit", async () => {
  const { user, rerenderWith } = setup();
  await user.click(button("Change"));
  await user.type(input("Where"), " 7");
  rerenderWith({ facts: [amountFact, movedPlace] });
  expect(screen.getByRole("alert").textContent).toBe("The chat now says Hill Road here.");
  expect(input("Where").value).toBe("Main Street 7");
  await user.click(button("Keep my Where"));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(input("Where").value).toBe("Main Street 7");
  expect(document.activeElement).toBe(input("Where"));
});

test("takes the value of the conversation on request", async () => {
  const { user, rerenderWith } = setup();
  await user.click(button("Change"));
  await user.type(input("Where"), " 7");
  rerenderWith({ facts: [amountFact, movedPlace] });
  await user.click(button("Take the chat’s Where"));
  expect(input("Where").value).toBe("Hill Road");
});

test("shows edits that came too late", async () => {
  const { user, rerenderWith } = setup();
  await user.click(button("Change"));
  await user.type(input("Where"), " 7");
  rerenderWith({ state: "confirmed" });
  expect(screen.getByRole("alert").textContent).toContain(
    "You changed the place to Main Street 7, but the claim went on before you saved it.",
  );
});
