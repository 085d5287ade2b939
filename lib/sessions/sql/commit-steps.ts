import { rowsOf } from "./rows";
import { type StepShape, setsOf, stepColumns, stepStatements, writeSteps } from "./step-statement";
import type { StepWrite } from "./step-write";

/** Writes steps of sessions that are there. One whose session is not at the expected version and lease writes nothing. */
export const commitSteps = stepStatements<StepWrite>("commit", stepColumns, statement);

function statement(shape: StepShape<StepWrite>): string {
  const { columns, several } = shape;
  const sets = Object.entries(setsOf(shape)).map(([column, value]) => `${column} = ${value}`);
  const mayBeUnleased = columns.some(([name]) => name === "needsNoLease");
  return `
  WITH w AS (${rowsOf(columns, several)}),
  ${writeSteps(
    shape,
    (ofSession, ofWrite) => `
    UPDATE session s SET
      ${sets.join(",\n      ")}
    FROM w
    WHERE s.id = w."id" AND s.version = w."version" AND ${mayBeUnleased ? isFree : `s.lease_token = w."token"`}
    RETURNING s.id ${ofSession} ${ofWrite}`,
  )}`;
}

/** A write without a lease needs a session that nobody holds. */
const isFree = `CASE WHEN w."token" IS NULL THEN s.lease_until IS NULL OR s.lease_until < now() ELSE s.lease_token = w."token" END`;
