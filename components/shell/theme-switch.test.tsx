import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ThemeProvider } from "next-themes";
import { expect, test, vi } from "vitest";
import { ThemeSwitch } from "./theme-switch";

test("changes the theme in turn, says which one it is, and stores it", async () => {
  // React warns of the script with which next-themes avoids a flash.
  vi.spyOn(console, "error").mockImplementation(() => {});
  render(
    <ThemeProvider attribute="data-theme" defaultTheme="system">
      <ThemeSwitch />
    </ThemeProvider>,
  );
  const user = userEvent.setup();
  const press = () => user.click(screen.getByRole("button"));
  const name = () => screen.getByRole("button").getAttribute("aria-label");
  expect(name()).toBe("Theme: system");
  await press();
  expect(name()).toBe("Theme: light");
  await press();
  expect(name()).toBe("Theme: dark");
  expect(document.documentElement.getAttribute("data-theme")).toBe("dark");
  expect(localStorage.getItem("theme")).toBe("dark");
  await press();
  expect(name()).toBe("Theme: system");
});
