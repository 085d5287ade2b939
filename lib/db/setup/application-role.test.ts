import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "../client";
import { connect } from "../connections/connection";
import { createTestDatabase, withTestDatabase } from "../testing/test-database";
import { applicationLogin } from "./application-role";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { checkRoles, grantAccess } from "./grant-access";
import { migrate } from "./migrate";
import { prepareDatabase } from "./prepare-database";

const database = withTestDatabase();
beforeAll(async () => {
  await prisma.auditEvent.create({ data: { type: "session.started", data: {}, hash: "-" } });
});

const refused = "permission denied|must be owner|must be superuser";

describe("the application's role", () => {
  it("owns nothing and has no administrator's attribute", async () => {
    const rows = await prisma.$queryRaw`
      SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS tables,
        (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
      FROM pg_roles r WHERE rolname = current_user`;
    const no = { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false };
    expect(rows).toEqual([{ ...no, tables: 0, memberships: 0 }]);
  });

  it.each([
    "UPDATE audit_event SET type = 'other'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "TRUNCATE session CASCADE",
    "UPDATE step SET response = 'other'",
    "DELETE FROM step",
    "UPDATE decision SET verdict = 'approve'",
    "DELETE FROM decision",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_event_append_only ON audit_event",
    "CREATE TRIGGER mine BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION refuse('no')",
    "ALTER TABLE session ADD COLUMN mine int",
    "DROP TABLE outbox",
    "ALTER FUNCTION refuse() RENAME TO allow",
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION hstore",
    "SET session_replication_role = replica",
    "SET ROLE postgres",
    "DELETE FROM _prisma_migrations",
    "ALTER TABLE pgboss.job_common ADD COLUMN mine int",
    "COPY workflow TO PROGRAM 'cat'",
  ])("may not: %s", async (statement) => {
    await expect(prisma.$executeRawUnsafe(statement)).rejects.toThrow(new RegExp(refused));
  });

  it("cannot make a trigger read a table that it created", async () => {
    const [claimant, other] = [await createClaimant(), await createReviewer()];
    const [session, wait] = [randomUUID(), randomUUID()];
    const { id: version } = await prisma.workflowVersion.create({
      data: {
        workflow: { create: { id: "claims", name: "Claims" } },
        number: 1,
        definition: {},
        contentHash: "-",
      },
    });
    await prisma.session.create({
      data: {
        id: session,
        claimantId: claimant.userId,
        workflowVersionId: version,
        status: "waiting",
        currentTaskId: "review",
        context: {},
        reference: session,
        flags: [],
        waits: { create: { id: wait, taskId: "review", stepSeq: 1, audience: "reviewer", form: {} } },
      },
    });
    // The attacker decides their own claim; their copy of the session names another claimant.
    const client = await connect(database.url);
    await client.query("CREATE TEMP TABLE wait AS SELECT * FROM public.wait");
    await client.query("CREATE TEMP TABLE session AS SELECT * FROM public.session");
    await client.query("UPDATE pg_temp.session SET claimant_id = $1", [other.userId]);
    await client.query("SET search_path = pg_temp, public");
    const forged = client.query(
      `INSERT INTO public.decision (id, wait_id, session_id, actor_id, claimant_id, verdict, evidence_version)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, 'approve', 1)`,
      [wait, session, claimant.userId, other.userId],
    );
    await expect(forged).rejects.toThrow("names the session of its wait and the claimant of that session");
    await client.end();
  });
});

it("two concurrent starts grant the same rights", async () => {
  const urls = { applicationUrl: database.url, ownerUrl: database.ownerUrl };
  await Promise.all([prepareDatabase(urls), prepareDatabase(urls), prepareDatabase(urls)]);
  expect(await prisma.auditEvent.count()).toBe(1);
});

it("the owner's address must be of the same database, and of the role that owns its tables", async () => {
  const other = await createTestDatabase();
  await expect(checkRoles({ applicationUrl: database.url, ownerUrl: other.ownerUrl }, ["public"])).rejects.toThrow(
    "it is not the database of DATABASE_URL",
  );
  await other.drop();
  await expect(checkRoles({ applicationUrl: database.ownerUrl, ownerUrl: database.url }, ["public"])).rejects.toThrow(
    /belongs to the role "postgres"; a superuser hands everything over with: REASSIGN OWNED BY "postgres" TO/,
  );
  const urls = { applicationUrl: `${database.url}&schema=other`, ownerUrl: database.ownerUrl };
  await expect(prepareDatabase(urls)).rejects.toThrow(
    "it must name the same schema as DATABASE_URL: add ?schema=other",
  );
});

describe("an embedded Postgres of an earlier version", () => {
  const folder = path.join(tmpdir(), `graphflow-test-${process.pid}-earlier`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("gets the application's role with its next start, and keeps its data", async () => {
    const earlier = await startEmbeddedPostgres({ folder, durable: false });
    const owner = await connect(earlier.ownerUrl);
    await migrate(earlier.ownerUrl);
    await owner.query("INSERT INTO workflow (id, name) VALUES ('kept', 'Kept')");
    await owner.query("GRANT TEMPORARY ON DATABASE graphflow TO PUBLIC");
    await owner.query(`DROP ROLE ${applicationLogin("")[0]}`);
    await owner.end();
    await earlier.stop();

    const server = await startEmbeddedPostgres({ folder, durable: false });
    expect(await prepareDatabase({ applicationUrl: server.url, ownerUrl: server.ownerUrl })).toEqual([]);
    const application = await connect(server.url);
    const { rows } = await application.query("SELECT id, current_user AS role FROM workflow");
    expect(rows).toEqual([{ id: "kept", role: "graphflow_app" }]);
    await expect(application.query("CREATE TEMP TABLE wait (id uuid)")).rejects.toThrow("permission denied");
    await application.query("INSERT INTO workflow (id, name) VALUES ($1, 'New')", [randomUUID()]);
    await application.end();
    await server.stop();
  });
});

it("needs no grants when the application connects as the owner", async () => {
  await grantAccess({ applicationUrl: database.ownerUrl, ownerUrl: database.ownerUrl }, ["public"]);
  const owner = await connect(database.ownerUrl);
  expect((await owner.query("SELECT FROM audit_event")).rowCount).toBe(1);
  await owner.end();
});
