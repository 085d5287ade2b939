import { randomUUID } from "node:crypto";
import { describe } from "vitest";
import { InMemorySessionStorage } from "./in-memory-storage";
import { sessionStorageContract } from "./session-storage.contract";

describe("sessions in memory", () => {
  const storage = new InMemorySessionStorage();
  sessionStorageContract(() => ({ storage, newId: randomUUID, graphId: "contract" }));
});
