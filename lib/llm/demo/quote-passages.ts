/** A sentence of an answer from passages. */
interface Cited {
  text: string;
  passage: number;
  quote: string;
}

const common = new Set(
  [
    "a an the of to in on at for by with from and or but not no is are was were be been am do does did have has had i",
    "my me we our us you your it its this that these those what which who whom when where how why will would can could",
    "should may might must if so as than then there here into out up down over under again any some all they them",
    "their he she his him her about get got go just also only very much many one ten",
  ]
    .join(" ")
    .split(" "),
);
/** Stems that most clauses of a policy have: alone they do not tell what a question is about. */
const general = new Set(
  "cover claim insur polic pay paid damag los car home vehicl hous approv decid money".split(" "),
);

const stemOf = (word: string): string => word.replace(/(?:ing|ed|es|e|s|y|ies)$/, "").replace(/(.)\1$/, "$1");

const stemsOf = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length > 2 && !common.has(word) && /\p{L}/u.test(word))
      .map(stemOf),
  );

/** The passages of a prompt, by their numbers, and what stands after them. */
function readPrompt(prompt: string): { passages: { number: number; text: string }[]; question: string } {
  const found = [...prompt.matchAll(/^\[(\d{1,2})\] <data>[^<]*<\/data> <data>([^<]*)<\/data>$/gm)];
  const after = found.at(-1);
  const rest = after ? prompt.slice(after.index + after[0].length) : prompt;
  const [, question = ""] = /^Question: ([\s\S]*?)(?:\n\nWhat was wrong with the last try: |$)/.exec(rest.trim()) ?? [];
  return {
    passages: found.map(([, number = "", text = ""]) => ({ number: Number(number), text })),
    question: question.replace(/<\/?data>/g, ""),
  };
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const longestQuote = 400;
const mostQuotes = 2;

/** How many words of the question a text has; 0 when they do not tell that it is about the same. */
function overlap(asked: ReadonlySet<string>, text: string): number {
  const own = stemsOf(text);
  const shared = [...asked].filter((stem) => own.has(stem));
  const isAbout = shared.some((stem) => !general.has(stem)) && (shared.length >= 2 || shared.length * 2 >= asked.size);
  return isAbout ? shared.length : 0;
}

/** The sentence with the most words of the question, cut at a word when it is very long. */
function bestSentence(asked: ReadonlySet<string>, text: string): string {
  const all = [...sentences.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((one) => /\w\W+\w+\W+\w/.test(one));
  const shared = (one: string) => [...stemsOf(one)].filter((stem) => asked.has(stem)).length;
  const [best = text] = all.toSorted((one, other) => shared(other) - shared(one));
  return best.length <= longestQuote ? best : best.slice(0, best.lastIndexOf(" ", longestQuote));
}

/**
 * Answers from the passages of a prompt by quoting those with the most words of the question, and says so. Without such
 * a passage the question is not answered.
 */
export function quotePassages(prompt: string): { answerable: boolean; sentences: Cited[] } {
  const { passages, question } = readPrompt(prompt);
  const asked = stemsOf(question);
  const ranked = passages
    .map((passage) => ({ ...passage, shared: overlap(asked, passage.text) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.shared - one.shared);
  const most = ranked[0]?.shared ?? 0;
  const best = ranked.filter(({ shared }) => shared === most).slice(0, mostQuotes);
  return {
    answerable: best.length > 0,
    sentences: best.map(({ number, text }, index) => {
      const quote = bestSentence(asked, text);
      const opening = index === 0 ? "The demo model quotes; it does not write. The policy says" : "It also says";
      return { text: `${opening}: “${quote}”`, passage: number, quote };
    }),
  };
}
