import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import * as commands from "./claims/claim-commands";
import type { ModelClaim, VerdictName } from "./claims/claim-model";
import { orderedClaims } from "./claims/ordered-claims";
import { doses, minutes } from "./setup/doses";
import { count } from "./setup/figures";

withTestDatabase();

const index = fc.nat({ max: 2 });
const spoken: commands.Spoken[] = ["story", "story", "chat", "yes", "yes"];
const said = fc.constantFrom(...spoken);
const spokenOrNothing = fc.constantFrom(...spoken, null);
const verdict = fc.constantFrom<VerdictName[]>("approve", "reject", "request_information");
const commit = fc.integer({ min: 1, max: 4 });
const crash = fc.record({
  commit: fc.nat({ max: 4 }),
  moment: fc.constantFrom<("before" | "after")[]>("before", "after"),
});

/** Two of three claims are large enough for a reviewer; two of three have their story from the start. */
const beginning = fc.tuple(fc.constantFrom(true, false, false), fc.constantFrom(true, true, false));

const twice = <Command>(arbitrary: fc.Arbitrary<Command>) => [arbitrary, arbitrary];

/** Every event that a claim can meet: messages, decisions, crashes, time. */
const anyCommands = fc.commands(
  [
    beginning.map(([isSmall, isTold]) => commands.start(isSmall, isTold)),
    fc.constant(null).map(commands.publish),
    fc.constant(null).map(commands.sweep),
    ...twice(fc.tuple(said, index).map(([what, which]) => commands.sayIt(what)(which))),
    ...twice(index.map(commands.confirm)),
    ...twice(fc.tuple(verdict, index).map(([what, which]) => commands.decideIt(what, "all")(which))),
    fc.tuple(verdict, index).map(([what, which]) => commands.decideIt(what, "less")(which)),
    ...twice(fc.tuple(verdict, index).map(([what, which]) => commands.decideAndCrash(what)(which))),
    ...twice(
      fc.tuple(spokenOrNothing, crash, index).map(([what, how, which]) => commands.sayAndCrash(what, how)(which)),
    ),
    ...twice(
      fc
        .tuple(spokenOrNothing, commit, index)
        .map(([what, when, which]) => commands.sayAndLoseLease(what, when)(which)),
    ),
  ],
  { maxCommands: 30, size: "max" },
);

/** Four at once: most of a run is waiting for Postgres. */
const parallelRuns = [0, 1, 2, 3];
const runsEach = Math.ceil(doses.propertyRuns / parallelRuns.length);

test.concurrent.each(parallelRuns)(
  "claims do what the model does, in any order of people, crashes and sweeps (%i)",
  { timeout: minutes(4) },
  async () => {
    const workflowId = `ordered-${randomUUID().slice(0, 8)}`;
    const reviewer = await createReviewer();
    let version = 1;
    await publishWorkflow(orderedClaims(workflowId, version));
    await withDatabase(process.env.DATABASE_URL, async (database) => {
      const property = fc.asyncProperty(beginning, anyCommands, async (first, commandsOfRun) => {
        const real = { workflowId, claimant: await createClaimant(), reviewer };
        const model: commands.Model = { claims: [], version };
        await commands.start(...first).run(model, real);
        try {
          await fc.asyncModelRun(() => ({ model, real }), commandsOfRun);
        } finally {
          // After a failure fast-check tries a smaller run, on the version that this one published.
          version = model.version;
        }
        await commands.sweep().run(model, real);
        const ids = model.claims.map(({ id }) => id);
        expect(await readStates(ids)).toEqual(model.claims.map(expectedState));
        expect(await checkInvariants(database, ids)).toEqual([]);
        count({ "property runs": 1 });
      });
      await fc.assert(property, { numRuns: runsEach });
    });
  },
);

const expectedState = (claim: ModelClaim) => ({
  id: claim.id,
  status: claim.status,
  taskId: claim.taskId,
  audience: claim.audience,
  outcome: claim.outcome,
  steps: claim.steps,
  evidence: claim.audience === "reviewer" ? claim.evidence : null,
  letterVersion: claim.status === "completed" ? claim.version : null,
});

async function readStates(ids: string[]) {
  const rows = await prisma.session.findMany({
    where: { id: { in: ids } },
    include: { waits: { where: { status: "open" } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    const wait = row?.waits[0];
    const { letter } = { letter: "", ...(row?.context as { letter?: string } | undefined) };
    return {
      id,
      status: row?.status,
      taskId: row?.currentTaskId,
      audience: wait?.audience ?? null,
      outcome: row?.outcome,
      steps: row?.stepSeq,
      evidence: wait?.audience === "reviewer" ? wait.evidenceVersion : null,
      letterVersion: letter ? Number(/version (\d+)/.exec(letter)?.[1]) : null,
    };
  });
}
