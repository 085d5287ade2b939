import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BulkBar } from "./bulk-bar";

function setup(ids: string[]) {
  const onAct = vi.fn<(act: unknown, onDone?: () => void) => void>();
  const selection = { ids, clear: vi.fn() } as unknown as Parameters<typeof BulkBar>[0]["selection"];
  const bar = { colleagues: [], outcome: "", isPending: false, onAct };
  render(<BulkBar selection={selection} {...bar} />);
  return { onAct, user: userEvent.setup() };
}
const box = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Tag for marked cases" });

test("a tag stays until it is added, and what is typed meanwhile stays too", async () => {
  const { onAct, user } = setup(["c1"]);
  await user.type(box(), "Storm{Enter}");
  expect(onAct).toHaveBeenCalledExactlyOnceWith({ act: "tag", add: ["storm"], remove: [] }, expect.any(Function));
  expect(box().value).toBe("Storm");
  await user.type(box(), "y");
  act(() => onAct.mock.lastCall?.[1]?.());
  expect(box().value).toBe("Stormy");
  await user.type(box(), "{Enter}");
  act(() => onAct.mock.lastCall?.[1]?.());
  expect(box().value).toBe("");
});

test("a tag stays while no case is marked", async () => {
  const { onAct, user } = setup([]);
  await user.type(box(), "Storm{Enter}");
  expect(onAct).not.toHaveBeenCalled();
  expect(box().value).toBe("Storm");
});
