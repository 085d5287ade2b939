import { cache } from "react";
import type { Principal } from "@/lib/auth/principal";
import { findOwnList, type OwnList } from "@/lib/chat/find-own-list";

/** A person's own sessions and what they may start, read once for a page. */
export const readOwnList = cache((person: Principal): Promise<OwnList> => findOwnList(person));

/** What the navigation calls them; null for a person without any. */
export async function ownListTitle(person: Principal): Promise<string | null> {
  const { title, isShown } = await readOwnList(person);
  return isShown ? title : null;
}
