import { render, screen } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EarlyPressScript, useEarlyPress } from "./early-presses";

const pressed = vi.fn();

function Page({ children }: { children: React.ReactNode }) {
  useEarlyPress();
  return children;
}

/** The page of the server: the script has run, and no button has a handler. */
function loadPage() {
  const [, script = ""] =
    /<script[^>]*>(.*)<\/script>/s.exec(renderToStaticMarkup(<EarlyPressScript nonce="n" />)) ?? [];
  // biome-ignore lint/security/noGlobalEval: happy-dom runs no inserted scripts
  window.eval(script);
  document.body.innerHTML = "<button type='button'>Import</button><button type='submit'>Send</button>";
}
const button = (name: string) => screen.getByRole("button", { name });
const send = (name: string, event: Event) => button(name).dispatchEvent(event);

/** Gives the buttons their handlers, as hydration does. */
function hydrate() {
  for (const one of document.querySelectorAll("button")) {
    for (const type of ["pointerdown", "keydown", "click"])
      one.addEventListener(type, ({ type: name }) => pressed(one.textContent, name));
  }
  render(<Page>{null}</Page>);
}

beforeEach(() => pressed.mockClear());
beforeEach(loadPage);
afterEach(() => {
  document.body.innerHTML = "";
  vi.restoreAllMocks();
});
const options = { bubbles: true, cancelable: true };

test("a button that is pressed before it has a handler is pressed once it has one", () => {
  for (const type of ["pointerdown", "click", "pointerdown", "click"]) send("Import", new PointerEvent(type, options));
  hydrate();
  expect(pressed.mock.calls).toEqual([
    ["Import", "pointerdown"],
    ["Import", "click"],
  ]);
});

test("a key press is repeated as keydown and click; other keys are not", () => {
  send("Import", new KeyboardEvent("keydown", { ...options, key: "Enter" }));
  send("Import", new MouseEvent("click", options));
  send("Import", new KeyboardEvent("keydown", { ...options, key: "Tab" }));
  hydrate();
  expect(pressed.mock.calls.map(([, type]) => type)).toEqual(["keydown", "click"]);
});

test("a keydown that its handler prevents has no click", () => {
  send("Import", new KeyboardEvent("keydown", { ...options, key: "Enter" }));
  send("Import", new MouseEvent("click", options));
  button("Import").addEventListener("keydown", (event) => event.preventDefault());
  hydrate();
  expect(pressed.mock.calls).toEqual([["Import", "keydown"]]);
});

test("an old press has no effect, and a button that submits needs none", () => {
  send("Import", new MouseEvent("click", options));
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 11_000);
  hydrate();
  expect(pressed).not.toHaveBeenCalled();
});

test("after hydration, presses go to their handlers", () => {
  hydrate();
  send("Import", new MouseEvent("click", options));
  expect(pressed.mock.calls).toEqual([["Import", "click"]]);
});
