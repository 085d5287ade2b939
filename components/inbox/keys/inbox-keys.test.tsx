import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { actionProps } from "./inbox-actions";
import { InboxKeys } from "./inbox-keys";

function setup() {
  const pressed = vi.fn<(name: string) => void>();
  render(
    <>
      <search>
        <input type="search" aria-label="Search cases" />
      </search>
      <section aria-label="Inbox">
        <a href="/inbox?tab=mine">Mine</a>
        <div role="listbox" aria-label="Reviews" tabIndex={-1}>
          {["One", "Two", "Three"].map((name) => (
            <button key={name} type="button" role="option" aria-selected={name === "Two"} onClick={() => pressed(name)}>
              {name}
            </button>
          ))}
        </div>
      </section>
      <section aria-label="Case" tabIndex={-1}>
        <button type="button" {...actionProps("approve")} onClick={() => pressed("approve")}>
          Approve
        </button>
        <button type="button" {...actionProps("reject")} aria-disabled onClick={() => pressed("reject")}>
          Reject
        </button>
        <textarea aria-label="Reason" />
      </section>
      <InboxKeys />
    </>,
  );
  return { user: userEvent.setup(), pressed };
}
const focus = (role: string, name: string) => screen.getByRole(role, { name }).focus();

test("a key presses the button of its action while the case has the focus", async () => {
  const { user, pressed } = setup();
  focus("region", "Case");
  await user.keyboard("a");
  expect(pressed.mock.calls).toEqual([["approve"]]);
});

test("the keys work in the whole pane of the list", async () => {
  const { user, pressed } = setup();
  focus("link", "Mine");
  await user.keyboard("j");
  expect(pressed.mock.calls).toEqual([["Three"]]);
});

test("no key works elsewhere, in a text box, with Ctrl, or on a button that is busy", async () => {
  const { user, pressed } = setup();
  await user.keyboard("a");
  focus("searchbox", "Search cases");
  await user.keyboard("a");
  focus("textbox", "Reason");
  await user.keyboard("a");
  focus("region", "Case");
  await user.keyboard("{Control>}a{/Control}r");
  expect(pressed).not.toHaveBeenCalled();
});

test("j and k move the focus in the list, and open the neighbour of the open case from the case", async () => {
  const { user, pressed } = setup();
  focus("option", "One");
  await user.keyboard("j");
  expect(document.activeElement).toBe(screen.getByRole("option", { name: "Two" }));
  await user.keyboard("kk");
  expect(document.activeElement).toBe(screen.getByRole("option", { name: "One" }));
  expect(pressed).not.toHaveBeenCalled();
  focus("region", "Case");
  await user.keyboard("jk");
  expect(pressed.mock.calls).toEqual([["Three"], ["One"]]);
});

test("/ goes to the search box, ? shows the keys, and Escape gives the focus back", async () => {
  const { user } = setup();
  focus("region", "Case");
  await user.keyboard("/");
  expect(document.activeElement).toBe(screen.getByRole("searchbox", { name: "Search cases" }));
  focus("region", "Case");
  await user.keyboard("?");
  const sheet = await screen.findByRole("dialog", { name: "Keys" });
  expect(sheet.textContent).toContain("Request informationi");
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Case" }));
});

test("Ctrl+K lists what the page offers, with its keys, also while typing; choosing does it", async () => {
  const { user, pressed } = setup();
  focus("textbox", "Reason");
  await user.keyboard("{Control>}k{/Control}");
  const list = await screen.findByRole("dialog", { name: "Actions" });
  expect(list.textContent).toContain("Approvea");
  expect(list.textContent).not.toContain("Reject");
  expect(list.textContent).not.toContain("Snooze");
  await user.keyboard("approve{Enter}");
  await vi.waitFor(() => expect(pressed.mock.calls).toEqual([["approve"]]));
});
