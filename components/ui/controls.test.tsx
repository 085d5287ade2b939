import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { testFact } from "@/components/testing/test-facts";
import type { Fact } from "@/lib/tasks/schema";
import { AnnounceChanges } from "./announce-changes";
import { Button } from "./button";
import { FactInput } from "./forms/fact-input";
import { Field } from "./forms/field";
import { Input } from "./forms/input";
import { messageAnchor } from "./message-anchor";
import { SourceLink } from "./source-link";

test("a pending button keeps the focus and ignores presses", async () => {
  const onClick = vi.fn();
  const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const form = (isPending: boolean) => (
    <form onSubmit={onSubmit}>
      <Button type="submit" isPending={isPending} onClick={onClick}>
        Save
      </Button>
    </form>
  );
  const { rerender } = render(form(false));
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Save" }));
  rerender(form(true));
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Save" }));
  expect([onClick.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);
});

test("a field names its control and describes it by hint and error", () => {
  render(
    <Field id="email" label="Email" hint="We write to it." error="This is not an email address." required>
      {(control) => <Input {...control} />}
    </Field>,
  );
  const input = screen.getByRole("textbox", { name: "Email" });
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ");
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
    "We write to it.",
    "This is not an email address.",
  ]);
  expect([input.getAttribute("aria-invalid"), input.getAttribute("aria-required")]).toEqual(["true", "true"]);
  expect(screen.getByRole("alert").textContent).toBe("This is not an email address.");
});

function TypedFact({ fact, isEmptiable }: { fact: Fact; isEmptiable?: boolean }) {
  const [typed, setTyped] = useState("");
  return (
    <Field id="fact" label={fact.label}>
      {(control) => (
        <FactInput fact={fact} control={control} typed={typed} onType={setTyped} isEmptiable={isEmptiable} />
      )}
    </Field>
  );
}

test.each([
  ["text", "textbox", "Oak Street"],
  ["long_text", "textbox", "Hit from behind"],
  ["money", "textbox", "640"],
] as const)("a fact of type %s is typed into a %s", async (type, role, text) => {
  render(<TypedFact fact={testFact({ key: "fact", label: "Fact", type })} />);
  const input = screen.getByRole<HTMLInputElement>(role, { name: "Fact" });
  await userEvent.setup().type(input, text);
  expect(input.value).toBe(text);
});

test.each([
  ["choice", "Apartment", "apartment"],
  ["yes_no", "No", "no"],
] as const)("a fact of type %s is chosen, and can be unset only where that is allowed", async (type, label, value) => {
  const options = [
    { value: "car", label: "Car" },
    { value: "apartment", label: "Apartment" },
  ];
  const fact = testFact({ key: "fact", label: "Fact", type, options });
  const { rerender } = render(<TypedFact fact={fact} />);
  const select = screen.getByRole<HTMLSelectElement>("combobox", { name: "Fact" });
  const user = userEvent.setup();
  await user.selectOptions(select, label);
  expect(select.value).toBe(value);
  expect(screen.queryByRole("option", { name: "Please choose" })).toBeNull();
  rerender(<TypedFact fact={fact} isEmptiable />);
  await user.selectOptions(select, "Please choose");
  expect(select.value).toBe("");
});

test("a source link moves the focus to its message", async () => {
  render(
    <>
      <SourceLink label="Amount" seq={3} />
      <article id={messageAnchor(3)} tabIndex={-1}>
        It costs $640.
      </article>
    </>,
  );
  const link = screen.getByRole("link", { name: "Amount: show message 3, where this comes from" });
  await userEvent.setup().click(link);
  expect(document.activeElement?.textContent).toBe("It costs $640.");
});

test("changes are announced once, and nothing at the start", () => {
  const golf: [string, string] = ["golf", "Golf: Approved"];
  const { rerender } = render(<AnnounceChanges items={[["golf", "Golf: Checking"]]} />);
  const status = () => screen.getByRole("status").textContent;
  expect(status()).toBe("");
  rerender(<AnnounceChanges items={[golf, ["pipe", "Pipe: New"]]} />);
  expect(status()).toBe("Golf: Approved\nPipe: New");
  rerender(<AnnounceChanges items={[golf, ["pipe", "Pipe: Rejected"]]} />);
  expect(status()).toBe("Pipe: Rejected");
});
