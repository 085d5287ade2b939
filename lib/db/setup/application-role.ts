import { createHmac } from "node:crypto";
import { connect } from "../connections/connection";

/** A role and its password. */
export type Login = readonly [role: string, password: string];

const applicationRole = "graphflow_app";

/**
 * The role of the application in an embedded Postgres. Its password is the same at every start of a cluster, and the
 * owner's password cannot be derived from it.
 */
export const applicationLogin = (ownerPassword: string): Login => [
  applicationRole,
  createHmac("sha256", ownerPassword).update(applicationRole).digest("hex"),
];

/**
 * Creates a database and the application's role where they are missing; clusters of earlier versions have no such role.
 * `url`: the server, as its superuser.
 */
export async function createDatabase(url: string, name: string, [role, password]: Login): Promise<void> {
  const client = await connect(url);
  try {
    const hasDatabase = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    const database = client.escapeIdentifier(name);
    if (hasDatabase.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
    await client.query(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
    const hasRole = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
    const options = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${password}'`;
    await client.query(`${hasRole.rowCount === 0 ? "CREATE" : "ALTER"} ROLE ${role} ${options}`);
  } finally {
    await client.end();
  }
}
