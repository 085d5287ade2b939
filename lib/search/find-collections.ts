import { pool } from "@/lib/db/connections/pool";
import type { CollectionName } from "./schema";

/** The collections of documents in alphabetical order, also those for staff alone. */
export async function findCollections(): Promise<CollectionName[]> {
  const { rows } = await pool().query<CollectionName>("SELECT name, audience FROM collection ORDER BY name");
  return rows;
}
