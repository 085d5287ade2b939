import { describe, expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { askOptional } from "./optional-fields";

const field = (key: string, question: string, required = false): FieldSpec => ({
  ...{ key, label: key, type: "text", required, question },
});
const fields = [field("day", "When?"), field("place", "Where?"), field("what", "What?", true)];

describe("optional fields", () => {
  test("that are not known are asked for once, together", () => {
    const context = new Context({ what: "a leak" });
    expect(askOptional(context, fields)).toBe("When? Where? If you do not know, just say yes.");
    expect(askOptional(context, fields)).toBe("");
  });

  test("that are known are not asked for", () => {
    expect(askOptional(new Context({ day: "2026-11-28" }), fields)).toBe("Where? If you do not know, just say yes.");
    expect(askOptional(new Context({ day: "2026-11-28", place: "here" }), fields)).toBe("");
  });
});
