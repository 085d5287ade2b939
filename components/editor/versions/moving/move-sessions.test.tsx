import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { MoveSessions } from "./move-sessions";

const group = (task_id: string, more: object) => ({
  ...{
    from_version: 1,
    task_id,
    task: task_id.toUpperCase(),
    sessions: 2,
    goes_to: null,
    stays_because: null,
    ...more,
  },
});
const preview = (mapped: boolean) => ({
  moves: mapped ? 4 : 2,
  stays: mapped ? 0 : 2,
  groups: [
    group("a", { goes_to: { task_id: "a", task: "A" } }),
    mapped ? group("gone", { goes_to: { task_id: "b", task: "B" } }) : group("gone", { stays_because: "It is gone." }),
  ],
  tasks: [
    { task_id: "a", task: "A", kind: "review" },
    { task_id: "b", task: "B", kind: "review" },
  ],
});
const moved = (reference: string, stays_because: string | null = null) => ({
  ...{ session_id: crypto.randomUUID(), reference, from_version: 1, task_id: "a", stays_because },
});

function setup(batches: object[]) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (address: string, { body }: RequestInit = {}) => {
    if (body) sent.push(JSON.parse(String(body)));
    return Response.json(body ? batches.shift() : preview(address.includes("mapping=gone%3Ab")));
  });
  render(<MoveSessions workflowId="w" numbers={[2, 1]} />);
  return { sent, user: userEvent.setup() };
}

test("shows who can be moved and who cannot, then moves in batches with a result for each session", async () => {
  const { sent, user } = setup([
    { sessions: [moved("CLM-1"), moved("CLM-2", "It is worked on.")], next_cursor: "c1" },
    { sessions: [moved("CLM-3")] },
  ]);
  await user.click(screen.getByRole("button", { name: "Move waiting sessions" }));
  expect((await screen.findByRole("status")).textContent).toBe("2 can be moved2 cannot be moved");
  expect(screen.getByText("It is gone.")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Move 2 sessions" }));
  expect(await screen.findByText("Done. 2 moved, 1 stayed.")).toBeDefined();
  const results = within(screen.getByRole("list", { name: "Results" })).getAllByRole("listitem");
  expect(results.map(({ textContent }) => textContent)).toEqual([
    "CLM-1Moved",
    "CLM-2Stays It is worked on.",
    "CLM-3Moved",
  ]);
  expect(sent).toEqual([
    { to_version: 2, mapping: {}, limit: 20 },
    { to_version: 2, mapping: {}, limit: 20, cursor: "c1" },
  ]);
});

test("a task that is gone gets another one where its sessions go on", async () => {
  const { sent, user } = setup([{ sessions: [] }]);
  await user.click(screen.getByRole("button", { name: "Move waiting sessions" }));
  const picker = await screen.findByRole("combobox", { name: "Where the sessions at “GONE” of version 1 go on" });
  await user.selectOptions(picker, "b");
  await user.click(await screen.findByRole("button", { name: "Move 4 sessions" }));
  expect(await screen.findByText(/^Done/)).toBeDefined();
  expect(sent).toEqual([{ to_version: 2, mapping: { gone: "b" }, limit: 20 }]);
});
