import { expect, test } from "vitest";
import { allowedWidth, readWidths } from "./pane-widths";

test("a pane stays within its limits", () => {
  expect([10, 300.4, 9_000].map((width) => allowedWidth("outline", width))).toEqual([240, 300, 480]);
  expect([10, 300.4, 9_000].map((width) => allowedWidth("inspector", width))).toEqual([288, 300, 560]);
});

test("stored widths are read, and invalid ones are ignored", () => {
  const initial = { outline: 320, inspector: 352 };
  expect(readWidths('{"outline":400,"inspector":500}')).toEqual({ outline: 400, inspector: 500 });
  for (const kept of [null, "", "{", "null", "[]", '{"outline":"wide","inspector":null}']) {
    expect(readWidths(kept)).toEqual(initial);
  }
});
