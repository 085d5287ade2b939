import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announcePresence } from "./use-presence";

const page = Object.assign(new EventTarget(), { hidden: false });
const browser = new EventTarget();
const beacons: Blob[] = [];
const answers: (() => Promise<Response>)[] = [];
const fetched = vi.fn(async (_address: string, _options: { body: string }) => {
  const answer = answers.shift();
  return answer ? answer() : Promise.reject(new TypeError("no connection"));
});
const person = (id: string, isYou = false) => ({ id, name: id, isYou });
const says = (...people: object[]) => answers.push(async () => Response.json({ people }));
const told: unknown[][] = [];
let leave: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", browser);
  vi.stubGlobal("navigator", { sendBeacon: (_address: string, body: Blob) => beacons.push(body) });
  vi.stubGlobal("fetch", fetched);
  page.hidden = false;
  for (const list of [beacons, answers, told]) list.length = 0;
  fetched.mockClear();
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const open = () => {
  leave = announcePresence("workflow:claims", (people) => told.push(people));
};
const lastBeat = () => JSON.parse(fetched.mock.lastCall?.[1].body ?? "null");

it("says that it is there at once and every ten seconds, and tells who else is", async () => {
  says(person("me", true), person("mira"));
  open();
  await vi.advanceTimersByTimeAsync(0);
  expect(lastBeat()).toEqual({ place: "workflow:claims", tabId: expect.any(String), leaving: false });
  expect(told).toEqual([[person("mira")]]);
  says(person("me", true));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(told.at(-1)).toEqual([]);
});

it("forgets the others when no answer has come for half a minute, not before", async () => {
  says(person("mira"));
  open();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told).toEqual([[person("mira")]]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.at(-1)).toEqual([]);
});

it("asks again when the connection is back", async () => {
  open();
  await vi.advanceTimersByTimeAsync(0);
  told.length = 0;
  says(person("mira"));
  browser.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([[person("mira")]]);
});

it("leaves when it is hidden, comes back when it is shown, and leaves when it is closed", async () => {
  open();
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  expect(JSON.parse((await beacons[0]?.text()) ?? "null")).toMatchObject({ leaving: true });
  fetched.mockClear();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetched).not.toHaveBeenCalled();
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  expect(fetched).toHaveBeenCalledTimes(1);
  browser.dispatchEvent(new Event("pagehide"));
  expect(beacons).toHaveLength(2);
});

it("tells nothing more after it was left", async () => {
  says(person("mira"));
  open();
  leave();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual([]);
});

it("asks again when an answer does not come whole", async () => {
  answers.push(async () => Object.assign(new Response(), { json: () => Promise.reject(new DOMException("late")) }));
  open();
  await vi.advanceTimersByTimeAsync(0);
  says(person("mira"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.at(-1)).toEqual([person("mira")]);
});
