import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { addTask } from "@/lib/workflows/commands/add-task";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { createEditorStore } from "../store/store";
import { DraftSaver } from "./draft-saver";

const localKey = { workflowId: "test", personId: "mira", pageId: "one" };
const first = testDocument("a b", "a>b");

/** A server with one draft. It may be unreachable or busy, and may sign people out. */
class Server {
  revision = 1;
  document: EditorDocument = first;
  answers: "normally" | "unreachable" | "signed_out" | "busy" = "normally";
  requests = 0;
  inFlight = 0;
  maxInFlight = 0;
  delayMs = 100;

  fetch = async (_address: string, { method, body }: { method: string; body: string }): Promise<Response> => {
    if (method === "GET") return Response.json(this.view);
    this.requests++;
    this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    this.inFlight--;
    if (this.answers === "unreachable") throw new TypeError("Failed to fetch");
    if (this.answers !== "normally") return Response.json({}, { status: this.answers === "busy" ? 503 : 401 });
    const { revision, definition, layout } = JSON.parse(body);
    if (revision !== this.revision) return Response.json({ code: "draft_conflict", draft: this.view }, { status: 409 });
    this.change({ definition, layout });
    return Response.json({ revision: this.revision, updatedAt: new Date().toISOString() });
  };

  change(document: EditorDocument): void {
    this.document = document;
    this.revision++;
  }

  get view() {
    const { revision, document } = this;
    const author = { id: "x", name: "Omar" };
    return {
      workflowId: "test",
      revision,
      baseVersionId: null,
      baseVersionNumber: null,
      ...document,
      author,
      isArchived: false,
    };
  }
}

class MemoryStorage {
  [key: string]: unknown;
  setItem(key: string, value: string) {
    this[key] = value;
  }
  getItem(key: string) {
    return this[key] ?? null;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

let server: Server;
const stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal("fetch", server.fetch);
  vi.stubGlobal("localStorage", new MemoryStorage());
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Resolves when the copies of earlier pages are merged. */
async function open(pageId = "one") {
  const { document, revision } = server;
  const store = createEditorStore({ workflowId: "test", document, kinds: taskKinds });
  const stored = { revision, baseVersionId: null, baseVersionNumber: null, document };
  const saver = new DraftSaver(store, { ...localKey, pageId }, stored);
  stops.push(saver.start());
  await vi.dynamicImportSettled();
  const rename = (taskId: string, value: string) =>
    store.getState().run(setTaskField, { taskId, path: ["label"], value });
  return { store, saver, rename, saving: () => store.getState().saving.status };
}

const labels = ({ definition }: EditorDocument) => definition.tasks.map(({ label }) => label);
const renamed = (index: number, label: string): EditorDocument => {
  const document = structuredClone(server.document);
  Object.assign(document.definition.tasks[index] ?? {}, { label });
  return document;
};

describe("saving the draft", () => {
  it("saves 500 ms after the last change, with one request in flight", async () => {
    const { rename, saving } = await open();
    rename("a", "One");
    expect(saving()).toBe("saving");
    await vi.advanceTimersByTimeAsync(400);
    rename("a", "Two");
    await vi.advanceTimersByTimeAsync(450);
    expect(server.requests).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    rename("b", "Three");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(labels(server.document)).toEqual(["Two", "Three"]);
    expect([saving(), server.requests, server.maxInFlight]).toEqual(["saved", 2, 1]);
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it("waits for a slow answer before it saves later changes", async () => {
    const { rename, saving } = await open();
    server.delayMs = 2_000;
    for (const name of ["One", "Two", "Three"]) {
      rename("a", name);
      await vi.advanceTimersByTimeAsync(700);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect([saving(), labels(server.document), server.maxInFlight]).toEqual(["saved", ["Three", "B"], 1]);
  });

  it("stores changes locally while the server is unreachable, and saves them afterwards", async () => {
    const { rename, saving } = await open();
    server.answers = "unreachable";
    rename("a", "Offline");
    await vi.advanceTimersByTimeAsync(700);
    expect(saving()).toBe("offline");
    expect(Object.keys(localStorage)).toHaveLength(1);
    server.answers = "normally";
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(300);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["Offline", "B"]]);
  });

  it("stores changes locally when the page closes, for the next page", async () => {
    const { rename } = await open();
    rename("a", "Kept");
    window.dispatchEvent(new Event("pagehide"));
    for (const stop of stops.splice(0)) stop();
    const next = await open("two");
    expect(next.store.getState().notice.text).toMatch(/taken up/);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([next.saving(), labels(server.document)]).toEqual(["saved", ["Kept", "B"]]);
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it("merges a valid local copy and ignores invalid ones", async () => {
    (await open()).rename("a", "Kept");
    for (const stop of stops.splice(0)) stop();
    const [key = ""] = Object.keys(localStorage);
    const deep = `${'{"all":['.repeat(100_000)}{}${"]}".repeat(100_000)}`;
    const text = localStorage.getItem(key) ?? "";
    localStorage.setItem(`${key}-broken`, "no JSON");
    localStorage.setItem(
      `${key}-deep`,
      text.replace('"edges":[', `"edges":[{"id":"x","from":"a","to":"b","condition":${deep}},`),
    );
    expect(labels((await open("two")).store.getState().document)).toEqual(["Kept", "B"]);
  });

  it("shows that the sign-in session has expired, and saves after a new sign-in", async () => {
    const { rename, saving } = await open();
    server.answers = "signed_out";
    rename("a", "Later");
    await vi.advanceTimersByTimeAsync(700);
    expect([saving(), Object.keys(localStorage).length]).toEqual(["signed_out", 1]);
    server.answers = "normally";
    window.dispatchEvent(new Event("focus"));
    await vi.advanceTimersByTimeAsync(300);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["Later", "B"]]);
  });

  it("merges changes of another designer, and says so", async () => {
    const { store, rename, saving } = await open();
    server.change(renamed(1, "Theirs"));
    rename("a", "Mine");
    await vi.advanceTimersByTimeAsync(1_500);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["Mine", "Theirs"]]);
    expect(store.getState().notice.text).toMatch(/Omar has changed other parts/);
  });

  it("merges later when the code for it cannot be loaded, and keeps everything until then", async () => {
    vi.doMock("./merging", () => {
      throw new Error("Failed to fetch");
    });
    vi.resetModules();
    const { rename, saving } = await open();
    server.change(renamed(1, "Theirs"));
    rename("a", "Mine");
    await vi.advanceTimersByTimeAsync(700);
    await vi.dynamicImportSettled();
    expect([saving(), labels(server.document)]).toEqual(["offline", ["A", "Theirs"]]);
    expect(Object.keys(localStorage)).toHaveLength(1);
    vi.doUnmock("./merging");
    vi.resetModules();
    await vi.advanceTimersByTimeAsync(2_200);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(1_500);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["Mine", "Theirs"]]);
  });

