import { embedStatically } from "./static/static-embeddings";
import { similarity } from "./vectors";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
/** Shorter sentences ("Excess.") are not a quote while there are longer ones. */
const minLength = 20;

/**
 * The sentence of a passage that fits a question best, literally as it stands there. The table of the product compares
 * them, so that it takes no request to a model.
 */
export function pickQuote(text: string, question: string): string {
  const found = [...sentences.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
  const long = found.filter(({ length }) => length >= minLength);
  const asked = embedStatically(question);
  const scoreOf = (sentence: string) => similarity(embedStatically(sentence), asked);
  return (long.length > 0 ? long : found).reduce(
    (best, sentence) => (best === "" || scoreOf(sentence) > scoreOf(best) ? sentence : best),
    "",
  );
}
