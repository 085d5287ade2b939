import type { Audience } from "./find-passages";

/** A collection of documents by its name, with who may read it. */
export interface CollectionName {
  name: string;
  audience: Audience;
}
