import { describe, expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { acceptsAmount } from "../replies/read-consent";
import type { FieldSpec } from "../schema";
import { setOffer, takeOffer } from "./offers";

const amount: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };
const now = new Date("2026-11-29T12:00:00Z");

describe("an offer", () => {
  test.each(["yes", "Yes please!", "yep, that's it", "ok", "all of it together", "the sum please", "correct", "👍"])(
    "is accepted by: %s",
    (text) => expect(acceptsAmount(text)).toBe(true),
  );
  test.each(["no", "yes but 500", "please", "yes?", "yes, and the mirror too", "the laptop", "", "not correct"])(
    "is not accepted by: %s",
    (text) => expect(acceptsAmount(text)).toBe(false),
  );

  test("is taken by a yes, once", () => {
    const context = new Context();
    expect(takeOffer(context, amount, "yes", { messageSeq: 3, now })).toBe(false);
    setOffer(context, amount, 125_050);
    expect(takeOffer(context, amount, "is that with tax?", { messageSeq: 3, now })).toBe(false);
    expect(takeOffer(context, amount, "yes", { messageSeq: 3, now })).toBe(true);
    expect(context.get("amount_cents")).toBe(125_050);
    expect(takeOffer(context, amount, "yes", { messageSeq: 3, now })).toBe(false);
  });

  test.each(["no", "that is wrong", "nope"])("that was declined is not taken by a later yes: %s", (reply) => {
    const context = new Context();
    setOffer(context, amount, 125_050);
    expect(takeOffer(context, amount, reply, { messageSeq: 3, now })).toBe(false);
    expect(takeOffer(context, amount, "yes", { messageSeq: 5, now })).toBe(false);
  });

  test("that the next question does not repeat is gone", () => {
    const context = new Context();
    setOffer(context, amount, 125_050);
    setOffer(context, amount, undefined);
    expect(takeOffer(context, amount, "yes", { messageSeq: 3, now })).toBe(false);
  });
});
