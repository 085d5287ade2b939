import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { CanvasSheets } from "./canvas-sheets";
import { renderOnCanvas } from "./test-canvas";

test.each(["actions", "keys"] as const)("the list of %s gives the focus back to what had it", async (sheet) => {
  const { tools } = renderOnCanvas(
    <>
      <button type="button">Elsewhere</button>
      <div data-canvas>
        <button type="button" className="react-flow__node" data-id="a">
          Card
        </button>
      </div>
      <CanvasSheets isReadOnly={false} />
    </>,
    "a b",
    "a>b",
  );
  screen.getByRole("button", { name: "Elsewhere" }).focus();
  act(() => tools.canvas.setState({ sheet }));
  const dialog = await screen.findByRole("dialog");
  await expect.poll(() => dialog.contains(document.activeElement)).toBe(true);
  await userEvent.setup().keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await expect.poll(() => document.activeElement?.textContent).toBe("Elsewhere");
});
