import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { runAction } from "./run-action";

const inbox = { area: "inbox", keepsInput: true } as const;
const fails = (error: unknown) => () => Promise.reject(error);

describe("runAction", () => {
  test("returns the value of the work", async () => {
    expect(await runAction(inbox, async () => 7)).toEqual({ ok: true, value: 7 });
  });

  test("returns the code, the sentence and the fields of a refusal", async () => {
    const result = await runAction(inbox, fails(new AppError("conflict", { detail: "Another reviewer has it." })));
    expect(result).toEqual({ ok: false, code: "conflict", message: "Another reviewer has it.", fields: undefined });
    const invalid = await runAction(inbox, async () =>
      z.strictObject({ reason: z.string("Give a reason.") }).parse({}),
    );
    expect(invalid).toMatchObject({ ok: false, code: "invalid", fields: { reason: "Give a reason." } });
  });

  test("says that typed text is kept when the sign-in has ended, but only where there is some", async () => {
    const ended = fails(new AppError("unauthenticated"));
    expect(await runAction(inbox, ended)).toMatchObject({
      code: "unauthenticated",
      message: "Your sign-in has ended. What you typed is kept; sign in and send it again.",
    });
    expect(await runAction({ area: "session", keepsInput: false }, ended)).toMatchObject({
      message: "Your sign-in has ended. Sign in again.",
    });
  });

  test("logs an unexpected error and does not show its text", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => {});
    const error = new Error("password=secret");
    const result = await runAction(inbox, fails(error));
    expect(result).toMatchObject({ ok: false, code: "internal" });
    expect(JSON.stringify(result)).not.toContain("secret");
    expect(logged).toHaveBeenCalledWith({ err: error }, "An action failed: inbox");
  });
});
