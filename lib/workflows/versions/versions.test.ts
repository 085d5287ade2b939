import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishDraft } from "../publishing/publish-draft";
import { publishWorkflow } from "../publishing/publish-workflow";
import { readDraft } from "../read-draft";
import { changeDraft, letterWorkflow, withLetter } from "../test-drafts";
import { compareDefinitions } from "./compare-definitions";
import { drawBoth, getSide, getVersion, listVersions } from "./data";
import { restoreVersion } from "./restore-version";

withTestDatabase();

let mira: DesignerPrincipal;
let claimantId: string;
beforeAll(async () => {
  mira = await createDesigner();
  ({ userId: claimantId } = await createClaimant());
});

/** A workflow with this number of versions. */
async function published(count: number): Promise<string> {
  const id = `letters-${randomUUID()}`;
  for (let number = 1; number <= count; number++) await publishWorkflow(letterWorkflow(id, `Letter ${number}.`));
  return id;
}

async function standOn(id: string, number: number, status: "waiting" | "ready" | "failed" | "completed") {
  const { versionId } = await getVersion(mira, id, number);
  const sessionId = randomUUID();
  await prisma.session.create({
    data: {
      ...{ id: sessionId, claimantId, workflowVersionId: versionId, status, currentTaskId: "note", context: {} },
      ...{ reference: sessionId, flags: [] },
    },
  });
}

const letterOf = async (id: string) =>
  (await readDraft(id)).view.definition.tasks.find((task) => task.id === "letter")?.config.letter;

describe("the list of versions", () => {
  test("has the newest first, with author, note and the sessions on each", async () => {
    const id = await published(1);
    const { revision } = await changeDraft(mira, id, withLetter("Second."));
    await publishDraft(mira, id, { revision, note: "A warmer letter." });
    await standOn(id, 1, "waiting");
    await standOn(id, 1, "ready");
    await standOn(id, 1, "completed");
    await standOn(id, 2, "failed");
    const none = { waiting: 0, running: 0, failed: 0, completed: 0, cancelled: 0 };
    expect(await listVersions(mira, id, { limit: 50 })).toEqual({
      nextCursor: null,
      total: 2,
      items: [
        expect.objectContaining({
          ...{ number: 2, note: "A warmer letter.", author: { id: mira.userId, name: mira.name } },
          sessions: { ...none, failed: 1 },
        }),
        expect.objectContaining({
          ...{ number: 1, author: null, sessions: { ...none, waiting: 1, running: 1, completed: 1 } },
        }),
      ],
    });
  });

  test("comes in pages, without a gap and without an end that is empty", async () => {
    const id = await published(5);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listVersions(mira, id, { limit: 2, ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    expect((await listVersions(mira, id, { limit: 5 })).nextCursor).toBeNull();
  });

  test("is not found for an unknown workflow, like an unknown version", async () => {
    await expect(listVersions(mira, "unheard-of", { limit: 5 })).rejects.toMatchObject({ code: "not_found" });
    await expect(getVersion(mira, await published(1), 2)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("two versions, and a version and the draft, are compared and drawn", async () => {
  const id = await published(2);
  await changeDraft(mira, id, (definition) => ({ ...definition, tasks: definition.tasks.slice(1), edges: [] }));
  const [first, second, draft] = [
    await getSide(mira, id, 1),
    await getSide(mira, id, 2),
    await getSide(mira, id, "draft"),
  ];
  expect(compareDefinitions(first, second).changes.map(({ lines }) => lines.map(({ sentence }) => sentence))).toEqual([
    ["“Letter” changed from “Letter 1.” to “Letter 2.”."],
  ]);
  expect(compareDefinitions(second, draft).changes.map(({ kind, name }) => `${kind} ${name}`)).toContain(
    "removed “Note”",
  );
  const picture = await drawBoth(mira, second, draft);
  expect(picture?.nodes.map((node) => node.id).toSorted()).toEqual(["letter", "note"]);
  expect(picture?.edges).toHaveLength(1);
});

describe("restoring a version", () => {
  const restore = async (id: string, more: { revision?: number; replacesChanges?: boolean } = {}) => {
    const { revision } = (await readDraft(id)).view;
    return restoreVersion(mira, id, { number: 1, revision, replacesChanges: false, ...more });
  };

  test("makes the draft what it was, on the newest version, and can be published", async () => {
    const id = await published(2);
    const draft = await restore(id);
    expect(draft).toMatchObject({ isDirty: true, baseVersionNumber: 2 });
    expect(await letterOf(id)).toBe("Letter 1.");
    const version = await publishDraft(mira, id, { revision: draft.revision, note: "" });
    expect(version.number).toBe(3);
  });

  test("does not replace changes that are not published, unless it is told to", async () => {
    const id = await published(2);
    await changeDraft(mira, id, withLetter("Mine."));
    await expect(restore(id)).rejects.toMatchObject({ code: "conflict" });
    expect(await letterOf(id)).toBe("Mine.");
    await restore(id, { replacesChanges: true });
    expect(await letterOf(id)).toBe("Letter 1.");
  });

  test("refuses another revision with the draft that is stored", async () => {
    const id = await published(2);
    const { revision } = await changeDraft(mira, id, withLetter("Hers."));
    await expect(restore(id, { revision: revision - 1, replacesChanges: true })).rejects.toMatchObject({
      code: "draft_conflict",
      options: { data: { draft: { revision } } },
    });
    expect(await letterOf(id)).toBe("Hers.");
  });
});
