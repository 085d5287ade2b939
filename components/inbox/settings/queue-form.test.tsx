import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { testQueue } from "@/components/testing/test-queues";
import { addPersonAction, removePersonAction, saveQueueAction } from "@/lib/inbox/queues/actions";
import type { EditableQueue } from "@/lib/inbox/queues/schema";
import { QueueForm } from "./queue-form";

vi.mock("@/lib/inbox/queues/actions", () => ({
  addPersonAction: vi.fn(),
  removePersonAction: vi.fn(),
  saveQueueAction: vi.fn(),
}));
beforeEach(() => {
  for (const action of [addPersonAction, removePersonAction, saveQueueAction])
    vi.mocked(action).mockReset().mockResolvedValue({ ok: true });
});

function setup(change: Partial<EditableQueue> = {}) {
  const { rerender } = render(<QueueForm queue={testQueue(change)} />);
  const rerenderWith = (next: Partial<EditableQueue>) => rerender(<QueueForm queue={testQueue(next)} />);
  return { user: userEvent.setup(), rerenderWith };
}
const box = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const button = (name: string) => screen.getByRole("button", { name });
const { settings } = testQueue();

test("saves what was typed over the revision that was shown", async () => {
  const { user, rerenderWith } = setup();
  await user.clear(box("Decided within, in hours"));
  await user.type(box("Open cases of Tom Becker"), "5");
  await user.click(button("Save settings"));
  const members = [...settings.members, { user_id: "tom", case_limit: 5, approves_up_to_cents: null }];
  const { id: _id, ...body } = { ...settings, due_hours: null, members };
  expect(saveQueueAction).toHaveBeenCalledExactlyOnceWith("claims", body);
  const [ana, tom] = testQueue().people;
  if (!ana || !tom) throw new Error("The test queue has two people.");
  const saved = { ...settings, revision: 4, due_hours: null, members };
  rerenderWith({ settings: saved, people: [ana, { ...tom, case_limit: 5 }] });
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved."));
});

test("a number that cannot be read is marked, gets the focus, and nothing is sent", async () => {
  const { user } = setup();
  await user.type(box("Open cases of Tom Becker"), "many");
  await user.click(button("Save settings"));
  expect(saveQueueAction).not.toHaveBeenCalled();
  expect(screen.getByRole("alert").textContent).toMatch(/Write a whole number/);
  expect(document.activeElement).toBe(box("Open cases of Tom Becker"));
});

test("settings that another person saved are replaced only on request, and what was typed stays", async () => {
  const message = "These settings changed since you read them. Read them again, then save.";
  vi.mocked(saveQueueAction).mockResolvedValueOnce({ ok: false, code: "conflict", message });
  const { user, rerenderWith } = setup();
  await user.clear(box("Name"));
  await user.type(box("Name"), "Motor claims");
  await user.click(button("Save settings"));
  rerenderWith({ settings: { ...settings, revision: 4, due_hours: 8 } });
  expect((await screen.findByRole("alert")).textContent).toContain(message);
  expect(box("Name").value).toBe("Motor claims");
  await user.click(button("Save mine over it"));
  await waitFor(() =>
    expect(saveQueueAction).toHaveBeenLastCalledWith("claims", expect.objectContaining({ revision: 4 })),
  );
});

test("the newer settings are shown on request", async () => {
  vi.mocked(saveQueueAction).mockResolvedValueOnce({ ok: false, code: "conflict", message: "It changed." });
  const { user, rerenderWith } = setup();
  await user.type(box("Name"), " 2");
  await user.click(button("Save settings"));
  rerenderWith({ settings: { ...settings, revision: 4, due_hours: 8 } });
  await user.click(await screen.findByRole("button", { name: "Show theirs" }));
  expect([box("Name").value, box("Decided within, in hours").value]).toEqual(["Claims", "8"]);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a lead sees what only an admin sets, and cannot type there", () => {
  setup({ canSetRights: false });
  expect(screen.getByRole("combobox", { name: "Lead" })).toHaveProperty("disabled", true);
  expect(box("Ana Ruiz may approve up to, in dollars").readOnly).toBe(true);
  expect(box("Open cases of Ana Ruiz").readOnly).toBe(false);
});

test("a person is added and another removed at once; what was typed stays and is saved over what is now", async () => {
  const eve = { id: "eve", name: "Eve Lind" };
  const { user, rerenderWith } = setup({ others: [eve] });
  await user.type(box("Open cases of Ana Ruiz"), "7");
  await user.selectOptions(screen.getByRole("combobox", { name: "Reviewer without this queue" }), "Eve Lind");
  await user.click(button("Add to the queue"));
  expect(addPersonAction).toHaveBeenCalledExactlyOnceWith("claims", "eve");
  const [ana] = testQueue().people;
  if (!ana) throw new Error("The test queue has two people.");
  rerenderWith({
    settings: { ...settings, revision: 4 },
    people: [ana, { ...eve, case_limit: null, approves_up_to_cents: 0 }],
  });
  expect(box("Eve Lind may approve up to, in dollars").value).toBe("0.00");
  expect(screen.queryByRole("textbox", { name: "Open cases of Tom Becker" })).toBeNull();
  await user.click(button("Save settings"));
  expect(saveQueueAction).toHaveBeenCalledExactlyOnceWith(
    "claims",
    expect.objectContaining({
      revision: 4,
      members: [
        { user_id: "ana", case_limit: 7, approves_up_to_cents: 500_000 },
        { user_id: "eve", case_limit: null, approves_up_to_cents: 0 },
      ],
    }),
  );
});

test("the lead cannot be removed; why a person was not removed is said", async () => {
  const message = "Some fields need attention";
  const fields = { person: "They do not have this queue any more." };
  vi.mocked(removePersonAction).mockResolvedValue({ ok: false, code: "invalid", message, fields });
  const { user } = setup();
  expect(screen.queryByRole("button", { name: "Remove Ana Ruiz from the queue" })).toBeNull();
  await user.click(button("Remove Tom Becker from the queue"));
  expect(removePersonAction).toHaveBeenCalledExactlyOnceWith("claims", "tom");
  expect((await screen.findByRole("alert")).textContent).toBe(fields.person);
});
