import { z } from "zod";
import type { GraphDefinition } from "@/lib/engine";
import { deepestDefinition, graphId, isDeeperThan, isStorableText, maxTasks } from "@/lib/engine/definition-kit";
import { personText } from "@/lib/text";
import { draftDefinitionSchema, graphLayoutSchema } from "./commands/document";

/** A task as the picture shows it: a card at a place computed by the layout. Pixels. */
export interface GraphNode {
  id: string;
  label: string;
  kind: string;
  kindLabel: string;
  /** The catalog's icon name for the kind (lucide, e.g. "message-circle"). */
  icon: string;
  /** One line: what the task does, in the designer's words. */
  summary: string;
  isStart: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How an edge runs between its two cards, and the box that the layout kept free for its label. Pixels. */
export interface EdgeRoute {
  points: { x: number; y: number }[];
  label: { x: number; y: number; width: number; height: number } | null;
}

/** An edge as the picture shows it. */
export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** The condition as a sentence; "otherwise" for the unconditional edge beside conditional ones; "" when alone. */
  label: string;
  /** The label on the canvas, where that has no room for all of it. */
  short?: string;
  /** The designer's label with its question ("Claim Amount? < $1000"), where the sentence says more. */
  authored?: string;
  /** It is taken when no condition of its task holds. */
  isOtherwise?: true;
  /** It leads back to a task that comes before its own. */
  isBack?: true;
  /** The route the layout found; none where the designer moved one of its cards. */
  route?: EdgeRoute;
}

/** A version of a workflow, laid out and ready to draw. */
export interface GraphView {
  workflowId: string;
  versionNumber: number;
  name: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The seven meanings of a status. Each has an icon, a colour and words (components/ui/status.tsx). */
export type StatusTone =
  | "moving"
  | "waiting_for_you"
  | "waiting_for_others"
  | "done"
  | "not_approved"
  | "cancelled"
  | "failed";

/** An edge that a session took. */
export interface TakenEdge {
  times: number;
  /** For an "otherwise" edge: why no condition held the last time ("small claims count is 4"). */
  because?: string[];
}

/** A step from one task to another that no edge leads to. */
export interface Jump {
  from: string;
  to: string;
  times: number;
  /** "went back", "jumped". */
  words: string;
}

/** The current task of a session on its graph, and the path to it. */
export interface GraphPath {
  /** How often it came to a task, by the task's id. */
  visits: Record<string, number>;
  /** The tasks that it left without their work, because the claimant asked for a person, by their ids. */
  skipped?: string[];
  /** The edges it took, by their ids. */
  taken: Record<string, TakenEdge>;
  jumps: Jump[];
  currentTaskId: string;
  tone: StatusTone;
  /** "waits here for a reviewer", said on the current task's card. */
  note: string;
}

/** What the page of a workflow draws: a definition has more, which a browser does not need to read. */
export interface ShownWorkflow {
  name: string;
  description: string;
  graph: GraphView;
}

/** One version of a workflow, for its page. */
export interface WorkflowView extends ShownWorkflow {
  id: string;
  versionNumber: number;
  publishedAt: string | null;
  definition: GraphDefinition;
}

/** The largest body that the routes of a draft take. The shipped workflow has 16 KB, 500 wordy tasks have 1 MB. */
export const maxDraftBytes = 2 * 1024 * 1024;

const revision = z.int32().min(0).meta({ description: "The revision of the draft that this began from." });
/** A time in an answer of the API. */
export const isoTimeSchema = z.string().meta({ description: "ISO 8601" });

/** What happened to a part of a workflow between two versions. */
export type ChangeKind = "added" | "removed" | "changed";

/** A definition and where its parts lie, of the size, depth and characters that can be stored. */
const storable = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape).superRefine((body, { addIssue }) => {
    const deep = Object.entries(body).find(([, value]) => isDeeperThan(value, deepestDefinition));
    if (deep) return addIssue({ code: "custom", path: [deep[0]], message: "This is nested too deeply." });
    const path = findUnstorable(body, []);
    if (path) addIssue({ code: "custom", path, message: "This has a character that cannot be stored." });
  });

/** The path of a text that Postgres cannot store: with NUL, or with half of a surrogate pair. */
function findUnstorable(value: unknown, path: (string | number)[]): (string | number)[] | undefined {
  if (typeof value === "string") return isStorableText(value) ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = isStorableText(key) ? findUnstorable(item, [...path, key]) : path;
    if (found) return found;
  }
  return undefined;
}

