import { getModelEmbeddings } from "@/lib/llm/embeddings";
import { embedStatically, staticModelId } from "./static/static-embeddings";
import { normalize } from "./vectors";

/** The name of the model that computes embeddings now: EMBEDDING_MODEL, or the table that is shipped. */
export const embeddingModel = (): string => getModelEmbeddings()?.model ?? staticModelId;

/**
 * The embeddings of texts, each of length 1, in their order. With a model of a server it throws only LlmError; the
 * table of the product never fails.
 */
export async function embedTexts(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
  const model = getModelEmbeddings();
  if (!model) return texts.map(embedStatically);
  return (await model.embed(texts, signal)).map(normalize);
}
