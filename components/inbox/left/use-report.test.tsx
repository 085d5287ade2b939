import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { useWork } from "../case/work/use-work";
import { leftStore } from "./left-store";
import { CaseNameProvider } from "./use-report";

beforeEach(() => leftStore.setState({ problems: [], decisions: [] }));

const answer = () => Promise.withResolvers<{ ok: false; code: "conflict"; message: string }>();
const refusal = { ok: false, code: "conflict", message: "Omar is working on this case." } as const;
const leftTexts = () => leftStore.getState().problems.map(({ title, text }) => [title, text]);

function Claim({ act }: { act: () => ReturnType<typeof answer>["promise"] }) {
  const work = useWork();
  return (
    <button type="button" onClick={() => work.run(act)}>
      {work.problem ?? "Claim"}
    </button>
  );
}

function setup(act?: () => ReturnType<typeof answer>["promise"]) {
  const { promise, resolve } = answer();
  const view = render(
    <CaseNameProvider caseId="c1" title="$640.00, Dana Kim">
      <Claim act={act ?? (() => promise)} />
    </CaseNameProvider>,
  );
  return { user: userEvent.setup(), resolve, ...view };
}

test("a refusal that comes after its page was left is kept for the pages after it", async () => {
  const { user, resolve, unmount } = setup();
  await user.click(screen.getByRole("button", { name: "Claim" }));
  unmount();
  resolve(refusal);
  await vi.waitFor(() => expect(leftTexts()).toEqual([["Not done: $640.00, Dana Kim", refusal.message]]));
});

test("a refusal whose page is left at once is kept, too", async () => {
  const { user, resolve, unmount } = setup();
  await user.click(screen.getByRole("button", { name: "Claim" }));
  resolve(refusal);
  await screen.findByRole("button", { name: refusal.message });
  expect(leftTexts()).toEqual([]);
  unmount();
  expect(leftTexts()).toHaveLength(1);
});

test("a refusal after which the person acts again is read", async () => {
  const act = vi.fn().mockResolvedValueOnce(refusal).mockResolvedValueOnce({ ok: true, result: null });
  const { user, unmount } = setup(act);
  await user.click(screen.getByRole("button", { name: "Claim" }));
  await user.click(await screen.findByRole("button", { name: refusal.message }));
  await screen.findByRole("button", { name: "Claim" });
  unmount();
  expect(leftTexts()).toEqual([]);
});

test("a refusal that was on the screen for three seconds is read", async () => {
  const { user, resolve, unmount } = setup();
  await user.click(screen.getByRole("button", { name: "Claim" }));
  resolve(refusal);
  await screen.findByRole("button", { name: refusal.message });
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + 3_000);
  unmount();
  vi.restoreAllMocks();
  expect(leftTexts()).toEqual([]);
});
