import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { SignInForm } from "./sign-in-form";

const signIn = vi.hoisted(() => vi.fn());
vi.mock("next-auth/react", () => ({ signIn }));

afterEach(() => vi.restoreAllMocks());

function setup(change: Partial<ComponentProps<typeof SignInForm>> = {}) {
  const assign = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  render(<SignInForm from="/inbox" providers={[]} offersDemo={false} firstError={null} {...change} />);
  return { user: userEvent.setup(), assign };
}

const email = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Email" });
const password = () => screen.getByLabelText<HTMLInputElement>("Password");
const button = (name: string) => screen.getByRole("button", { name });

test("signs in with Enter and opens the page that was asked for", async () => {
  signIn.mockResolvedValue({ ok: true, error: null });
  const { user, assign } = setup();
  await user.type(email(), "mira@example.com");
  await user.type(password(), "secret{Enter}");
  const credentials = { email: "mira@example.com", password: "secret", redirect: false, callbackUrl: "/inbox" };
  expect(signIn).toHaveBeenCalledExactlyOnceWith("credentials", credentials);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/inbox");
});

test("says that email or password are wrong, keeps them and moves the focus to the email", async () => {
  signIn.mockResolvedValue({ ok: false, error: "CredentialsSignin" });
  const { user, assign } = setup();
  await user.type(email(), "mira@example.com");
  await user.type(password(), "wrong");
  await user.click(button("Sign in"));
  expect((await screen.findByRole("alert")).textContent).toContain("This email and password do not fit together.");
  expect(document.activeElement).toBe(email());
  expect([email().value, password().value]).toEqual(["mira@example.com", "wrong"]);
  expect(email().getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(email().getAttribute("aria-describedby") ?? "")?.textContent).toContain(
    "fit together",
  );
  expect(assign).not.toHaveBeenCalled();
});

test("is pending while it signs in, and ignores a second press", async () => {
  const answer = Promise.withResolvers<unknown>();
  signIn.mockReturnValue(answer.promise);
  const { user } = setup({ offersDemo: true });
  await user.type(email(), "mira@example.com");
  await user.type(password(), "secret{Enter}");
  expect(button("Signing in…").getAttribute("aria-disabled")).toBe("true");
  await user.click(button("Signing in…"));
  await user.click(button("Continue as admin"));
  expect(signIn).toHaveBeenCalledOnce();
  answer.resolve({ ok: false, error: "unavailable" });
  expect((await screen.findByRole("alert")).textContent).toContain("Sign-in does not work at the moment.");
});

test("says that there is no connection", async () => {
  signIn.mockRejectedValue(new TypeError("Failed to fetch"));
  const { user } = setup();
  await user.type(email(), "mira@example.com");
  await user.type(password(), "secret{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("could not be reached");
  expect(button("Sign in")).toBeTruthy();
});

test.each(["claimant", "reviewer", "designer", "admin"])("continues as %s of the demo data", async (role) => {
  signIn.mockResolvedValue({ ok: true, error: null });
  const { user } = setup({ offersDemo: true });
  await user.click(button(`Continue as ${role}`));
  expect(signIn.mock.calls[0]?.[1]).toMatchObject({ email: `${role}@example.com`, password: "graphflow-demo" });
});

test("hands over to a provider", async () => {
  signIn.mockResolvedValue(undefined);
  const { user } = setup({ providers: [{ id: "google", name: "Google" }] });
  await user.click(button("Continue with Google"));
  expect(signIn).toHaveBeenCalledExactlyOnceWith("google", { redirect: true, callbackUrl: "/inbox" });
});

test.each([
  ["AccessDenied", "This account may not sign in here."],
  ["<b>anything</b>", "That did not work. Please try again."],
])("explains the error %s of the address in its own words", (firstError, sentence) => {
  setup({ firstError });
  expect(screen.getByRole("alert").textContent).toContain(sentence);
});
