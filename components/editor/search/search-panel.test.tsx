import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { useCanvas } from "../canvas/canvas-state";
import { renderOnCanvas } from "../canvas/test-canvas";
import { SearchPanel } from "./search-panel";

const status = () => screen.getByRole("status").textContent;
const search = () => screen.getByRole("searchbox", { name: "Search" });
const labelsOf = ({ editor }: ReturnType<typeof renderOnCanvas>) =>
  editor.getState().document.definition.tasks.map(({ label }) => label);

test("Enter goes to the next hit and Shift+Enter to the one before", async () => {
  const canvas = renderOnCanvas(<SearchPanel isReadOnly={false} />, "aa ab", "");
  const user = userEvent.setup();
  expect(status()).toBe("Type what to look for.");
  await user.type(search(), "a");
  expect(status()).toMatch(/^1 of 4;/);
  await user.keyboard("{Enter}{Enter}");
  expect(status()).toMatch(/^3 of 4;/);
  expect(canvas.editor.getState().selection.taskIds).toEqual(["ab"]);
  await user.keyboard("{Shift>}{Enter}{/Shift}");
  expect(status()).toMatch(/^2 of 4;/);
  expect(canvas.editor.getState().selection.taskIds).toEqual(["aa"]);
});

function OpenedPanel() {
  return useCanvas((state) => state.isSearching) && <SearchPanel isReadOnly={false} />;
}

test("a closed search gives the focus back to what had it", async () => {
  const panel = (
    <>
      <button type="button">Elsewhere</button>
      <div data-canvas>
        <button type="button" className="react-flow__node" data-id="aa">
          Card
        </button>
      </div>
      <OpenedPanel />
    </>
  );
  const { tools } = renderOnCanvas(panel, "aa ab", "");
  screen.getByRole("button", { name: "Elsewhere" }).focus();
  act(() => tools.canvas.setState({ isSearching: true }));
  expect(document.activeElement).toBe(search());
  await userEvent.setup().keyboard("a{Enter}{Escape}");
  expect(screen.queryByRole("searchbox")).toBeNull();
  expect(document.activeElement?.textContent).toBe("Elsewhere");
});

test("a text without a hit says so", async () => {
  renderOnCanvas(<SearchPanel isReadOnly={false} />, "a", "");
  await userEvent.setup().type(search(), "zz");
  expect(status()).toBe("Nothing found.");
});

test("all hits in texts are replaced as one step, ids are not", async () => {
  const canvas = renderOnCanvas(<SearchPanel isReadOnly={false} />, "aa ab", "");
  const user = userEvent.setup();
  await user.type(search(), "a");
  await user.type(screen.getByRole("textbox", { name: "Replace with" }), "x");
  await user.click(screen.getByRole("button", { name: /^All/ }));
  expect(labelsOf(canvas)).toEqual(["xx", "xB"]);
  expect(canvas.editor.getState().document.definition.tasks.map(({ id }) => id)).toEqual(["aa", "ab"]);
  expect(canvas.editor.getState().history.undo).toHaveLength(1);
});

test("a read-only workflow can be searched but not changed", async () => {
  renderOnCanvas(<SearchPanel isReadOnly />, "a", "");
  await userEvent.setup().type(search(), "a");
  expect(status()).toMatch(/^1 of/);
  expect(screen.queryByRole("button", { name: "Replace" })).toBeNull();
});

test("the hits show the text as it will be, and upper and lower case can count", async () => {
  const canvas = renderOnCanvas(<SearchPanel isReadOnly={false} />, "aa", "");
  const user = userEvent.setup();
  await user.type(search(), "Aa");
  expect(status()).toMatch(/^1 of 2; 1 can be replaced/);
  await user.type(screen.getByRole("textbox", { name: "Replace with" }), "Bee");
  expect(screen.getByRole("list", { name: "Hits" }).textContent).toContain("AABee");
  await user.click(screen.getByRole("button", { name: "Match case" }));
  expect(status()).toBe("Nothing found.");
  await user.click(screen.getByRole("button", { name: "Match case" }));
  await user.click(screen.getByRole("button", { name: "Replace" }));
  expect(labelsOf(canvas)).toEqual(["Bee"]);
});
