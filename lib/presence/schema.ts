import { z } from "zod";
import { graphId } from "@/lib/engine/definition-kit";

/** What can be open: kinds of places, each with what its ids are. */
const placeIds = { workflow: graphId, case: z.uuid() } satisfies Record<string, z.ZodType<string>>;
export type PlaceKind = keyof typeof placeIds;

/** "workflow:insurance-claims" */
const placeSchema = z
  .string()
  .max(100)
  .refine((place) => parsePlace(place) !== null, "This is not a place.")
  .meta({ description: "Such as `workflow:insurance-claims`." });

/** The kind and the id of a place; null for what is none. */
export function parsePlace(place: string): { kind: PlaceKind; id: string } | null {
  const [kind = "", ...rest] = place.split(":");
  const id = rest.join(":");
  if (!Object.hasOwn(placeIds, kind)) return null;
  return placeIds[kind as PlaceKind].safeParse(id).success ? { kind: kind as PlaceKind, id } : null;
}

/** Seconds without a heartbeat after which a person is gone; browsers send one every ten. */
export const goneAfterSeconds = 30;

/** The body of a heartbeat: where a tab is, or that it leaves. */
export const presenceBodySchema = z
  .strictObject({
    place: placeSchema,
    tabId: z.uuid().meta({ description: "Made by the tab: several of one person are one person." }),
    leaving: z.boolean().default(false),
  })
  .meta({ id: "PresenceBody" });
export type PresenceBody = z.infer<typeof presenceBodySchema>;

const presentPersonSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    since: z.string().meta({ description: "ISO 8601" }),
    isYou: z.boolean(),
  })
  .meta({ id: "PresentPerson" });
export type PresentPerson = z.infer<typeof presentPersonSchema>;
export const presenceAnswerSchema = z.strictObject({ people: z.array(presentPersonSchema) }).meta({ id: "Presence" });
