import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { ContextValueError } from "../errors";
import { Context } from "./context";
import { contextKey } from "./context-key";

const amount = contextKey("amount", z.number());
const mood = contextKey("mood", z.enum(["good", "bad"]));
const claim = contextKey("claim", z.object({ type: z.string(), damages: z.array(z.object({ part: z.string() })) }));
const dent = { type: "car", damages: [{ part: "door" }] };

test("a schema under which another value is read than was stored declares no key", () => {
  // @ts-expect-error what is stored would be a text, what is read a number
  contextKey("count", z.string().transform(Number));
});

describe("a declared key", () => {
  test("gives values of its type", () => {
    const context = new Context({ amount: 12.5, claim: dent });
    expectTypeOf(context.get(amount)).toEqualTypeOf<number | undefined>();
    expectTypeOf(context.get(mood)).toEqualTypeOf<"good" | "bad" | undefined>();
    expectTypeOf(context.get(claim)).toEqualTypeOf<typeof dent | undefined>();
    expect([context.get(amount), context.get(mood), context.get(claim)]).toEqual([12.5, undefined, dent]);
  });

  test("is an error, and names itself, when something else is stored under it", () => {
    const context = new Context({ amount: "a lot" });
    expect(() => context.get(amount)).toThrow(ContextValueError);
    expect(() => context.get(amount)).toThrow(
      expect.objectContaining({
        code: "context_value",
        data: expect.objectContaining({ key: "amount" }),
        cause: expect.any(z.ZodError),
      }),
    );
  });

  test("refuses a value of another shape and keeps what was stored", () => {
    const context = new Context({ amount: 1 });
    // @ts-expect-error a text is not a number
    expect(() => context.set(amount, "two")).toThrow(ContextValueError);
    // @ts-expect-error "so-so" is none of the moods
    expect(() => context.set(mood, "so-so")).toThrow(/"mood"/);
    // @ts-expect-error the damages are missing
    expect(() => context.set(claim, { type: "car" })).toThrow(/"claim"/);
    expect(context.values()).toEqual({ amount: 1 });
    expect(context.patch()).toEqual({ set: {}, remove: [] });
  });

  test("is removed by its declaration", () => {
    const context = new Context({ amount: 1, kept: 2 });
    context.remove(amount);
    expect(context.values()).toEqual({ kept: 2 });
  });
});

describe("what get gives", () => {
  test.each([
    ["by name", (context: Context) => context.get<typeof dent>("claim")],
    ["by path", (context: Context) => ({ type: "", damages: context.get<typeof dent.damages>("claim.damages") })],
    ["by declared key", (context: Context) => context.get(claim)],
    ["from a draft", (context: Context) => context.draft().get(claim)],
  ])("%s is frozen all through, so that what changes a session goes through set", (_way, get) => {
    const stored = new Context();
    stored.set(claim, dent);
    const damages = get(stored)?.damages;
    expect(() => damages?.push({ part: "roof" })).toThrow(TypeError);
    expect(() => Object.assign(damages?.[0] ?? {}, { part: "roof" })).toThrow(TypeError);
    expect(stored.values()).toEqual({ claim: dent });
  });

  test("for a name with dots reaches into objects, unless there is a value of exactly that name", () => {
    const context = new Context({ offers: { bus: { euros: 39 } }, "offers.bus": "a bus" });
    expect(context.get("offers.bus.euros")).toBe(39);
    expect(context.get("offers.bus")).toBe("a bus");
    expect(context.get("offers.plane.euros")).toBeUndefined();
  });
});
