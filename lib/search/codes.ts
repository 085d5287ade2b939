import { processState } from "@/lib/process-state";

/** Codes have at least so many bits: fewer find too few of the nearest passages among 100,000. */
const minBits = 1_024;

/**
 * The code of an embedding: the signs of its components after fixed pseudorandom rotations, as text of 0 and 1.
 * Embeddings of a small angle differ in few bits. Without a rotation the first components, which are the largest, would
 * decide everything. 1,024 bits for 128 dimensions, eight for each; at least one bit for each dimension. The same
 * embedding always gives the same code, because codes are stored.
 */
export function toCode(embedding: Float32Array): string {
  const size = sizeOf(embedding.length);
  const rotated = new Float32Array(size);
  let code = "";
  for (const [first, second] of rotationsOf(size)) {
    rotated.fill(0);
    rotated.set(embedding);
    // Two rounds mix every component with every other one, in an order that looks random.
    for (const signs of [first, second]) {
      for (let index = 0; index < size; index++) rotated[index] = (rotated[index] ?? 0) * (signs[index] ?? 0);
      transform(rotated);
    }
    for (const value of rotated) code += value > 0 ? "1" : "0";
  }
  return code;
}

/** How many bits the code of an embedding of so many dimensions has. */
export function codeLength(dimensions: number): number {
  const size = sizeOf(dimensions);
  return size * rotationsOf(size).length;
}

/** The transform takes powers of 2. */
const sizeOf = (dimensions: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, dimensions)));

/** What the components are multiplied with before each transform, 1 or -1: two rounds for each rotation. */
function rotationsOf(size: number): [Float32Array, Float32Array][] {
  const known = processState("code-rotations", () => new Map<number, [Float32Array, Float32Array][]>());
  const found = known.get(size);
  if (found) return found;
  const random = seededRandom(size);
  const signs = () => Float32Array.from({ length: size }, () => (random() < 0.5 ? -1 : 1));
  const made = Array.from({ length: Math.max(1, minBits / size) }, (): [Float32Array, Float32Array] => [
    signs(),
    signs(),
  ]);
  known.set(size, made);
  return made;
}

/** The Walsh-Hadamard transform in place: a rotation (and a scaling, which signs do not show). */
function transform(vector: Float32Array): void {
  for (let half = 1; half < vector.length; half *= 2) {
    for (let start = 0; start < vector.length; start += 2 * half) {
      for (let index = start; index < start + half; index++) {
        const one = vector[index] as number;
        const other = vector[index + half] as number;
        vector[index] = one + other;
        vector[index + half] = one - other;
      }
    }
  }
}

/** Marsaglia's xorshift generator; from 0 to 1, without 1. `seed` is not 0. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}
