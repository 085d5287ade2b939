import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubLive, TestEventSource } from "@/components/testing/test-live";
import { LiveConnection } from "./live-connection";
import type { LiveEvent, LiveSubject } from "./live-event";

const wait = (ms = 100) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  stubLive();
});

const tabs: { close(): void }[] = [];
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  await wait(5_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A tab of Lee's browser, with what it has heard: the numbers of events, and resets. */
function openTab() {
  const connection = new LiveConnection("lee", () => {});
  const ends: (() => void)[] = [];
  const tab = {
    follow(subject: LiveSubject, cursor?: number) {
      const heard: (number | "reset")[] = [];
      const onEvent = (event: LiveEvent) => void heard.push(event.kind === "reset" ? "reset" : event.seq);
      ends.push(connection.follow(subject, cursor, onEvent));
      return heard;
    },
    close() {
      for (const end of ends.splice(0)) end();
    },
  };
  tabs.push(tab);
  return tab;
}

const source = () => TestEventSource.last;

test("a page without a cursor reads again once, when nothing more can be missed", async () => {
  const heard = openTab().follow("session:1");
  await wait();
  expect(source().query.getAll("subject")).toEqual(["session:1"]);
  expect(heard).toEqual([]);
  source().start(10);
  expect(heard).toEqual(["reset"]);
  source().deliver(11, ["session:1"]);
  source().cursor(15);
  expect(heard).toEqual(["reset", 11]);
});

test("a page with a cursor gets what came after it, and does not read again", async () => {
  const heard = openTab().follow("queue", 7);
  await wait();
  expect(source().query.get("after")).toBe("7");
  source().start();
  source().deliver(8, ["queue"]);
  expect(heard).toEqual([8]);
});

test("an event is delivered only to the followers of its subjects", async () => {
  const tab = openTab();
  const [queue, session] = [tab.follow("queue", 1), tab.follow("session:1", 1)];
  await wait();
  source().start();
  source().deliver(2, ["queue"]);
  source().deliver(3, ["queue", "session:1"]);
  expect([queue, session]).toEqual([[2, 3], [3]]);
});

test("four tabs share one stream with the subjects of all of them", async () => {
  const heard = ["queue", "queue", "session:1", "sessions"].map((subject) =>
    openTab().follow(subject as LiveSubject, 1),
  );
  await wait();
  expect(TestEventSource.open).toHaveLength(1);
  expect(source().query.getAll("subject").toSorted()).toEqual(["queue", "session:1", "sessions"]);
  source().start();
  source().deliver(2, ["queue"]);
  source().deliver(3, ["session:1"]);
  await wait();
  expect(heard).toEqual([[2], [2], [3], []]);
});

test("no event is lost when the leading tab closes: the next one continues after its own last event", async () => {
  const leader = openTab();
  leader.follow("queue", 1);
  await wait();
  const heard = openTab().follow("queue", 1);
  await wait();
  source().start();
  source().deliver(5, ["queue"]);
  await wait();
  leader.close();
  await wait(2_100);
  expect(TestEventSource.open).toHaveLength(1);
  expect(source().query.get("after")).toBe("5");
  source().start();
  source().deliver(5, ["queue"]);
  source().deliver(6, ["queue"]);
  expect(heard).toEqual([5, 6]);
});

test("a page that was read before an event was streamed gets the event", async () => {
  const tab = openTab();
  const first = tab.follow("queue", 1);
  await wait();
  source().start();
  source().deliver(5, ["queue"]);
  const second = tab.follow("queue", 3);
  await wait();
  expect(source().query.get("after")).toBe("3");
  source().start();
  source().deliver(5, ["queue"]);
  expect([first, second]).toEqual([[5], [5]]);
});

test("a second page without a cursor reads again without a new stream", async () => {
  const tab = openTab();
  tab.follow("session:1", 1);
  await wait();
  source().start();
  const heard = tab.follow("session:1");
  await wait();
  expect(heard).toEqual(["reset"]);
  expect(TestEventSource.all).toHaveLength(1);
});

test("the next page takes the connection over; it closes two seconds after the last one", async () => {
  const tab = openTab();
  tab.follow("queue", 1);
  await wait();
  source().start();
  tab.close();
  tab.follow("queue", 1);
  await wait(3_000);
  expect(TestEventSource.all).toHaveLength(1);
  tab.close();
  await wait(3_000);
  expect(TestEventSource.open).toEqual([]);
});

test("a visible tab takes over from a leading tab that does not answer", async () => {
  openTab().follow("queue", 1);
  await wait();
  source().start();
  const frozen = source();
  const { postMessage } = BroadcastChannel.prototype;
  BroadcastChannel.prototype.postMessage = function (message: { type: string }) {
    if (message.type !== "answers") postMessage.call(this, message);
  };
  openTab().follow("queue", 1);
  await wait(3_500);
  BroadcastChannel.prototype.postMessage = postMessage;
  expect(frozen.readyState).toBe(TestEventSource.CLOSED);
  expect(TestEventSource.open).toHaveLength(1);
});

test("polls while there is no connection, and connects again after its last event", async () => {
  const heard = openTab().follow("queue", 1);
  await wait();
  source().start();
  source().deliver(4, ["queue"]);
  source().close();
  await wait(15_000);
  expect(heard).toEqual([4, "reset"]);
  expect(source().query.get("after")).toBe("4");
});

test("reads again after a long silence, instead of every event since then", async () => {
  const heard = openTab().follow("queue", 1);
  await wait();
  source().start();
  const isOnline = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  source().close();
  await wait(6 * 60_000);
  isOnline.mockReturnValue(true);
  await wait(15_000);
  expect(source().query.has("after")).toBe(false);
  source().start(90);
  expect(heard).toEqual(["reset", "reset"]);
});

test("without locks every tab has its own stream, and a hidden one has none", async () => {
  stubLive({ canShare: false });
  const heard = openTab().follow("queue", 1);
  await wait();
  source().start();
  source().deliver(7, ["queue"]);
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(TestEventSource.open).toEqual([]);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  await wait();
  expect(source().query.get("after")).toBe("7");
  expect(heard).toEqual([7]);
});
