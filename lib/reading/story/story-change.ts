import { endsBefore, findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { upperFirst } from "@/lib/words";
import { readConcepts, tellsEvent } from "../matters/concepts";
import type { Concept } from "../words/vocabulary";
import { phraseWords, wordSet } from "../words/word-list";
import { takesBack } from "../words/words";
import { describeEvent } from "./description";

/**
 * How words change a description. "told": a new text, and the words that it denies. "unclear": what happened to `thing`
 * ("my motorbike"; "" when it is not named) must be asked.
 */
type StoryChange =
  | { type: "told"; text: string; denied: string[]; isMore: boolean }
  | { type: "unclear"; thing: string; denied: string[] };

const newStory = phrase("( what happened | description ) ( is|was|to | should be | [:=] )");
const article = "a|an|the|my|our|his|her|their";
const articles = new Set(phraseWords(article));
const denial = phrase(
  `( not|wasn't|wasnt|isn't|isnt|never|forget|ignore | instead of | rather than ) ( about|just|only|really )?
      ${article}? |
  no ( about|just|only|really )?`,
);
/** Words that are not a denial: "no the neck is fine". */
const agrees = phrase(`no [,]? ${article}`);
/** "it's about my van, someone dented it" */
const about = phrase("( it|this|that is|was | it's|its|that's|thats ) about my|our|the !and|but|or{1,3} [,;:.–-]");
/** Words that add a person or an action. */
const detail = phrase(
  `( and|also|plus|but|because [,]? ){0,2}
  ( they|he|she|someone|somebody !is|are|want|wants|say|says|said|can|could|should|will|would|need|needs|quote|quoted|
    charge|charged|ask|asked _ | ( it was | it's | that was ) ( my|our|the|a|an|his|her|their|some _{0,2} )
    <person> | my|our|the|a|an|his|her|their _{0,2} <person> was|were|had|ran|drove|left|came|did|saw|fled|went|hit|
    *ed )`,
  {
    person: ({ base, text }: Token) => people.has(base) || people.has(text),
  },
);
const people = wordSet(`
  neighbour neighbor neighbours neighbors kid kids son sons daughter daughters child children boy boys girl girls
  teenager teenagers driver man men woman women guy dog cat wife husband friend friends cyclist tenant tenants
  landlord roommate flatmate stranger burglar burglars thief brother sister father mother dad mum mom uncle aunt
  cousin nephew niece colleague boss courier postman guest guests visitor visitors plumber builder builders worker
  workers
`);
/** Words about the card and not about what happened. */
const speaksOfCard = phrase(
  `wrong|right|correct|incorrect|change|changed|amount|date|day|place|address|claim|card|approve*|please|sure|know|
    remember | need|want to`,
);
const assertion = phrase(
  `( it|that|this ( was|is ) | it's|its|that's|thats | i meant|mean | it|that should be |
    but ) ( actually|really|about|in|on|just|rather ){0,2}`,
);
const longest = 600;
const maxWords = 4;
const ends = wordSet(`
  not but instead rather and or that which who was is were are so because when where while hit hits broke burst fell
  it this i we he she they no sorry please thanks for from with in on at by
`);

/**
 * The change of a description (`shown`) by a reply: "a van hit my Golf, not a bus" replaces it, "the mirror is broken
 * too" adds to it, "it was my motorbike, not a pipe" makes it unclear. Null without a change. `today` is YYYY-MM-DD.
 */
export function readStoryChange(said: string, shown: string, today: string): StoryChange | null {
  const text = withoutYes(said);
  const tokens = tokenize(text);
  const named = tokens.findIndex((_, index) => matchAt(newStory, tokens, index) >= 0);
  if (named >= 0) {
    const end = matchAt(newStory, tokens, named);
    const told = describeEvent(text.slice(tokens[end]?.start ?? text.length), today);
    if (told !== "") return { type: "told", text: told, denied: [], isMore: false };
  }
  const denied = deniedThings(tokens).filter((thing) => isAbout(thing.words, shown));
  const told = describeEvent(withThingNamed(withoutRanges(text, tokens, denied)), today);
  const isEvent = tellsEvent(told) && saysSomething(told);
  const words = denied.flatMap((thing) => thing.words);
  if (isEvent) {
    const isAnew = denied.length > 0 || matchAt(takesBack, tokens, 0) >= 0;
    if (isRepeated(told, shown)) return null;
    const all = isAnew ? withoutCorrection(told) : `${shown} ${told}`;
    return { type: "told", text: all.slice(0, longest), denied: words, isMore: !isAnew };
  }
  const [first] = denied;
  if (!first && (isDetail(text, tokens) || namesOtherParty(tokens, shown)) && told !== "" && !isRepeated(told, shown)) {
    return { type: "told", text: `${shown} ${withoutLead(told)}`.slice(0, longest), denied: [], isMore: true };
  }
  const thing = assertedThing(tokens, denied);
  const [before, after] = [conceptOf(shown), conceptOf(thing)];
  const isOther = before !== null && after !== null && before !== after;
  if (!first) return isOther && isNamedThing(thing) ? { type: "unclear", thing, denied: [] } : null;
  const swapped = thing === "" || isOther ? null : swap(shown, first.words, thing);
  if (swapped === null) return thing === "" || isOther ? { type: "unclear", thing, denied: words } : null;
  return { type: "told", text: swapped, denied: words, isMore: false };
}

const yesBefore = phrase("( yes|yep|yeah|yup|ok|okay|correct|right [,.!]? ){1,2} and|but|also|plus|only [,]?");
const withoutYes = (text: string): string => {
  const tokens = tokenize(text);
  return text.slice(tokens[Math.max(matchAt(yesBefore, tokens, 0), 0)]?.start ?? 0);
};
/** "the neighbour's wall is black too" */
const besides = phrase(
  `( and|but|also|plus [,]? ){0,2} my|our|the|his|her|their [^,.;!?#]{1,6} is|are|was|were|has|have|got|looks
      [^.;!?#]{0,5} too|also|well|now |
  ( and|but|also|plus [,]? ){0,2} my|our|the|his|her|their [^,.;!?#]{1,6} also|too is|are|was|were|has|have|got|looks`,
);

const otherParty = phrase("( and|also [,]? )? ( it was | it's | that was ) a|an _{1,4} [.!]{0,2} $");

/** Whether a reply names the other vehicle of a collision: "it was a red Toyota". */
const namesOtherParty = (tokens: Token[], shown: string): boolean => {
  const kind = matchAt(otherParty, tokens, 0) < 0 ? null : conceptOf(tokens.map(({ raw }) => raw).join(" "));
  return kind === "vehicle" && kind === conceptOf(shown) && !holds(speaksOfCard, tokens);
};

/** "And they used a key." -> "They used a key." */
function withoutLead(told: string): string {
  const tokens = tokenize(told);
  const at = Math.max(matchAt(lead, tokens, 0), 0);
  const rest = told.slice(tokens[at]?.start ?? 0);
  return upperFirst(rest);
}
const lead = phrase("( and|also|plus|but [,]? ){1,2}");

/** "it was my roommate's bike", "it belongs to my sister": whose it is. */
const ownership = phrase(
  `( and|but|also|actually|sorry|no|well [,]? ){0,3}
  ( ( it|that|this|they | the _ ) actually? ( was|is|were|are|wasn't|isn't ) | it's|its|that's|thats )
    actually|really|not{0,1}
    ( my|our|his|her|the|a _? <owner> | mine | ours | leased | rented | borrowed ) |
  ( and|but|also|actually|sorry|no|well [,]? ){0,3} ( it|that|this|they | the|my _ ) actually?
    belongs|belonged|belong to !me _`,
  {
    owner: ({ text }: Token) => {
      const owner = text.replace(/'?s$/, "").replace(/^roomat/, "roommat");
      return owner !== text && people.has(owner);
    },
  },
);

const isDetail = (text: string, tokens: Token[]): boolean =>
  (matchAt(detail, tokens, 0) >= 0 || matchAt(ownership, tokens, 0) >= 0 || matchAt(besides, tokens, 0) >= 0) &&
  !text.trim().endsWith("?") &&
  !holds(speaksOfCard, tokens);

/** "it's about my van, someone dented it" -> "someone dented my van" */
function withThingNamed(text: string): string {
  const tokens = tokenize(text);
  const found = findPhrase(about, tokens);
  if (!found) return text;
  const pronoun = tokens.findIndex((token, index) => index >= found.end && token.text === "it");
  const [start, end] = [tokens[found.start]?.start ?? 0, tokens[found.end]?.start ?? text.length];
  if (pronoun < 0) return text;
  const at = tokens.slice(found.start, found.end).findIndex((token) => token.text === "about") + found.start + 1;
  const thing = textOf(tokens.slice(at, found.end - 1));
  const [from, to] = [tokens[pronoun]?.start ?? end, tokens[pronoun]?.end ?? end];
  return `${text.slice(0, start)}${text.slice(end, from)}${thing}${text.slice(to)}`;
}

/** Whether a thing belongs to the claimant and tells the kind of claim: "my motorbike", but not "my neighbour". */
const isNamedThing = (thing: string): boolean => {
  const { vehicle, home } = readConcepts(thing);
  return /^(?:my|our)\b/i.test(thing) && Math.max(vehicle.score, home.score) >= 3;
};

/** Whether a description has all words of the text. */
function isRepeated(told: string, shown: string): boolean {
  const there = new Set(tokenize(shown).map(({ base }) => stemOf(base)));
  const words = tokenize(told).filter(({ kind, text }) => kind === "word" && text.length > 2 && !articles.has(text));
  return words.every(({ base }) => there.has(stemOf(base)));
}

const asked = wordSet("question questions thing stuff idea request");

interface Thing {
  words: string[];
  from: number;
  to: number;
}

/** The denied things ("not a pipe") with the tokens of their denial. */
function deniedThings(tokens: Token[]): Thing[] {
  const things: Thing[] = [];
  for (let index = 0; index < tokens.length; ) {
    const start = matchAt(agrees, tokens, index) >= 0 ? -1 : matchAt(denial, tokens, index);
    const noun = start < 0 ? [] : nounAt(tokens, start);
    // "forget the rental car question" is about what was asked.
    const words = noun.some(({ text }) => asked.has(text)) ? [] : noun;
    if (words.length > 0) things.push({ words: words.map(({ base }) => base), from: index, to: start + words.length });
    index = start < 0 ? index + 1 : Math.max(start + words.length, index + 1);
  }
  return things;
}

/** The thing that is right instead: "it was my motorbike", "but a tram", or the words right before ", not". */
function assertedThing(tokens: Token[], denied: Thing[]): string {
  for (const index of tokens.keys()) {
    const start = matchAt(assertion, tokens, index);
    if (start < 0 || denied.some(({ from, to }) => index >= from && index < to)) continue;
    const words = nounAt(tokens, start, true);
    if (words.length > 0) return textOf(words);
  }
  const [first] = denied;
  if (!first) return "";
  // "not the sink, the toilet"
  const after = tokens[first.to]?.text === "," ? nounAt(tokens, first.to + 1, true) : [];
  if (after.length > 0 && articles.has(after[0]?.text ?? "")) return textOf(after);
  let end = first.from;
  while (end > 0 && tokens[end - 1]?.kind !== "word") end--;
  let from = end;
  const isOpen = (token: Token | undefined) => token?.kind === "word" && !ends.has(token.text);
  while (from > 0 && end - from < maxWords && isOpen(tokens[from - 1]) && !endsBefore(takesBack, tokens, from)) from--;
  return textOf(tokens.slice(from, end));
}

const textOf = (words: Token[]): string => words.map(({ raw }) => raw).join(" ");

function nounAt(tokens: Token[], start: number, withArticle = false): Token[] {
  let from = start;
  if (!withArticle) while (articles.has(tokens[from]?.text ?? "")) from++;
  const words: Token[] = [];
  for (let index = from; words.length < maxWords; index++) {
    const token = tokens[index];
    if (token?.kind !== "word" || ends.has(token.text)) break;
    words.push(token);
  }
  return words.every(({ text }) => articles.has(text)) ? [] : words;
}

const clearKind = 2.5;

/** Whether a denied thing is a part of the description: by its words or by its concept. */
function isAbout(words: string[], shown: string): boolean {
  const there = new Set(tokenize(shown).map(({ base }) => stemOf(base)));
  if (words.some((word) => word.length > 2 && there.has(stemOf(word)))) return true;
  // "not Mill Lane" is a road and no vehicle.
  const { vehicle, home } = readConcepts(words.join(" "));
  const concept = conceptOf(words.join(" "));
  return Math.max(vehicle.score, home.score) >= clearKind && concept !== null && concept === conceptOf(shown);
}

const stemOf = (word: string): string => (word.length > 3 ? word.replace(/(?:es|s)$/, "") : word);

function conceptOf(text: string): Concept | null {
  const { vehicle, home } = readConcepts(text);
  if (vehicle.score === home.score) return null;
  return vehicle.score > home.score ? "vehicle" : "home";
}

/** The description with `thing` in the place of the denied one, or null when it does not have the denied words. */
function swap(shown: string, denied: string[], thing: string): string | null {
  const tokens = tokenize(shown);
  const at = tokens.findIndex((_, index) =>
    denied.every((word, step) => stemOf(tokens[index + step]?.base ?? "") === stemOf(word)),
  );
  // "the kitchen sink" may be "the sink" in the description.
  if (at < 0) return denied.length > 1 ? swap(shown, denied.slice(1), thing) : null;
  const hasArticle = articles.has(tokens[at - 1]?.text ?? "");
  const isBare = !articles.has(tokenize(thing)[0]?.text ?? "");
  const start = tokens[hasArticle && !isBare ? at - 1 : at]?.start ?? 0;
  const end = tokens[at + denied.length - 1]?.end ?? shown.length;
  return upperFirst(`${shown.slice(0, start)}${thing}${shown.slice(end)}`);
}

function withoutRanges(text: string, tokens: Token[], things: Thing[]): string {
  let rest = "";
  let from = 0;
  for (const thing of things) {
    rest += `${text.slice(from, tokens[thing.from]?.start)} `;
    from = tokens[thing.to - 1]?.end ?? from;
  }
  return rest + text.slice(from);
}

/** Whether a text names a thing and not only an event. */
function saysSomething(text: string): boolean {
  const { vehicle, home } = readConcepts(text);
  return vehicle.score + home.score > 0 || tokenize(text).filter(({ kind }) => kind === "word").length >= 4;
}

/** The text without the words that correct: "No, sorry, a van hit it" -> "A van hit it". */
function withoutCorrection(told: string): string {
  const tokens = tokenize(told);
  let at = 0;
  for (let end = matchAt(takesBack, tokens, at); end > at; end = matchAt(takesBack, tokens, at)) at = end;
  const rest = told.slice(tokens[at]?.start ?? 0);
  return upperFirst(rest);
}
