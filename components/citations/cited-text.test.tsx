import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PassageView } from "@/lib/documents/schema";
import type { Citation } from "@/lib/tasks/citations/schema";
import { CitedText } from "./cited-text";

const citation: Citation = {
  passage: "p1",
  quote: "We pay for a stolen car",
  document: "Motor terms",
  heading: "Motor terms > Theft > Whole car",
  version: 1,
};
const other: Citation = {
  ...citation,
  passage: "p2",
  quote: "Ask the police.",
  document: "General terms",
  heading: "",
};
const passage: PassageView = {
  ...{ id: "p1", documentId: "d1", document: "Motor terms", version: 1, currentVersion: 1, state: "published" },
  ...{ heading: citation.heading, text: "Theft.\nWe pay for a stolen car after 30 days.", page: 4 },
};
const text = "The policy says: “We pay for a stolen car” [1] and “Ask the police.” [2] Not [3] or [x].";

const answer = vi.fn<(address: string) => Promise<Response>>();
const scrolled: Element[] = [];
beforeEach(() => {
  answer.mockReset().mockImplementation(async () => Response.json(passage));
  vi.stubGlobal("fetch", (address: string) => answer(address));
  scrolled.length = 0;
  // As in newer browsers, it returns a promise.
  Element.prototype.scrollIntoView = function scrollIntoView() {
    scrolled.push(this);
    return Promise.resolve() as unknown as undefined;
  };
});
afterEach(() => vi.unstubAllGlobals());

const source = (number: number) => screen.getByRole("button", { name: new RegExp(`^Source ${number}: `) });
const problem = (status: number, code: string, detail = "") =>
  Response.json({ code, detail }, { status, headers: { "content-type": "application/problem+json" } });

async function openSheet() {
  const user = userEvent.setup();
  const { container } = render(
    <p>
      <CitedText text={text} citations={[citation, other]} />
    </p>,
  );
  source(1).focus();
  await user.keyboard("{Enter}");
  const sheet = await screen.findByRole("dialog", { name: "Motor terms" }, { timeout: 10_000 });
  return { user, sheet, container };
}

describe("a cited text", () => {
  test("has its markers as buttons that name the document and the headings; the rest stays as it is", () => {
    render(<CitedText text={text} citations={[citation, other]} />);
    expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual([
      "Source 1: Motor terms, Theft, Whole car",
      "Source 2: General terms",
    ]);
    expect(document.body.textContent).toBe(
      "The policy says: “We pay for a stolen car”1 and “Ask the police.”2 Not [3] or [x].",
    );
  });

  test("without citations is the text, whatever is in it", () => {
    const { container } = render(<CitedText text={'[1] <b onclick="x">[2]</b>'} />);
    expect(container.innerHTML).toBe('[1] &lt;b onclick="x"&gt;[2]&lt;/b&gt;');
  });
});

describe("the sheet of a clause", () => {
  test("shows the clause with the quote marked and scrolled to, and has the focus", async () => {
    const { sheet } = await openSheet();
    const mark = await within(sheet).findByText(citation.quote, { selector: "mark" });
    expect(scrolled).toContain(mark);
    expect(answer).toHaveBeenCalledExactlyOnceWith("/api/passages/p1");
    expect(within(sheet).getByText("Theft › Whole car")).toBeTruthy();
    expect(within(sheet).getByText("Version 1, page 4")).toBeTruthy();
    expect(document.activeElement).toBe(within(sheet).getByRole("region", { name: "Clause" }));
  });

  test("is closed by Escape and by its button, and gives the focus back", async () => {
    const { user, sheet } = await openSheet();
    await user.keyboard("{Escape}");
    await vi.waitFor(() => expect(document.activeElement).toBe(source(1)));
    expect(sheet.isConnected).toBe(false);
    await user.click(source(1));
    await user.click(await screen.findByRole("button", { name: "Close" }));
    await vi.waitFor(() => expect(document.activeElement).toBe(source(1)));
  });

  test("shows the quote at once, while the clause is loaded", async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    answer.mockReturnValueOnce(promise);
    const { sheet } = await openSheet();
    expect(within(sheet).getByText("Loading the clause…")).toBeTruthy();
    expect(within(sheet).getByText(citation.quote)).toBeTruthy();
    await act(async () => resolve(Response.json(passage)));
    expect(within(sheet).queryByText("Loading the clause…")).toBeNull();
  });

  test.each([
    [{ state: "superseded", currentVersion: 3 }, "This clause is of version 1; version 3 is in force."],
    [{ state: "superseded", currentVersion: null }, "This clause is of version 1, which is no longer in force."],
    [{ state: "retracted", currentVersion: null }, "This document was withdrawn."],
  ] as const)("says what %o means", async (change, words) => {
    answer.mockResolvedValueOnce(Response.json({ ...passage, ...change }));
    const { sheet } = await openSheet();
    expect(await within(sheet).findByText(words, { exact: false })).toBeTruthy();
    expect(within(sheet).getByText(/after 30 days/)).toBeTruthy();
  });

  test("keeps the quote of a clause that is not there or not for the reader", async () => {
    answer.mockResolvedValueOnce(problem(404, "not_found"));
    const { sheet } = await openSheet();
    expect((await within(sheet).findByRole("alert")).textContent).toContain("This clause cannot be shown");
    expect(within(sheet).getByText(citation.quote)).toBeTruthy();
  });

  test("without a connection keeps the quote, tries again by hand and when the connection is back", async () => {
    answer.mockRejectedValueOnce(new TypeError("Failed to fetch")).mockRejectedValueOnce(new TypeError("Failed"));
    const { user, sheet } = await openSheet();
    expect((await within(sheet).findByRole("alert")).textContent).toContain("could not be reached");
    expect(within(sheet).getByText(citation.quote)).toBeTruthy();
    await user.click(within(sheet).getByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(2));
    await within(sheet).findByRole("alert");
    act(() => void window.dispatchEvent(new Event("online")));
    expect(await within(sheet).findByText(/after 30 days/)).toBeTruthy();
    expect(within(sheet).queryByRole("alert")).toBeNull();
  });

  test("asks for a sign-in when it has ended", async () => {
    answer.mockResolvedValueOnce(problem(401, "unauthenticated"));
    const { sheet } = await openSheet();
    expect(await within(sheet).findByRole("link", { name: "Sign in" })).toBeTruthy();
  });

  test("shows a clause in which the quote is not found, without a mark", async () => {
    answer.mockResolvedValueOnce(Response.json({ ...passage, text: "Other words." }));
    const { sheet } = await openSheet();
    await within(sheet).findByText("Other words.");
    expect(sheet.querySelector("mark")).toBeNull();
  });
});
