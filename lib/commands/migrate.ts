import { env } from "@/lib/env";
import { migrateDatabase } from "./open-database";
import { runCommand } from "./processes/lifetime";

runCommand(async () => {
  if (!env.DATABASE_URL) throw new Error("DATABASE_URL is not set: the embedded database is migrated by `npm start`.");
  const applied = await migrateDatabase();
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  return 0;
});