const documentShape = { definition: draftDefinitionSchema, layout: graphLayoutSchema };

/** The body of `PUT /api/v1/workflows/{id}/draft`. */
export const saveDraftBodySchema = storable({
  revision,
  baseVersionId: z
    .uuid()
    .nullable()
    .meta({ description: "The version that the draft changes; null before the first." }),
  ...documentShape,
}).meta({ id: "SaveDraft" });
export type SaveDraft = z.infer<typeof saveDraftBodySchema>;
/** The answer of `PUT /api/v1/workflows/{id}/draft`. */
export const savedDraftSchema = z
  .strictObject({ revision: z.int(), updatedAt: isoTimeSchema })
  .meta({ id: "SavedDraft" });
export type SavedDraft = z.infer<typeof savedDraftSchema>;

/** The body of `DELETE /api/v1/workflows/{id}/draft`. */
export const discardDraftBodySchema = z.strictObject({ revision }).meta({ id: "DiscardDraft" });

/** The body of `POST /api/v1/workflows/{id}/publish`. */
export const publishDraftBodySchema = z
  .strictObject({ revision, note: personText(500).default("") })
  .meta({ id: "PublishDraft" });
export type PublishDraft = z.infer<typeof publishDraftBodySchema>;
/** The answer of `POST /api/v1/workflows/{id}/publish`. */
export const publishedDraftSchema = z
  .strictObject({
    versionId: z.uuid(),
    number: z.int(),
    revision: z.int().meta({ description: "The draft's from now on: it equals what was published." }),
  })
  .meta({ id: "PublishedDraft" });
export type PublishedDraft = z.infer<typeof publishedDraftSchema>;

/** The draft of a workflow; where none is stored, its newest version as a draft of revision 0. */
export const draftViewSchema = z
  .strictObject({
    workflowId: graphId,
    revision: z.int(),
    baseVersionId: z.uuid().nullable(),
    baseVersionNumber: z.int().nullable(),
    ...documentShape,
    author: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    updatedAt: isoTimeSchema,
    isDirty: z.boolean().meta({ description: "Whether it differs from the version that it changes." }),
    isArchived: z.boolean().meta({ description: "Whether the workflow is archived: no session of it can be started." }),
  })
  .meta({ id: "Draft" });
export type DraftView = z.infer<typeof draftViewSchema>;

/** A version as one side of a merge: what a refused publishing hands over. */
export interface VersionDocument {
  versionId: string;
  number: number;
  definition: DraftView["definition"];
  layout: DraftView["layout"];
}

const position = graphLayoutSchema.shape.positions.unwrap();

/** The body of `POST /api/v1/workflows/{id}/layout`. */
export const layoutBodySchema = storable({
  definition: draftDefinitionSchema,
  positions: position.optional().meta({ description: "What keeps its place; without it everything is placed." }),
}).meta({ id: "LayoutBody" });
export type LayoutBody = z.infer<typeof layoutBodySchema>;
/** The answer of `POST /api/v1/workflows/{id}/layout`. */
export const layoutAnswerSchema = z.strictObject({ positions: position }).meta({ id: "LayoutAnswer" });
export type LayoutAnswer = z.infer<typeof layoutAnswerSchema>;

/** The query of `GET /api/v1/workflows/{id}/impact`. */
export const impactQuerySchema = z.strictObject({
  revision: z
    .string("A whole number, please.")
    .regex(/^\d{1,9}$/, "A whole number, please.")
    .transform(Number)
    .meta({ description: "The revision of the draft that is asked about." }),
});
/** The answer of `GET /api/v1/workflows/{id}/impact`. */
export const impactViewSchema = z
  .strictObject({
    sessions: z.array(
      z.strictObject({
        versionNumber: z.int(),
        taskId: z.string(),
        taskLabel: z.string(),
        count: z.int(),
        taskGoesAway: z.boolean(),
      }),
    ),
    missingKeys: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        readBy: z.array(z.string()).max(maxTasks).meta({ description: "The ids of the tasks that read it." }),
        sessions: z.int().meta({ description: "Open sessions of earlier versions that would come there without it." }),
      }),
    ),
  })
  .meta({ id: "Impact", description: "What publishing the draft would mean for the sessions that are open now." });
export type ImpactView = z.infer<typeof impactViewSchema>;
