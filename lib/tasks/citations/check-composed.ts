import { addsFigures, promisesPayment } from "./check-sentence";
import { findQuote } from "./find-quote";
import type { Composed, Passage } from "./schema";

/**
 * What is wrong with an answer, as far as code can tell: a quote that does not stand in its passage, a part without a
 * source, a promise, a number that its passage does not have. Empty for an answer that is founded.
 */
export function problemsOfComposed(
  { answer, citations }: Composed,
  passages: readonly Passage[],
  question: string,
): string[] {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const problems = citations.flatMap(({ passage, quote }, index) => {
    const cited = byId.get(passage);
    if (!cited) return [`source ${index + 1} is none of the passages`];
    return findQuote(quote, cited.text) === undefined
      ? [`the quote of source ${index + 1} does not stand in its passage`]
      : [];
  });
  const parts = partsOf(answer);
  if (parts.length === 0) problems.push("there is no answer");
  for (const { text, number } of parts) {
    const named = `“${text.slice(0, 60)}”`;
    const citation = number === undefined ? undefined : citations[number - 1];
    if (!citation) {
      problems.push(`${named} cites nothing`);
      continue;
    }
    const cited = byId.get(citation.passage);
    if (promisesPayment(text, cited?.text ?? ""))
      problems.push(`${named} promises a payment or decides: say what the policy says`);
    if (cited && addsFigures(text, [cited.text, cited.heading, cited.document, question]))
      problems.push(`${named} has a number or an address that its passage does not have`);
  }
  return problems;
}

/** The parts of an answer that end in a marker, with its number; words after the last marker have none. */
function partsOf(answer: string): { text: string; number: number | undefined }[] {
  const pieces = answer.split(/\[(\d{1,3})\]/);
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 1) return [];
    const marker = pieces[index + 1];
    const text = piece.trim();
    if (text === "" && marker === undefined) return [];
    return [{ text, number: marker === undefined ? undefined : Number(marker) }];
  });
}
