import type { Workload } from "../harness/workload";
import { pgvector, search } from "./search";
import { size } from "./size";
import { table } from "./table";
import { chainInMemory } from "./w1-memory";
import { chainInPostgres } from "./w2-chain";
import { person } from "./w3-person";
import { conversation } from "./w4-conversation";
import { crowd } from "./w5-crowd";

/** All workloads, in the order of the tables. */
export const workloads: Workload[] = [
  chainInMemory,
  chainInPostgres,
  person,
  conversation,
  crowd,
  size,
  table,
  search,
  pgvector,
];
