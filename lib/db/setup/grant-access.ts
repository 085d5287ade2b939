import { randomInt } from "node:crypto";
import pg from "pg";
import { connect } from "../connections/connection";

/** The rights on tables that hold records; on every other table the application may read and write rows. */
const records: Readonly<Record<string, string>> = {
  audit_event: "SELECT, INSERT",
  // Rows are deleted with their session, by the foreign key as the owner. Demo data changes `created_at`.
  step: "SELECT, INSERT, UPDATE (created_at)",
  decision: "SELECT, INSERT, UPDATE (created_at)",
  _prisma_migrations: "SELECT",
};

/** The class of our advisory locks; the lock itself is a random number. */
const lockClass = 0x67_66_6c_77;
const grantLock = 1;

/** The same database as the role that owns its tables and as the application's role. */
export interface RoleUrls {
  ownerUrl: string;
  applicationUrl: string;
}

/**
 * Throws an Error of one line when the two addresses do not match: they name different databases, or tables of the
 * given schemas belong to another role than the owner's.
 */
export const checkRoles = (urls: RoleUrls, schemas: readonly string[]): Promise<void> =>
  withRoles(urls, async ({ owner, ownerRole, application, role }) => {
    await checkSameDatabase(owner, application);
    if (ownerRole !== role) await checkOwner(owner, ownerRole, schemas);
  });

/**
 * Lets the application's role read and write the rows of the given schemas; it cannot change tables or triggers. Runs
 * at every start, so that new tables have the grants too. Does nothing when both addresses have the same role.
 */
export const grantAccess = (urls: RoleUrls, schemas: readonly string[]): Promise<void> =>
  withRoles(urls, async ({ owner, ownerRole, role }) => {
    if (ownerRole === role) return;
    await owner.query("BEGIN");
    // Concurrent grants fail with a conflict in the catalog.
    await owner.query("SELECT pg_advisory_xact_lock($1, $2)", [lockClass, grantLock]);
    for (const schema of schemas) await owner.query((await statements(owner, schema, role)).join(";\n"));
    await owner.query("COMMIT");
  });

interface Roles {
  owner: pg.Client;
  ownerRole: string;
  application: pg.Client;
  role: string;
}

async function withRoles({ ownerUrl, applicationUrl }: RoleUrls, work: (roles: Roles) => Promise<void>): Promise<void> {
  const clients: pg.Client[] = [];
  const open = async (url: string): Promise<[pg.Client, string]> => {
    const client = await connect(url);
    clients.push(client);
    return [client, await currentRole(client)];
  };
  try {
    const [owner, ownerRole] = await open(ownerUrl);
    const [application, role] = await open(applicationUrl);
    await work({ owner, ownerRole, application, role });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function currentRole(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ role: string }>("SELECT current_user AS role");
  return rows[0]?.role ?? "";
}

/** An advisory lock is visible only to connections of the same database. */
async function checkSameDatabase(owner: pg.Client, application: pg.Client): Promise<void> {
  const key = randomInt(2, 2 ** 31);
  await owner.query("SELECT pg_advisory_lock($1, $2)", [lockClass, key]);
  const { rowCount } = await application.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [lockClass, key],
  );
  await owner.query("SELECT pg_advisory_unlock($1, $2)", [lockClass, key]);
  if (rowCount === 0) throw new Error("it is not the database of DATABASE_URL");
}

/** Only the owner of a table can grant it. */
async function checkOwner(owner: pg.Client, role: string, schemas: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ name: string; other: string }>(
    `SELECT relname AS name, pg_get_userbyid(relowner) AS other FROM pg_class
     WHERE relnamespace::regnamespace::text = ANY (SELECT quote_ident(name) FROM unnest($1::text[]) AS name)
       AND relkind IN ('r', 'p', 'v', 'S') AND NOT pg_has_role(relowner, 'USAGE') LIMIT 1`,
    [schemas],
  );
  const [table] = rows;
  if (!table) return;
  const [from, to] = [table.other, role].map(pg.escapeIdentifier);
  throw new Error(
    `the table "${table.name}" belongs to the role ${from}; ` +
      `a superuser hands everything over with: REASSIGN OWNED BY ${from} TO ${to}`,
  );
}

async function statements(owner: pg.Client, schema: string, role: string): Promise<string[]> {
  const [inSchema, to] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(role)];
  const { rows } = await owner.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename = ANY ($2)",
    [schema, Object.keys(records)],
  );
  return [
    `REVOKE CREATE ON SCHEMA ${inSchema} FROM PUBLIC, ${to}`,
    `GRANT USAGE ON SCHEMA ${inSchema} TO ${to}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${inSchema} FROM ${to}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${inSchema} TO ${to}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${inSchema} TO ${to}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${inSchema} TO ${to}`,
    ...rows.flatMap(({ name }) => [
      `REVOKE ALL ON ${inSchema}.${pg.escapeIdentifier(name)} FROM ${to}`,
      `GRANT ${records[name]} ON ${inSchema}.${pg.escapeIdentifier(name)} TO ${to}`,
    ]),
  ];
}
