import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import type { OwnedEvent } from "./events";
import { readSubjects, type Subject } from "./read-subjects";

const person = (userId: string, role: "claimant" | "reviewer"): Principal => ({
  ...{ userId, name: userId, email: `${userId}@example.com`, roles: [role] },
  queues: role === "reviewer" ? ["claims"] : [],
});
const subjects: Subject[] = [
  { kind: "all", name: "" },
  ...(["queue", "sessions", "claims"] as const).map((kind) => ({ kind, name: kind })),
  { kind: "session", name: "session", sessionId: "s" },
  { kind: "case", name: "case", sessionId: "s" },
  { kind: "workflow", name: "workflow", workflowId: "w" },
];
const kinds = (reader: Principal, type: string, claimantId: string) => {
  const event: OwnedEvent = { seq: 1, sessionId: "s", type, claimantId, workflowId: "w", queues: ["claims"] };
  return readSubjects(reader, subjects, event).map(({ kind }) => kind);
};

describe("what happens to a claim", () => {
  const ana = person("ana", "reviewer");
  const dana = person("dana", "claimant");

  it.each(["case.claimed", "case.noted", "case.approved", "decision.pending", "decision.undone", "wait.overdue"])(
    "is about no claim of its claimant when it is internal: %s",
    (type) => {
      expect(kinds(dana, type, "dana")).toEqual([]);
      // A reviewer who is the claimant follows it in the lists of their work alone.
      expect(kinds(ana, type, "ana")).toEqual(["queue", "sessions", "workflow"]);
      expect(kinds(ana, type, "dana")).toEqual(["all", "queue", "sessions", "session", "case", "workflow"]);
    },
  );

  it.each(["message.received", "step.committed", "wait.decided", "session.cancelled"])(
    "reaches its claimant when they may know it: %s",
    (type) => {
      expect(kinds(dana, type, "dana")).toEqual(["all", "claims", "session"]);
      expect(kinds(ana, type, "ana")).toEqual(subjects.map(({ kind }) => kind));
      expect(kinds(person("nia", "claimant"), type, "dana")).toEqual([]);
    },
  );
});
