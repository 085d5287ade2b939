import { z } from "zod";
import { AppError } from "@/lib/errors";

/** An id from an address. What cannot be one is answered like one that is not there: AppError `not_found`. */
export function parsePathId(id: string): string {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) throw new AppError("not_found");
  return parsed.data;
}
