import { migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { runCommand } from "./lifetime";
import { checkDatabase } from "./open-database";

runCommand(async () => {
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) throw new Error("DATABASE_URL is not set: the embedded database is migrated by `npm start`.");
  await checkDatabase(databaseUrl);
  const applied = await migrate(databaseUrl);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  return 0;
});
