import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { TopBar } from "./top-bar";

const signOut = vi.hoisted(() => vi.fn(() => new Promise(() => {})));
vi.mock("next-auth/react", () => ({ signOut }));

const links = () => within(screen.getByRole("navigation", { name: "Main" })).getAllByRole("link");

test.each([
  ["claimant", "My claims", ["My claims"]],
  ["reviewer", null, ["Inbox", "Sessions"]],
  ["reviewer", "My requests", ["Inbox", "Sessions", "My requests"]],
  ["designer", null, ["Workflows", "Documents", "Sessions"]],
  ["admin", null, ["Documents", "Sessions", "Queues"]],
])("shows a %s with the list %j the sections of the role", (role, ownList, names) => {
  render(<TopBar name="Mira" roles={[role]} ownList={ownList} />);
  expect(links().map((link) => link.textContent)).toEqual(names);
});

test("marks the current section, also on its inner pages", () => {
  window.history.replaceState(null, "", "/inbox/w1");
  render(<TopBar name="Mira" roles={["reviewer"]} ownList={null} />);
  expect(links().map((link) => link.getAttribute("aria-current"))).toEqual(["page", null]);
});

test("signs out once and deletes the drafts of the tab", async () => {
  sessionStorage.setItem("graphflow:draft:s1", "{}");
  const user = userEvent.setup();
  render(<TopBar name="Mira" roles={["reviewer"]} ownList={null} />);
  const button = screen.getByRole("button", { name: "Sign out" });
  await user.click(button);
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(button);
  expect(signOut).toHaveBeenCalledExactlyOnceWith({ callbackUrl: "/sign-in" });
  expect(sessionStorage.length).toBe(0);
});
