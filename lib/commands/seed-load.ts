import { parseArgs } from "node:util";
import { prisma } from "@/lib/db/client";
import { fillDatabase } from "./load/fill-database";
import { openDatabase } from "./open-database";
import { runCommand } from "./processes/lifetime";

// Fills a database with cases, to measure lists: `npm run seed:load -- --open 100000 --decided 1000000`.
runCommand(async () => {
  const { values } = parseArgs({
    options: { open: { type: "string", default: "100000" }, decided: { type: "string", default: "1000000" } },
  });
  const [open, decided] = [Number(values.open), Number(values.decided)];
  if (![open, decided].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new Error("--open and --decided are numbers of cases.");
  }
  await openDatabase();
  const version = await prisma.workflowVersion.findFirst({ orderBy: { publishedAt: "asc" }, select: { id: true } });
  const reviewers = await prisma.user.findMany({
    where: { roles: { has: "reviewer" }, queues: { has: "claims" }, disabledAt: null },
    select: { id: true },
  });
  if (!version || reviewers.length === 0)
    throw new Error("There is no workflow, or no reviewer of the queue “claims”.");
  const total = open + decided;
  await fillDatabase(
    { open, decided, workflowVersionId: version.id, reviewerIds: reviewers.map(({ id }) => id), queue: "claims" },
    (done) => console.log(`${done} of ${total} cases`),
  );
  return 0;
});
