import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { goToTaskAction, retryAction, retryAllAction } from "@/lib/sessions/actions";
import type { StepView } from "@/lib/sessions/schema";
import { GoToTask } from "./go-to-task";
import { ModelHealth } from "./model-health";
import { RetrySession } from "./retry-session";
import { SessionSearch } from "./session-search";
import { StepList } from "./step-list";

vi.mock("@/lib/sessions/actions", () => ({ goToTaskAction: vi.fn(), retryAction: vi.fn(), retryAllAction: vi.fn() }));

afterEach(() => vi.restoreAllMocks());

const step = (change: Partial<StepView>): StepView => ({
  seq: 1,
  taskId: "ask",
  taskLabel: "Ask",
  status: "done",
  action: "ContinueAndExecute",
  statusMessage: null,
  response: null,
  durationMs: 20,
  attempt: 1,
  errorMessage: null,
  modelId: null,
  inputTokens: null,
  outputTokens: null,
  children: [],
  cached: false,
  changes: [],
  createdAt: "2026-11-15T11:00:00Z",
  ...change,
});

test("Retry retries the session, once while it is pending, and says why it was refused", async () => {
  const answer = Promise.withResolvers<Awaited<ReturnType<typeof retryAction>>>();
  vi.mocked(retryAction).mockReturnValue(answer.promise);
  const user = userEvent.setup();
  render(<RetrySession sessionId="s1" />);
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await user.click(screen.getByRole("button", { name: "Retry" }));
  expect(vi.mocked(retryAction).mock.calls[0]?.[1].get("session_id")).toBe("s1");
  await act(async () => answer.resolve({ ok: false, code: "conflict", message: "It has not failed." }));
  expect(screen.getByRole("alert").textContent).toBe("It has not failed.");
  expect(retryAction).toHaveBeenCalledOnce();
});

test("Retry changes nothing without a connection, and says so", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  render(<RetrySession sessionId="s1" />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Retry" }));
  expect(screen.getByRole("alert").textContent).toBe("No connection. Nothing was changed.");
  expect(retryAction).not.toHaveBeenCalled();
});

test("Go to task sends the chosen task, and says why it was refused", async () => {
  vi.mocked(goToTaskAction).mockResolvedValue({ ok: false, code: "conflict", message: "It is being worked on." });
  const user = userEvent.setup();
  render(<GoToTask sessionId="s1" tasks={[{ id: "ask", label: "Ask" }]} />);
  await user.click(screen.getByRole("button", { name: "Go to task" }));
  expect(screen.getByRole("alert").textContent).toBe("Choose a task first.");
  expect(goToTaskAction).not.toHaveBeenCalled();
  await user.selectOptions(screen.getByRole("combobox", { name: "Task" }), "Ask");
  await user.click(screen.getByRole("button", { name: "Go to task" }));
  expect(Object.fromEntries(vi.mocked(goToTaskAction).mock.calls[0]?.[1] ?? [])).toEqual({
    ...{ session_id: "s1", task_id: "ask" },
  });
  expect((await screen.findByRole("alert")).textContent).toBe("It is being worked on.");
});

test("without a task to go to, there is no button for it", () => {
  render(<GoToTask sessionId="s1" tasks={[]} />);
  expect(screen.queryByRole("button", { name: "Go to task" })).toBeNull();
});

const health = {
  models: [{ name: "demo", words: "answers", problem: null, at: null }],
  failures: [{ reason: "out of reach", count: 2 }],
};

test("Retry all is for admins, and announces how many sessions are retried", async () => {
  vi.mocked(retryAllAction).mockResolvedValue({ message: "2 sessions are tried again." });
  const { rerender } = render(<ModelHealth health={health} canRetry={false} />);
  const region = within(screen.getByRole("region", { name: "Language model" }));
  expect(region.queryByRole("button")).toBeNull();
  rerender(<ModelHealth health={health} canRetry />);
  await userEvent.setup().click(region.getByRole("button", { name: "Retry all" }));
  expect((await region.findByRole("status")).textContent).toBe("2 sessions are tried again.");
});

test("a step opens, selects its task and shows its response and changes as text", async () => {
  const onSelect = vi.fn();
  const steps = [
    step({ seq: 1 }),
    step({
      seq: 2,
      taskId: "check",
      taskLabel: "Check",
      status: "failed",
      errorMessage: "The model is out of reach.",
      response: "<b>bold</b>",
      changes: [
        { key: "amount_cents", value: 64_000 },
        { key: "place", value: null },
      ],
    }),
  ];
  render(<StepList steps={steps} selectedTaskId={null} onSelect={onSelect} />, { wrapper: TestProviders });
  const item = within(screen.getAllByRole("listitem")[1] as HTMLElement);
  await userEvent.setup().click(item.getByText("2. Check"));
  expect(onSelect).toHaveBeenCalledExactlyOnceWith("check");
  for (const text of ["The model is out of reach.", "<b>bold</b>", "$640.00", "removed"]) {
    expect(item.getByText(text)).toBeTruthy();
  }
});

test("a session without steps says so", () => {
  render(<StepList steps={[]} selectedTaskId={null} onSelect={() => {}} />);
  expect(screen.getByText("Nothing has run yet. The first step appears here.")).toBeTruthy();
});

test("the search has what the address says", () => {
  render(<SessionSearch search="CLM" status="failed" />);
  const form = screen.getByRole<HTMLFormElement>("search");
  expect(Object.fromEntries(new FormData(form))).toEqual({ search: "CLM", status: "failed" });
  expect(screen.getByRole("searchbox", { name: "Search" })).toBeTruthy();
  expect(screen.getByRole("combobox", { name: "Status" })).toBeTruthy();
});
