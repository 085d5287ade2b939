import { describe, expect, it } from "vitest";
import { callsKnownAction } from "./known-actions";

const known = new Set(["60ab", "40cd"]);
const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe("a call of a server action", () => {
  it("is known by its header, whatever the body is", () => {
    expect(callsKnownAction("60ab", null, known)).toBe(true);
    expect(callsKnownAction("40cd", formOf({ a: "b" }), known)).toBe(true);
    for (const id of ["", "x", "60AB", "__proto__"]) {
      expect(callsKnownAction(id, formOf({ $ACTION_ID_60ab: "" }), known), id).toBe(false);
    }
  });

  it("is known by the fields of a form that was sent without a script", () => {
    expect(callsKnownAction(null, formOf({ $ACTION_ID_60ab: "", text: "x" }), known)).toBe(true);
    expect(
      callsKnownAction(null, formOf({ $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"40cd","bound":"$@1"}' }), known),
    ).toBe(true);
    const unknown: Record<string, string>[] = [
      { $ACTION_ID_99: "" },
      { $ACTION_ID_60ab: "", $ACTION_ID_99: "" },
      { $ACTION_REF_1: "" },
      { $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"99"}' },
      { $ACTION_REF_1: "", "$ACTION_1:0": '{"bound":null}' },
      { text: "no action at all" },
    ];
    for (const fields of unknown) {
      expect(callsKnownAction(null, formOf(fields), known), JSON.stringify(fields)).toBe(false);
    }
    expect(callsKnownAction(null, null, known)).toBe(false);
  });
});
