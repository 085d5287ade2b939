import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { testCase } from "@/components/testing/test-reviews";
import type { CaseClause, CaseView } from "@/lib/inbox/schema";
import { DraftAnswer } from "./draft-answer";
import { PolicyClauses } from "./policy-clauses";

const clause = (passage: string, quote: string, fits = true): CaseClause => ({
  ...{ passage, quote, fits, document: "Motor terms", heading: "Motor terms > Theft", version: 1 },
});
const request = vi.fn<(address: string) => Promise<Response>>();
const found = (...clauses: CaseClause[]) => Response.json({ clauses });
beforeEach(() => {
  request.mockReset().mockImplementation(async () => found(clause("p1", "Theft is covered.")));
  vi.stubGlobal("fetch", (address: string) => request(address));
});
afterEach(() => vi.unstubAllGlobals());

const view = (change: Partial<CaseView>) => <PolicyClauses reviewCase={testCase({ hasDocuments: true, ...change })} />;
const show = (change: Partial<CaseView> = {}) => render(view(change), { wrapper: TestProviders });
const region = () => screen.getByRole("region", { name: "Policy clauses" });

test("the clauses that fit are loaded after the page, each with its words marked", async () => {
  show();
  expect(region().textContent).toContain("Information only: the decision is yours.");
  expect(region().textContent).toContain("Searching the clauses…");
  const quote = await screen.findByText("Theft is covered.");
  expect(quote.tagName).toBe("MARK");
  expect(screen.getByRole("button", { name: "Open the clause: Motor terms, Theft" })).toBeTruthy();
  expect(request).toHaveBeenCalledExactlyOnceWith("/api/inbox/cases/c1/clauses");
});

test("they are read again when the facts change, and stay until then", async () => {
  const { rerender } = show();
  await screen.findByText("Theft is covered.");
  const { promise, resolve } = Promise.withResolvers<Response>();
  request.mockReturnValueOnce(promise);
  rerender(view({ facts: [] }));
  expect(screen.getByText("Theft is covered.")).toBeTruthy();
  resolve(found(clause("p2", "Hail is covered.")));
  expect(await screen.findByText("Hail is covered.")).toBeTruthy();
});

test("the region says that no clause fits", async () => {
  request.mockResolvedValueOnce(found());
  show();
  expect(await screen.findByText("No clause fits what is known of this case.")).toBeTruthy();
});

test("a clause that fits weakly is named so, and its words are not marked", async () => {
  request.mockResolvedValueOnce(found(clause("p1", "Theft is covered."), clause("p2", "Hail is covered.", false)));
  show();
  expect((await screen.findByText("Theft is covered.")).tagName).toBe("MARK");
  expect(screen.getByText("Hail is covered.").tagName).toBe("P");
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "TheftMotor terms, version 1Theft is covered.",
    "TheftFits weakly · Motor terms, version 1Hail is covered.",
  ]);
  expect(region().textContent).not.toContain("No clause fits");
});

test("the region says when only weak clauses were found", async () => {
  request.mockResolvedValueOnce(found(clause("p2", "Hail is covered.", false)));
  show();
  expect(
    await screen.findByText("No clause fits well what is known of this case. These are the nearest."),
  ).toBeTruthy();
});

test("a search that fails says why, and can be tried again", async () => {
  const refusal = { code: "unavailable", detail: "The model that searches the documents does not answer." };
  const headers = { "content-type": "application/problem+json" };
  request.mockImplementation(async () => Response.json(refusal, { status: 503, headers }));
  show();
  const alert = await screen.findByRole("alert", {}, { timeout: 5_000 });
  expect(alert.textContent).toContain(refusal.detail);
  request.mockResolvedValueOnce(found(clause("p1", "Theft is covered.")));
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Theft is covered.")).toBeTruthy();
});

test("a workflow without documents has no such region", () => {
  show({ hasDocuments: false });
  expect(screen.queryByRole("region", { name: "Policy clauses" })).toBeNull();
  expect(request).not.toHaveBeenCalled();
});

test("a question shows what its workflow has found, without another search, and its drafted answer", () => {
  const [cited, other] = [clause("p1", "Theft is covered."), clause("p2", "Hail is covered.")];
  const draft = { answer: "The policy says: “Theft is covered.” [1]", citations: [cited], passages: [cited, other] };
  show({ draft });
  expect(
    within(region())
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent),
  ).toEqual(["TheftMotor terms, version 1Theft is covered.", "TheftMotor terms, version 1Hail is covered."]);
  expect(request).not.toHaveBeenCalled();
  render(<DraftAnswer draft={draft} />);
  const answer = screen.getByRole("region", { name: "Draft answer" });
  expect(within(answer).getByRole("button", { name: "Source 1: Motor terms, Theft" })).toBeTruthy();
});

test("of what a workflow has found the weak ones are named so, also when more are folded", () => {
  const weak = [1, 2, 3, 4].map((number) => clause(`p${number}`, `Clause ${number}.`, false));
  show({ draft: { answer: "", citations: [], passages: weak } });
  expect(screen.getAllByText("No clause fits well what is known of this case. These are the nearest.")).toHaveLength(1);
  expect(screen.getAllByText("Fits weakly ·", { exact: false })).toHaveLength(4);
  expect(region().querySelector("mark")).toBeNull();
});

test("folded weak clauses do not say that none fits when one before them does", () => {
  const passages = [1, 2, 3, 4].map((number) => clause(`p${number}`, `Clause ${number}.`, number < 4));
  show({ draft: { answer: "", citations: [], passages } });
  expect(region().textContent).not.toContain("No clause fits");
  expect(screen.getByText("Clause 4.").tagName).toBe("P");
});

test("more than three passages are folded", () => {
  const passages = [1, 2, 3, 4, 5].map((number) => clause(`p${number}`, `Clause ${number}.`));
  show({ draft: { answer: "", citations: [], passages } });
  const folded = screen.getByText("2 more").closest("details");
  expect(folded?.open).toBe(false);
  expect(folded?.textContent).toContain("Clause 5.");
  expect(folded?.textContent).not.toContain("Clause 3.");
});

test("where the documents have no answer, the draft says so", () => {
  render(<DraftAnswer draft={{ answer: "", citations: [], passages: [] }} />);
  expect(screen.getByText("The documents gave no answer.")).toBeTruthy();
});
