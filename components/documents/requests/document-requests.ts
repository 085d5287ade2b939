import { type Answer, refuse, sendRequest } from "@/components/ui/requests/send-request";
import { maxDocumentBytes } from "@/lib/documents/file-kinds";
import type {
  CollectionItem,
  DocumentItem,
  Embedded,
  NewCollection,
  Search,
  SearchAnswer,
  TakenDocument,
} from "@/lib/documents/managing/schema";
import { sendLong } from "./send-long";

const collections = "/api/v1/collections";
const documents = "/api/v1/documents";

/** Creates an empty collection. */
export const createCollection = (body: NewCollection) =>
  sendRequest<CollectionItem>(collections, "POST", JSON.stringify(body));

/** Embeds a collection again with the current model. */
export const embedAgain = (name: string, onProgress: (done: number, of: number) => void) =>
  sendLong<Embedded>(`${collections}/${name}/embedding`, { onProgress });

interface Progress {
  onSent: (share: number) => void;
  onProgress: (done: number, of: number) => void;
}

/** Publishes a file in a collection. A file that is too large is not sent. */
export async function uploadFile(name: string, file: File, progress: Progress): Promise<Answer<TakenDocument>> {
  if (file.size > maxDocumentBytes) {
    const detail = "The file is larger than 10 MB.";
    return { refusal: { detail, fields: { file: detail } } };
  }
  // Read first: a folder, or a file that is gone, fails here and not as a lost connection.
  const body = await file.arrayBuffer().catch(() => null);
  if (!body) return refuse("The file could not be read. A folder cannot be uploaded.");
  const query = new URLSearchParams({ name: file.name });
  return sendLong(`${collections}/${name}/documents?${query}`, { body, type: "application/octet-stream", ...progress });
}

/** Cuts a document again into passages of another length. */
export const cutDocument = (id: string, passageLength: number, onProgress: (done: number, of: number) => void) =>
  sendLong<TakenDocument>(`${documents}/${id}/cut`, {
    body: JSON.stringify({ passage_length: passageLength }),
    type: "application/json",
    onProgress,
  });

/** Retracts a document. */
export const retractDocument = (id: string) => sendRequest<DocumentItem>(`${documents}/${id}/retract`, "POST");

/** Deletes a version of a document for good. */
export const deleteDocument = (id: string) => sendRequest<{ document_id: string }>(`${documents}/${id}`, "DELETE");

/** The address of the file of a document. */
export const fileAddress = (id: string) => `${documents}/${id}/file`;

/** The passages that fit a question. */
export const searchPassages = (body: Search) =>
  sendRequest<SearchAnswer>("/api/v1/search", "POST", JSON.stringify(body));
