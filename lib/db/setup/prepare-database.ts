import { installQueue, queueSchema } from "@/lib/jobs/install-queue";
import { databaseSchema } from "../connections/connection";
import { checkRoles, grantAccess } from "./grant-access";
import { migrate } from "./migrate";

/** The addresses of the database: with the application's role, and with the role that owns its tables. */
export interface DatabaseUrls {
  applicationUrl: string;
  /** Unset: the application's role owns the tables. */
  ownerUrl?: string | undefined;
}

/**
 * Migrates a database to the newest version: our tables, those of the job queue, and the rights of the application's
 * role. Several processes may call this at once.
 * @returns the names of the migrations applied by this call, in order.
 */
export async function prepareDatabase({ applicationUrl, ownerUrl = applicationUrl }: DatabaseUrls): Promise<string[]> {
  const schema = databaseSchema(applicationUrl);
  if (databaseSchema(ownerUrl) !== schema)
    throw new Error(`it must name the same schema as DATABASE_URL: add ?schema=${encodeURIComponent(schema)}`);
  const schemas = [schema, queueSchema(applicationUrl)];
  const hasOwner = ownerUrl !== applicationUrl;
  if (hasOwner) await checkRoles({ ownerUrl, applicationUrl }, schemas);
  const applied = await migrate(ownerUrl);
  await installQueue(ownerUrl);
  if (hasOwner) await grantAccess({ ownerUrl, applicationUrl }, schemas);
  return applied;
}
