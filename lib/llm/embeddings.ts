import { embedMany } from "ai";
import { env } from "@/lib/env";
import { LlmError, toLlmError } from "./llm-error";
import { connectEmbeddings } from "./model";

/** Texts of one request. Servers of one's own take long for many, and hosted ones have a limit. */
const sliceSize = 64;

export interface ModelEmbeddings {
  /** The name of the model: EMBEDDING_MODEL. */
  model: string;
  /** The embeddings of texts, in their order. Throws only LlmError. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** The embeddings of the server that the environment names; undefined without EMBEDDING_MODEL or a server. */
export function getModelEmbeddings(): ModelEmbeddings | undefined {
  const model = env.EMBEDDING_MODEL;
  const connection = model === undefined ? undefined : connectEmbeddings(model);
  if (model === undefined || !connection) return undefined;
  return {
    model,
    async embed(texts, signal) {
      const found: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += sliceSize) {
        found.push(...(await embedSlice(connection, texts.slice(start, start + sliceSize), signal)));
      }
      return found;
    },
  };
}

async function embedSlice(
  connection: NonNullable<ReturnType<typeof connectEmbeddings>>,
  values: string[],
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  const deadline = AbortSignal.timeout(env.EMBEDDING_TIMEOUT_MS);
  try {
    const { embeddings } = await embedMany({
      model: connection,
      values,
      maxRetries: 2,
      abortSignal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const [first] = embeddings;
    const isComplete =
      embeddings.length === values.length &&
      embeddings.every((one) => one.length > 0 && one.length === first?.length && one.every(Number.isFinite));
    if (!isComplete) throw new LlmError("bad_output", { cause: new Error("the embeddings are not of one length") });
    return embeddings.map((one) => Float32Array.from(one));
  } catch (error) {
    if (deadline.aborted && !signal?.aborted) throw new LlmError("timeout", { cause: error });
    throw toLlmError(error);
  }
}
