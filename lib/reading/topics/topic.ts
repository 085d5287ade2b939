import { findPhrase, holds, phrase } from "@/lib/reading/tokens/phrase";
import { hide, tokenize } from "@/lib/reading/tokens/tokens";
import { wordSet } from "../words/word-list";
import { terms } from "./terms";

/** The stems of a word or of a term of several words: a text has it when it has all of them. */
type Stems = readonly string[];

/** What a question is about. */
export interface Topic {
  /** Its words without those that stand in any question or clause, each with the terms that mean the same. */
  words: readonly (readonly Stems[])[];
  /** These words and terms as a query. */
  query: string;
  /** Whether it is about a vehicle or a home; undefined for neither, and for both. */
  insured: InsuredThing | undefined;
}

/** What a policy covers, as far as questions and clauses are told apart by it. */
export type InsuredThing = "vehicle" | "home";

/** Words that stand in any question about cover, and in any clause. */
const plain = wordSet(
  `a about above accident actually after again against all already also always am an and another any anybody anyone
  anything apply applies applied are around as ask asked asking at away back be because been before being below
  between both but by came can cannot can't claim claimed claims clause clauses come comes condition conditions
  contract cost costs could cover coverage covered covering covers damage damaged damages day days did didn't do does
  doesn't doing done don't down due during each else even event events ever every everything exactly exclude excluded
  excludes exclusion exclusions far fast first for from full fully gave general get gets getting give given go goes
  going gone good got had happen happened happening happens has have haven't having he hello help her here hers hi
  high him his hour hours how however i i'd i'll i'm i've if in inc include included includes including incident
  instead insurable insurance insure insured insurer insures into is isn't issue it it's its itself just keep kind
  know last least less let like limit limits little long lot made make many matter maximum may maybe me mean means
  might mine money month months more morning most much must my myself near need needs never night no nobody not
  nothing now of off ok okay on once one only or other our ours out outside over own paid part parts pay paying
  payment pays people per person please policies policy possible problem protect protected protection put question
  quick quickly quite really regarding reimburse reimbursed reimbursement said same say says see seen several shall
  she should show since so some somebody someone something sometimes soon sort still such sum sure take taken takes
  tell term terms than thank thanks that that's the their theirs them then there these they thing things think this
  those though three through till to today together told tomorrow too took totally two under until unless up upto us
  usd use used usually very want wanted was wasn't way we we're week weeks well went were what what's whatever when
  where whether which while who who's whole whom whose why will wish with within without won't work would wrong year
  years yes yesterday yet you you're your yours amount dollar dollars situation case circumstance circumstances actual
  new old big small broke broken break breaks breaking drop dropped lose loses losing lost fell fall falls fallen hit
  hits hitting hurt ran run runs running bring choose chosen guy guys man woman boy girl mother father mum mom dad
  grandmother grandfather grandma grandpa aunt uncle girlfriend boyfriend dent dents dented wet dirty soaked living
  room rooms bedroom kitchen bathroom attic basement cellar ceiling wardrobe office bonnet hood bumper boot killed
  died dead stay stays while behind growing grow evening drive drives driving driven drove ground allowed able price
  prices bill bills invoice estimate quote full fix fixed fixing repair repaired repairs repairing replace replaced
  own left leave`,
);

const vehicle = phrase(
  `car|cars|vehicle|vehicles|motor|auto|automobile|truck|van|motorcycle|motorbike|windscreen|windshield|bonnet|bumper|
    engine|driver|driving|drive|drove|tyre|tyres|tire|tires|parked|parking|tow|towing`,
);
const home = phrase(
  `home|homes|house|houses|flat|apartment|apartments|condo|household|contents|building|kitchen|bathroom|cellar|
    basement|attic|landlord|tenant|parquet|furniture|dishwasher|boiler`,
);
/** Names of the insured things: each fits all clauses about it. */
const things = wordSet(
  `car cars vehicle vehicles motor auto automobile truck trucks van home homes house houses flat flats apartment
  apartments condo`,
);

/** The noun of another matter: "ride hailing". */
const ownStems = wordSet("hailing");

/** A word without its usual endings: "flooding" and "floods" are one word. */
export function stemOf(word: string): string {
  let stem = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (ownStems.has(stem) || /(ss|us|is)$/.test(stem)) return stem;
  if (stem.endsWith("ies") && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(s|x|z|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith("s") && stem.length > 3) stem = stem.slice(0, -1);
  if (stem.endsWith("ing") && stem.length > 5) stem = stem.slice(0, -3);
  else if (stem.endsWith("ed") && stem.length > 4) stem = stem.slice(0, -2);
  if (/([bdgmnprt])\1$/.test(stem)) stem = stem.slice(0, -1);
  return stem.endsWith("e") && stem.length > 3 ? stem.slice(0, -1) : stem;
}

const stemsOf = (words: string): Stems => words.split(" ").map(stemOf);

/** The stems of all words of a text. */
export const allStems = (text: string): ReadonlySet<string> =>
  new Set(tokenize(text).flatMap(({ kind, text: word }) => (kind === "word" ? [stemOf(word)] : [])));

/** Characters. The first sentences of a text say what it is about. */
const longestRead = 4_000;

/** What a text is about: its words, with the terms that documents of insurance have for them. */
export function readTopic(said: string): Topic {
  const text = said.slice(0, longestRead);
  const tokens = [...tokenize(text)];
  const groups = new Map<string, string[]>();
  const add = ([key = "", ...others]: readonly string[]) => groups.set(key, [...(groups.get(key) ?? []), ...others]);
  for (const { said: term, means } of terms) {
    for (let found = findPhrase(term, tokens); found; found = findPhrase(term, tokens, found.end)) {
      const words = tokens.slice(found.start, found.end);
      // The words of a term of several words are not a topic of their own.
      if (words.length > 1) for (const [index, token] of words.entries()) tokens[found.start + index] = hide(token);
      add([...means, ...(words.length === 1 ? [words[0]?.base ?? ""] : [])]);
    }
  }
  const named = new Set([...groups.values()].flat());
  for (const { kind, base } of tokens) {
    const isOwn = kind === "word" && base.length > 1 && !plain.has(base) && !things.has(base) && !named.has(base);
    if (isOwn) add([base]);
  }
  // "Is the car itself covered?" names nothing else.
  if (groups.size === 1) groups.delete("itself");
  const words = [...groups].map(([means, others]) => [...new Set([means, ...others])]);
  return {
    words: words.map((all) => all.map(stemsOf)),
    query: words.flat().join(" "),
    insured: insuredThing(text),
  };
}

/** Whether words are about a vehicle or about a home; undefined for neither, and for both. */
export function insuredThing(text: string): InsuredThing | undefined {
  const tokens = tokenize(text);
  const isVehicle = holds(vehicle, tokens);
  if (isVehicle === holds(home, tokens)) return undefined;
  return isVehicle ? "vehicle" : "home";
}
