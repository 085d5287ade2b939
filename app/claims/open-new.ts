import { redirect } from "next/navigation";
import { newClaimAddress } from "@/components/chat/messages/new-claim-address";

/** Leads to a session that its first message stores. The id is in the address, so that a reload keeps it. */
export function openNew({ id }: { id: string }): never {
  redirect(newClaimAddress(crypto.randomUUID(), id));
}
