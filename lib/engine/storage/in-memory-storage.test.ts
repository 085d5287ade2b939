import { randomUUID } from "node:crypto";
import { describe } from "vitest";
import { sessionStorageContract } from "../testing/session-storage.contract";
import { InMemorySessionStorage } from "./in-memory-storage";

describe("sessions in memory", () => {
  const storage = new InMemorySessionStorage();
  sessionStorageContract(() => ({
    storage,
    newId: randomUUID,
    graphId: "contract",
    messageData: { seen: [1, { by: "Dana" }] },
  }));
});
