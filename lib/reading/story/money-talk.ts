import { wordList, wordSet } from "../words/word-list";

/** Words about money that say nothing about what happened. */
const aboutMoney = wordSet(`
  about around roughly approx approximately circa ca maybe perhaps probably possibly nearly almost exactly precisely
  only just like least most up max min cost costs costing price prices priced quote quotes quoted quoting quotation
  estimate estimates estimated estimating bill bills billed invoice invoices invoiced total totals totaling amount
  amounts sum pay paid charge charges charged charging owe value worth budget usd dollar dollars dolar dolars dollor
  buck bucks euro euros cents say says said saying reckon reckons reckoned guess guessing think want wants wanted ask
  asks asked takes took come comes came set sets make makes repair repairs fix fixing replace replacing replacement
  repaint redo mend to for of is are was were be been being it it's its that that's thats which this these i'd i'm
  would will should could may between altogether together overall all whole in a an the my his her our their he she
  they we i me us and or so plus minus per each apiece ish odd give take least garage mechanic mechanics bodyshop
  workshop dealer dealership plumber contractor electrician handyman roofer glazier carpenter painter plasterer
  decorator cleaner builder mason tiler locksmith adjuster garage's mechanic's plumber's contractor's dealer's
  roofer's shop's incl including tax vat net gross cash extra now at by my mine according put need needs needed either
  asking charging wanting quoting it'll that'll they'll it'd
`);
/** Words that are about money only among other such words: "2 hours at 55 plus 70 parts". */
const besideMoney = wordSet(`
  damage damages repair claim claiming everything parts part labor labour material materials hour hours hrs shop body
  guy man firm company insurance deductible excess premium limit new please thanks thank you pls thx hi hello sorry
  typo oops whoops no not wait yes yeah ok okay actually correction mean meant instead from over under more less than
  another add adding forgot also again first then later final bit figure number wrong right correct read misread exact
  with without up down on top final revised updated change changed can you if too as well good total's there there's
  here much how what still sure idea know don't dont dunno yet tell do does have any told you rent salary mortgage tow
  towing
`);

const oftenMisspelt = wordList(
  "about around garage wants costs quote quoted quotes estimate mechanic repair invoice dollars needs",
);

/** Misspellings of a word: two letters swapped, or (of a long word) one letter missing. */
const misspellingsOf = (word: string): string[] =>
  [...word].flatMap((_, at) => {
    const swapped = `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
    const shorter = `${word.slice(0, at)}${word.slice(at + 1)}`;
    return [...(at + 1 < word.length ? [swapped] : []), ...(at > 0 && word.length >= 6 ? [shorter] : [])];
  });
const misspelt = new Set(["abt", "bout", "arround", "sez", "sed", "dolars", ...oftenMisspelt.flatMap(misspellingsOf)]);

/** Whether a word beside an amount belongs to it: "the garage says it costs". */
export const isAboutMoney = (word: string): boolean => aboutMoney.has(word) || misspelt.has(word);

/** Whether a word says nothing in a clause that names or corrects an amount. */
export const isMoneyTalk = (word: string): boolean => isAboutMoney(word) || besideMoney.has(word);

const saying = wordSet(`
  says said say sez sed wnats wants want wanted asks asked quotes quoted quote charges charged reckons estimates
  estimated estimate takes estimate's mentioned told bill invoice asking wanting charging quoting
`);
/** Whether a word tells of a price that a person or a firm named. */
export const namesPrice = (word: string): boolean => saying.has(word);
