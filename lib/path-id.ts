import { z } from "zod";
import { graphId } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";

/** An id from an address. An invalid id throws AppError `not_found`, like an unknown one. */
export const parsePathId = (id: string): string => parse(z.uuid(), id);

/** The id of a workflow from an address. Throws like `parsePathId`. */
export const parsePathName = (id: string): string => parse(graphId, id);

function parse(schema: z.ZodType<string>, id: string): string {
  const parsed = schema.safeParse(id);
  if (!parsed.success) throw new AppError("not_found");
  return parsed.data;
}
