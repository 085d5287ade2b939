import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import {
  defaultSessionWord,
  type SessionWord,
  type StarterRole,
  type StartWay,
  sessionWordSchema,
  starterRoles,
} from "@/lib/engine/definition-kit";

/** A published workflow that a person may start. */
export interface StartableWorkflow {
  id: string;
  name: string;
  description: string;
  sessionWord: SessionWord;
  startedWith: Exclude<StartWay, "api">;
}

interface Row {
  id: string;
  name: string;
  description: string;
  word: unknown;
  way: StartableWorkflow["startedWith"];
}

const isStarterRole = (role: string): role is StarterRole => starterRoles.some((one) => one === role);

/** The roles of a person that `startedBy` can name. The role admin is not one of them. */
const starterRolesOf = ({ roles }: Pick<Principal, "roles">): StarterRole[] => roles.filter(isStarterRole);

/** Whether the person has one of the roles that may start the workflow. */
export const mayStart = (person: Pick<Principal, "roles">, startedBy: readonly StarterRole[]): boolean =>
  starterRolesOf(person).some((role) => startedBy.includes(role));

/**
 * The published workflows that a page offers a person to start, by name. Versions of earlier releases name no roles and
 * no way to start them.
 */
export async function findStartable(person: Pick<Principal, "roles">): Promise<StartableWorkflow[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT w.id, w.name, w.description, v.definition -> 'sessionWord' AS word,
      coalesce(v.definition ->> 'startedWith', 'new') AS way
    FROM workflow w
    CROSS JOIN LATERAL (
      SELECT definition FROM workflow_version WHERE workflow_id = w.id ORDER BY number DESC LIMIT 1) v
    WHERE w.archived_at IS NULL
      AND coalesce(v.definition -> 'startedBy', '["claimant"]') ?| ${starterRolesOf(person)}::text[]
      AND coalesce(v.definition ->> 'startedWith', 'new') <> 'api'
    ORDER BY lower(w.name), w.id`;
  return rows.map(({ word, way, ...workflow }) => ({ ...workflow, sessionWord: readWord(word), startedWith: way }));
}

/** A stored session word; the default where a version of an earlier release has none. */
export const readWord = (stored: unknown): SessionWord =>
  sessionWordSchema.safeParse(stored).data ?? defaultSessionWord;