  it("loads changes of another designer while nothing is unsaved", async () => {
    const { store, saver } = await open();
    server.change(renamed(1, "Theirs"));
    await saver.refresh();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(labels(store.getState().document)).toEqual(["A", "Theirs"]);
    expect(server.requests).toBe(0);
  });

  it("saves nothing until the person decides a conflict", async () => {
    const { store, saver, rename, saving } = await open();
    server.change(renamed(0, "Theirs"));
    rename("a", "Mine");
    await vi.advanceTimersByTimeAsync(1_500);
    expect(saving()).toBe("conflict");
    rename("b", "Meanwhile");
    await vi.advanceTimersByTimeAsync(1_500);
    expect(labels(server.document)).toEqual(["Theirs", "B"]);
    const { conflict } = store.getState();
    expect(conflict).toMatchObject({ by: "Omar", conflicts: [{ mine: "Mine", theirs: "Theirs" }] });
    saver.decide(["theirs"]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["Theirs", "Meanwhile"]]);
  });

  it("asks again when new conflicts arise before the decision", async () => {
    const { store, saver, rename, saving } = await open();
    const both = renamed(0, "Their A");
    Object.assign(both.definition.tasks[1] ?? {}, { label: "Their B" });
    server.change(both);
    rename("a", "My A");
    await vi.advanceTimersByTimeAsync(1_500);
    rename("b", "My B");
    saver.decide(["mine"]);
    expect(saving()).toBe("conflict");
    expect(store.getState().conflict?.conflicts).toMatchObject([{ theirs: "Their A" }, { theirs: "Their B" }]);
    expect(store.getState().notice.text).toMatch(/Choose again/);
    saver.decide(["mine", "theirs"]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect([saving(), labels(server.document)]).toEqual(["saved", ["My A", "Their B"]]);
  });

  it("asks about every difference when a local copy has no base", async () => {
    (await open()).rename("a", "Kept");
    for (const stop of stops.splice(0)) stop();
    const [key = ""] = Object.keys(localStorage);
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? ""), base: null }));
    server.change(renamed(1, "Theirs"));
    const next = await open("two");
    expect(next.store.getState().conflict?.conflicts.map(({ path }) => path.at(-1))).toEqual(["a", "b"]);
    next.saver.decide(["mine", "theirs"]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect([next.saving(), labels(server.document)]).toEqual(["saved", ["Kept", "Theirs"]]);
  });

  it("keeps a local copy that cannot be merged", async () => {
    (await open()).rename("a", "Kept");
    for (const stop of stops.splice(0)) stop();
    const [key = ""] = Object.keys(localStorage);
    const copy = JSON.parse(localStorage.getItem(key) ?? "");
    copy.document.definition.tasks.push({ ...copy.document.definition.tasks[0], id: "A" });
    localStorage.setItem(key, JSON.stringify(copy));
    const next = await open("two");
    expect(next.store.getState().notice.text).toMatch(/ids differ in more than case/);
    next.rename("b", "Saved");
    await vi.advanceTimersByTimeAsync(1_500);
    expect([next.saving(), labels(server.document)]).toEqual(["saved", ["A", "Saved"]]);
    expect(Object.keys(localStorage)).toEqual([key]);
  });

  it("asks about conflicts between a local copy and changes of another designer", async () => {
    (await open()).rename("a", "Kept");
    for (const stop of stops.splice(0)) stop();
    server.change(renamed(0, "Theirs"));
    const next = await open("two");
    expect(next.store.getState().conflict).toMatchObject({ conflicts: [{ mine: "Kept", theirs: "Theirs" }] });
    next.rename("b", "Meanwhile");
    next.saver.decide(["theirs"]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect([next.saving(), labels(server.document)]).toEqual(["saved", ["Theirs", "Meanwhile"]]);
  });

  it("has unstored changes only when the local storage fails", async () => {
    const { saver, store } = await open();
    store.getState().run(addTask, { task: { kind: "say", label: "New" } });
    expect(saver.hasUnstoredChanges).toBe(false);
    vi.stubGlobal("localStorage", {
      setItem: () => {
        throw new Error("full");
      },
      removeItem: () => {},
    });
    expect(saver.hasUnstoredChanges).toBe(true);
  });
});
