import { z } from "zod";
import { collectionNameSchema, isStorableText } from "@/lib/engine/definition-kit";
import { pageAnswerFields } from "@/lib/paging/schema";
import { isoTimeSchema } from "@/lib/workflows/schema";
import { audiences, longestPassage, shortestPassage } from "../schema";

const audienceSchema = z
  .enum(audiences, "Choose who may read it, please.")
  .meta({ description: "`claimants` is everybody; `staff` are reviewers, designers and admins." });

/** The body of `POST /api/v1/collections`. */
export const newCollectionSchema = z
  .strictObject({
    name: collectionNameSchema
      .max(64)
      .meta({ description: "Small letters, digits and hyphens; it begins with a letter and does not change." }),
    audience: audienceSchema,
  })
  .meta({ id: "NewCollection" });
export type NewCollection = z.infer<typeof newCollectionSchema>;

/** A collection with what is in it. */
export const collectionItemSchema = z
  .strictObject({
    name: z.string(),
    audience: audienceSchema,
    embedding_model: z.string().meta({ description: "The model of its embeddings." }),
    is_current: z.boolean().meta({
      description:
        "Whether questions are embedded with that model. If not, embed it again: it is left out of searches.",
    }),
    embedded: z.int().nullable().meta({
      description: "Passages that have embeddings of the other model already; null when it is current.",
    }),
    documents: z.int().meta({ description: "Published ones." }),
    passages: z.int().meta({ description: "Those of published documents." }),
    created_at: isoTimeSchema,
  })
  .meta({ id: "Collection" });
export type CollectionItem = z.infer<typeof collectionItemSchema>;

/** The answer of `GET /api/v1/collections`. */
export const collectionListSchema = z
  .strictObject({ collections: z.array(collectionItemSchema), ...pageAnswerFields })
  .meta({ id: "Collections" });

/** The answer of `POST /api/v1/collections/{name}/embedding`. */
export const embeddedSchema = z
  .strictObject({
    embedded: z.int().meta({ description: "Passages that this request has embedded." }),
    collection: collectionItemSchema,
  })
  .meta({ id: "EmbeddedCollection" });
export type Embedded = z.infer<typeof embeddedSchema>;

/** The states of a document that has been published. */
const documentStates = ["published", "superseded", "retracted"] as const;

const documentFields = {
  id: z.uuid(),
  title: z.string(),
  source: z.string().meta({ description: "The name of its file. A file of the same name is a new version." }),
  collection: z.string(),
  version: z.int(),
  state: z.enum(documentStates).meta({
    description: "`superseded` by a newer version, or `retracted` by a person. Only published ones are found.",
  }),
  pages: z.int().nullable().meta({ description: "Null for files without pages." }),
  passage_count: z.int(),
  passage_length: z.int().meta({ description: "Characters that a passage of it usually has." }),
  published_at: isoTimeSchema,
};

/** A version of a document. */
export const documentItemSchema = z.strictObject(documentFields).meta({ id: "Document" });
export type DocumentItem = z.infer<typeof documentItemSchema>;

/** The answer of `GET /api/v1/collections/{name}/documents`: the newest version of each document. */
export const documentListSchema = z
  .strictObject({ documents: z.array(documentItemSchema), ...pageAnswerFields })
  .meta({ id: "Documents" });

/** A passage of a document as it was cut. */
const passageItemSchema = z.strictObject({
  id: z.uuid(),
  number: z.int().meta({ description: "Its place in the document, from 1." }),
  heading: z.string(),
  text: z.string(),
  page: z.int().nullable(),
});
export type PassageItem = z.infer<typeof passageItemSchema>;

