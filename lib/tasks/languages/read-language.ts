import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { weights } from "@/lib/reading/words/vocabulary";
import { wordSet } from "../replies/words";
import { type ForeignLanguage, foreignLanguages } from "./foreign-languages";
import { type LanguageCode, languageName } from "./languages";

// Own lists of words instead of a library, because a claimant who writes English must never be refused. Measured on 59
// short English messages with names and typing errors, and 45 in 20 other languages: tinyld took 33 of the English ones
// for another language, franc 46, eld (small, reliable results only) 11. These lists took none and knew all the others.

const wordLists = foreignLanguages.map((language) => ({
  language,
  clear: wordSet(language.words ?? ""),
  small: wordSet(language.small ?? ""),
}));
const english = wordSet(
  `i i'm i've my me we our you your he she it its it's they them the a an and or but is are was were be been has have
  had do does did not no yes of to in on at by for from with about into out up down after before when while what how
  who where why can could will would should please there here this that one two some someone somebody yesterday today
  last ago hello hi thanks thank help insurance claim because so then also too very got get cost costs repair total
  says need want`,
);
/** Words that are English, or names, in some other language's list. */
const shared = wordSet("a auto no me in on so an is has was am son he die war man den fast hat piano");

/** The language that the text is in when that is clearly none of `spoken`; undefined for English, names and doubt. */
export function readForeignLanguage(
  text: string,
  spoken: readonly string[],
): { code: LanguageCode; name: string; line: string } | undefined {
  const tokens = tokenize(text).filter(({ kind }) => kind === "word");
  const found = byLetters(tokens) ?? byWords(tokens);
  if (!found || spoken.includes(found.code)) return undefined;
  return { code: found.code, name: languageName(found.code), line: found.line };
}

/** Most of the letters are of that script. */
function byLetters(tokens: Token[]): ForeignLanguage | undefined {
  const all = tokens.map(({ text }) => text).join("");
  const isLatin = [...all.matchAll(/\p{Script=Latin}/gu)].length * 2 > all.length;
  return isLatin ? undefined : foreignLanguages.find(({ letters }) => letters?.test(all));
}

function byWords(tokens: Token[]): ForeignLanguage | undefined {
  const said = [...new Set(tokens.map(({ text }) => text))];
  const isEnglish = (word: string) => english.has(word) || (weights.has(word) && !shared.has(word));
  const scored = wordLists
    .map(({ language, clear, small }) => {
      const isClear = (word: string) => clear.has(word) && !shared.has(word);
      const clearWords = said.filter(isClear);
      const smallWords = said.filter((word) => !isClear(word) && (small.has(word) || clear.has(word)));
      const ours = said.filter((word) => isEnglish(word) && !isClear(word) && !small.has(word));
      return { language, clear: clearWords.length, all: clearWords.length + smallWords.length, ours: ours.length };
    })
    .sort((left, right) => right.clear * 2 + right.all - left.clear * 2 - left.all);
  const [best] = scored;
  if (!best || best.clear === 0) return undefined;
  // A single word is enough when it is long and the whole message ("Bonjour"); beside English words two are needed.
  const isAlone = said.length === 1 && (said[0]?.length ?? 0) >= 6;
  const isEnough = isAlone || (best.all >= 2 && (best.ours === 0 || best.clear >= 2));
  return isEnough && best.all > best.ours * 2 && best.all * 4 >= said.length ? best.language : undefined;
}
