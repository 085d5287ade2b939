import type { JsonObject } from "@/lib/engine";
import { type Citation, messageDataSchema } from "./schema";

/** What is stored with a message that has these citations; undefined without any. */
export const messageData = ({ citations = [] }: { citations?: readonly Citation[] } = {}): JsonObject | undefined =>
  citations.length > 0 ? messageDataSchema.parse({ citations }) : undefined;
