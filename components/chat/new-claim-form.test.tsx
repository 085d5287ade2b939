import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { AskForm, NewClaimForm } from "./new-claim-form";

afterEach(() => vi.restoreAllMocks());

test("New claim opens the page of a new claim", async () => {
  render(<NewClaimForm label="New claim" />);
  await userEvent.setup().click(screen.getByRole("button", { name: "New claim" }));
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/claims/new");
});

test("Ask a question opens the page of a new question", async () => {
  render(<AskForm />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Ask a question" }));
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/claims/ask");
});

test("says that the browser is offline instead of leaving the page", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  render(<NewClaimForm label="New claim" />);
  await userEvent.setup().click(screen.getByRole("button", { name: "New claim" }));
  expect(router.push).not.toHaveBeenCalled();
  expect(screen.getByRole("alert").textContent).toContain("The page could not be opened");
});