/** The answer of `GET /api/v1/documents/{id}`. */
export const documentViewSchema = z
  .strictObject({
    ...documentFields,
    has_file: z.boolean().meta({ description: "Whether its file is stored: it can be downloaded and cut again." }),
    citations: z.int().meta({ description: "Messages that cite it." }),
    can_delete: z.boolean().meta({
      description: "It is not published, no message cites it and no open session has found it.",
    }),
    versions: z
      .array(
        z.strictObject({
          id: z.uuid(),
          version: z.int(),
          state: z.enum(documentStates),
          passage_count: z.int(),
          published_at: isoTimeSchema,
        }),
      )
      .meta({ description: "All versions, newest first; at most 100." }),
    passages: z.array(passageItemSchema),
    ...pageAnswerFields,
  })
  .meta({ id: "DocumentWithPassages" });
/** A version of a document without its passages. */
export type DocumentDetails = Omit<z.infer<typeof documentViewSchema>, "passages" | keyof typeof pageAnswerFields>;
export type DocumentVersion = DocumentDetails["versions"][number];

/** The query of an upload whose body is the file itself. */
export const uploadQuerySchema = z.strictObject({
  name: z
    .string("Send the name of the file as ?name=, please.")
    .min(1, "The file has no name.")
    .max(255, "The name of the file has more than 255 characters.")
    .refine((name) => isStorableText(name) && !/\p{Cc}/u.test(name), "The name of the file has control characters.")
    .meta({ description: "The name of the file. Its ending is its kind: md, txt, pdf or docx." }),
});

/** The answer of an upload and of a new cut. */
export const takenDocumentSchema = z
  .strictObject({
    status: z.enum(["published", "unchanged"]).meta({
      description: "`unchanged`: the same content is published already, and nothing was changed.",
    }),
    document: documentItemSchema,
  })
  .meta({ id: "TakenDocument" });
export type TakenDocument = z.infer<typeof takenDocumentSchema>;

/** The body of `POST /api/v1/documents/{id}/cut`. */
export const cutBodySchema = z
  .strictObject({
    passage_length: z
      .int("A whole number, please.")
      .min(shortestPassage, `At least ${shortestPassage} characters, please.`)
      .max(longestPassage, `At most ${longestPassage.toLocaleString("en-US")} characters, please.`)
      .meta({ description: "Characters that a passage usually has." }),
  })
  .meta({ id: "NewCut" });

/** The answer of `DELETE /api/v1/documents/{id}`. */
export const deletedDocumentSchema = z.strictObject({ document_id: z.uuid() }).meta({ id: "DeletedDocument" });

const maxQuestion = 1_000;

/** The body of `POST /api/v1/search`. */
export const searchBodySchema = z
  .strictObject({
    query: z
      .string("Ask a question, please.")
      .trim()
      .min(1, "Ask a question, please.")
      .max(maxQuestion, "At most 1,000 characters, please."),
    collection: collectionNameSchema.optional().meta({ description: "Without it, all that the sender may read." }),
    limit: z
      .int("A whole number from 1 to 50, please.")
      .min(1, "A whole number from 1 to 50, please.")
      .max(50, "A whole number from 1 to 50, please.")
      .default(10),
  })
  .meta({ id: "Search" });
export type Search = z.infer<typeof searchBodySchema>;

/** The answer of `POST /api/v1/search`: the best passages first, and why each was found. */
export const searchAnswerSchema = z
  .strictObject({
    passages: z.array(
      z.strictObject({
        id: z.uuid(),
        document_id: z.uuid(),
        collection: z.string(),
        document: z.string().meta({ description: "The title of the document." }),
        version: z.int(),
        heading: z.string(),
        text: z.string(),
        page: z.int().nullable(),
        score: z.number().meta({ description: "Higher is better; comparable within one answer only." }),
        text_rank: z.int().nullable().meta({ description: "Its place in the list of matching words." }),
        vector_rank: z.int().nullable().meta({ description: "Its place in the list of similar embeddings." }),
        similarity: z.number().nullable().meta({ description: "The cosine of the angle to the question, -1 to 1." }),
        words: z
          .array(z.string())
          .meta({ description: "The words of its heading and text that match words of the question." }),
      }),
    ),
  })
  .meta({ id: "FoundPassages" });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
/** A passage that a search found, as the API returns it. */
export type FoundPassageItem = SearchAnswer["passages"][number];
