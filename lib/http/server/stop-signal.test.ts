import { expect, it } from "vitest";
import { onServerStop, serverStop, stopWork } from "./stop-signal";

it("aborts streams at once and waits for the registered work", async () => {
  const work = Promise.withResolvers<void>();
  const seen: string[] = [];
  serverStop().signal.addEventListener("abort", () => seen.push("streams end"));
  onServerStop(async () => {
    seen.push("work begins");
    await work.promise;
    seen.push("work ends");
  });
  const stopped = stopWork().then(() => seen.push("stopped"));
  expect(seen).toEqual(["streams end", "work begins"]);
  work.resolve();
  await stopped;
  expect(seen).toEqual(["streams end", "work begins", "work ends", "stopped"]);
});
