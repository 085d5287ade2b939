import type { CollectionItem, DocumentItem } from "@/lib/documents/managing/schema";

/** Who reads a collection, as people say it. */
export const audienceWords: Record<CollectionItem["audience"], string> = {
  claimants: "for everybody",
  staff: "for staff only",
};

/** The state of a version, as people say it. */
export const stateWords: Record<DocumentItem["state"], string> = {
  published: "published",
  superseded: "replaced by a newer version",
  retracted: "retracted",
};

/** "640 of 5,000 passages" */
export const passagesOf = (done: number, of: number): string =>
  `${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} ${of === 1 ? "passage" : "passages"}`;
