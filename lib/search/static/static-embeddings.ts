import { readFileSync } from "node:fs";
import path from "node:path";
import { processState } from "@/lib/process-state";
import { normalize } from "../vectors";
import { Tokenizer } from "./tokenize";

/** The name that is stored with collections whose passages have these embeddings. */
export const staticModelId = "static-minilm-128";

interface Table {
  tokenizer: Tokenizer;
  dimensions: number;
  /** What the numbers of each token are multiplied with. */
  scales: Float32Array;
  /** A row of numbers for each token. */
  rows: Int8Array;
}

/**
 * The embedding of a text from the table that is shipped with the product: the sum of the vectors of its tokens, with
 * length 1. A text without a token gives zeros. It takes some hundredths of a millisecond.
 */
export function embedStatically(text: string): Float32Array {
  const { tokenizer, dimensions, scales, rows } = processState("static-embeddings", readTable);
  const sum = new Float32Array(dimensions);
  for (const id of tokenizer.tokenize(text)) {
    const scale = scales[id] ?? 0;
    for (let index = 0; index < dimensions; index++) {
      sum[index] = (sum[index] ?? 0) + scale * (rows[id * dimensions + index] ?? 0);
    }
  }
  return normalize(sum);
}

/**
 * The file has the number of tokens and of dimensions (uint32), a scale for each token (float32), and the numbers of
 * each token (int8). Every command of GraphFlow runs in the root folder of the project.
 */
function readTable(): Table {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/search/static");
  const bytes = readFileSync(path.join(folder, "static-minilm-128.bin"));
  const [count, dimensions] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const start = bytes.byteOffset + 8;
  // The offset within the pool of buffers need not be a multiple of four.
  const scales = new Float32Array(bytes.buffer.slice(start, start + count * 4));
  const rows = new Int8Array(bytes.buffer, start + count * 4, count * dimensions);
  const vocabulary = readFileSync(path.join(folder, "wordpiece-vocabulary.txt"), "utf8");
  return { tokenizer: new Tokenizer(vocabulary), dimensions, scales, rows };
}
