import { z } from "zod";
import { countCap } from "./count";

/** A part of a list. */
export interface Page<Item> {
  items: Item[];
  /** Where the next part begins; null at the end of the list. */
  nextCursor: string | null;
  /** How many items the whole list has, counted to `countCap`; null for a part that is not the first. */
  total: number | null;
}

const wholeNumber = "A whole number from 1 to 100, please.";
/** The query of every list of the API: how many items, and where to begin. */
export const pageQueryFields = {
  limit: z
    .string(wholeNumber)
    .regex(/^(100|[1-9]\d?)$/, wholeNumber)
    .transform(Number)
    .optional()
    .meta({ description: "At most this many items, 1 to 100; 50 when it is absent." }),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .meta({ description: "The `next_cursor` of the part before; absent for the first one." }),
};

/** The query of a list without other parameters. */
export const pageQuerySchema = z.strictObject(pageQueryFields);

/** What every list of the API answers beside its items. */
export const pageAnswerFields = {
  next_cursor: z
    .string()
    .optional()
    .meta({ description: "Send it as `cursor` for the next part; absent at the end of the list." }),
  total: z
    .int()
    .optional()
    .meta({ description: `How many items the list has; ${countCap} is that many or more. Only with the first part.` }),
};

/** The fields of `pageAnswerFields` for a part of a list. */
export const toPageAnswer = ({ nextCursor, total }: Omit<Page<unknown>, "items">) => ({
  ...(nextCursor !== null && { next_cursor: nextCursor }),
  ...(total !== null && { total }),
});

/** What a caller asks for: the size of the part and its cursor. */
export interface PageRequest {
  limit?: number;
  cursor?: string;
}

export const defaultLimit = 50;
