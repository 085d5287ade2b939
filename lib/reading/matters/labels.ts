import { type Concept, termsIn } from "../words/vocabulary";
import { wordSet } from "../words/word-list";
import { readConcepts } from "./concepts";

/** A label of a classification: its name in the workflow, and what the workflow says about it. */
export interface Label {
  value: string;
  description: string;
}

const concepts: Record<Concept, RegExp> = {
  vehicle: /\b(?:cars?|vehicles?|autos?|automobiles?|motor|motors|traffic|trucks?|motorbikes?)\b/i,
  home: /\b(?:apartments?|homes?|houses?|flats?|household|property|buildings?|condos?|renters?)\b/i,
};

/** The best label needs a clear lead: a wrong guess sends the claim to the wrong people. */
const minScore = 1.5;
const minLead = 1;

/** The label that fits the words of a text, and why. "unknown" when none fits clearly. */
export function answerClassification(labels: Label[], text: string): { label: string; because: string } {
  const reading = readConcepts(text);
  const said = new Set(termsIn(text).map(stem));
  const scored = labels
    .map(({ value, description }) => {
      const concept = conceptOf(value, description, labels);
      const named = matches(value.replaceAll("_", " "), said);
      if (concept) return { value, score: reading[concept].score, words: reading[concept].words };
      const words = [...new Set([...named, ...matches(description, said)])];
      return { value, score: words.length * 2 + named.length, words };
    })
    .sort((left, right) => right.score - left.score);
  const [best, next] = scored;
  if (!best || best.score < minScore || best.score - (next?.score ?? 0) < minLead) {
    return { label: "unknown", because: "what was said does not tell" };
  }
  return { label: best.value, because: `they mention ${best.words.slice(0, 4).join(", ")}` };
}

/**
 * The concept of a label by its name, or else by the beginning of its description. Undefined when several labels have
 * the same one.
 */
export function conceptOf(value: string, description: string, labels: Label[]): Concept | undefined {
  const name = value.replaceAll("_", " ");
  const all = Object.keys(concepts) as Concept[];
  const found =
    all.find((concept) => concepts[concept].test(name)) ??
    // The description begins with the label. What it lists after that does not name the matter: "no work from home".
    all.find((concept) => concepts[concept].test(description.split(/[.:]/, 1)[0] ?? ""));
  const rivals = labels.filter((label) => found && concepts[found].test(label.value.replaceAll("_", " ")));
  // "car theft" and "car accident" are distinguished by their own words.
  return rivals.length > 1 ? undefined : found;
}

const ordinary = wordSet(`
  about above also another anything because been being between both from have into more most other over same some such
  than that their them then there these they this those through under very what when where which while with your
  damage damages claim claims insurance loss them things everything
`);

/** The words of the label that the text has, with any ending. */
function matches(label: string, said: Set<string>): string[] {
  return termsIn(label).filter((term) => term.length > 2 && !ordinary.has(term) && said.has(stem(term)));
}

const stem = (term: string): string =>
  term.length > 4 ? term.replace(/(?:ies|ing|ed|es|s|y)$/, "") : term.replace(/s$/, "");
