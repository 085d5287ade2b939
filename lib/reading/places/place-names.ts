import { matchAt } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { monthNames } from "../dates/calendar";
import { holidayLength } from "../dates/holidays";
import { placeNouns } from "../words/place-nouns";
import { correctSpelling } from "../words/spelling";
import { weights } from "../words/vocabulary";
import { oneOf, phraseWords } from "../words/word-list";
import { trimEnd } from "../words/words";
import { town } from "./towns";

/** Words that have a capital letter and name no place. */
const notProper = oneOf(
  `I|I'm|I'd|It|The|My|A|An|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun|
    January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|
    Aug|Sept?|Oct|Nov|Dec|Christmas|Easter|Halloween|Thanksgiving|English|Spanish|German|French|Italian|Portuguese|
    Dutch|Polish|Turkish|Russian|USD|TV|BMW|Audi|VW|Volkswagen|Golf|Polo|Mercedes|Toyota|Honda|Ford|Fiat|Opel|Tesla|
    Volvo|Kia|Mazda|Nissan|Peugeot|Renault|Skoda|Seat|Porsche|Corolla|Civic|Passat|Hyundai|Garage|Repair|Damage|
    Estimate|Cost`,
);
const road = /^(?:[A-Z]{1,2}-?\d{1,4}|[iI]-\d{1,3}|Route|Highway|Hwy|Rte|Interstate|Exit)$/;
/** Words that end the name of a place. */
const ends = oneOf(
  `this|last|yesterday|today|tonight|and|but|when|while|because|so|was|were|is|are|got|has|have|had|hit|he|she|it|
    they|we|i|who|which|that|with|without|for|by|after|before|around|about|at|on|from|to|as|then|there|now|then|
    damage|ruined|broke|burst|cracked`,
  "i",
);
/** Whether a word may be a name by its letters: "Elm", "Saint-Denis". */
export const isProper = (word: string): boolean =>
  /^\p{Lu}[\p{L}'’.-]+$/u.test(word) &&
  !notProper.test(word) &&
  (placeNouns.has(word.toLowerCase()) || weights.get(word.toLowerCase())?.concept !== "vehicle");
/** Whether a word is the number of a house: "12", "221B", "12-14". */
export const isHouseNumber = (word: string): boolean => /^\d{1,5}(?:[a-zA-Z]|-\d{1,5})?$/.test(word);
const streetEnds = phraseWords(
  String.raw`str|str\.|strasse|straße|weg|platz|allee|gasse|ring|damm|ufer|gade|vej|gatan|vägen|straat|laan|
    plein|kade`,
);
const streetName = new RegExp(String.raw`^\p{Lu}\p{L}*(?:${streetEnds.join("|")})$`, "u");
/** Whether a word is the name of a street, which a number follows: "Hafenstrasse", "Kerkstraat". */
export const isStreetName = (word: string): boolean => streetName.test(word);
const streetBeginning = oneOf(
  String.raw`rue|[Vv]ia|[Vv]iale|[Cc]alle|[Aa]venida|[Rr]ua|[Pp]iazza|[Cc]orso|[Uu]l\.|[Uu]lica|[Ss]trada|[Aa]venue|
    [Bb]oulevard|[Pp]laza`,
);
/** Whether a word starts the name of a street: "rue de Rivoli", "Via Roma", "Calle Mayor". */
export const beginsStreet = (word: string): boolean => streetBeginning.test(word);
const isCornerStreet = (word: string): boolean => isProper(word) || /^\d{1,3}(?:st|nd|rd|th)$/.test(word);
/** Words that a number follows: "exit 12", "junction 10", "apt 4B", "km 88". */
const numbered =
  /^(?:exit|junction|jct|apt|unit|suite|flat|apartment|room|km|mile|marker|gate|platform|bay|level)\.?$/i;
const maxWords = 9;

/** Sides and parts of things are not places: "the roof of my house" is what was damaged. */
const sides = "front|back|left|right|side|roof|floor|wall|car|way";
const parts = "roof|hood|bonnet|trunk|ceiling|walls?|doors?|windows?|windshield|windscreen";
const notPlace = new RegExp(`^(?:the |a |my )?(?:(?:${sides})$|(?:${parts}) of )`, "i");

const weekdays = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?";
const dayName = oneOf(`${weekdays}|${monthNames}|yesterday|today|tomorrow|tonight`, "i");
const ordinal = /^\d{1,2}(?:st|nd|rd|th)$/;

const otherFeast = /^(?:hanukkah|diwali|ramadan|eid|passover|canada day)\b/i;
const isHoliday = (words: string): boolean => holidayLength(words) > 0 || otherFeast.test(words);

/** Whether the words start with a day ("on Nov 12 near Boise", "on Black Friday") and not with the name of a street. */
function startsWithDay(words: string[]): boolean {
  const [first = "", second = "", third = ""] = words
    .slice(/^(?:the|last|early|late)$/i.test(words[0] ?? "") ? 1 : 0)
    .map((word) => trimEnd(word, ",.:;"));
  const isStreet = (word: string) => placeNouns.has(word.toLowerCase()) || isProper(word);
  if (ordinal.test(first)) return !isStreet(second) && !/^(?:and|&|floor)$/i.test(second);
  if (isHoliday(`${first} ${second} ${third}`)) return true;
  if (!dayName.test(first)) return false;
  return /^\d/.test(second) || !placeNouns.has(second.toLowerCase());
}

const isLastOwner = (words: string[], index: number): boolean =>
  index === words.length - 1 &&
  /['’]s$/.test(words[index] ?? "") &&
  /^(?:my|our|the|his|her|their|a)$/i.test(words[0] ?? "");

/** The words up to the last one that names a place, or null without one. */
export function nounPhrase(rest: string): string | null {
  const words = rest.trim().split(/\s+/).slice(0, maxWords);
  if (startsWithDay(words)) return null;
  let last = -1;
  for (let index = 0; index < words.length && !endsPlace(words, index, last); index++) {
    const townWords = townLength(words, index);
    if (townWords > 0) {
      last = index + townWords - 1;
      index = last;
    } else if (isNextPart(words, index)) last = index + 1;
    else if (namesPlace(words, index)) last = index;
    // "the supermarket car park": one other word may stand between.
    else if (last >= 0 && index > last + 1 && !isConnector(words[index - 1] ?? "")) break;
  }
  if (last < 0) return null;
  const place = trimEnd(words.slice(0, last + 1).join(" "), "-–—\"'");
  return place.length >= 2 && !notPlace.test(place) ? place : null;
}

/** The word without a possessive ending and dashes. */
const plainWord = (word: string): string => trimEnd(word.replace(/['’]s?$/, ""), '-–—"');

/** Whether the place ends before this word. `last` is the last word of the place so far, or -1. */
function endsPlace(words: string[], index: number, last: number): boolean {
  const word = words[index] ?? "";
  // "on 11/12/2026 near Austin": a day is not a place.
  if (/^\d{1,4}[/.-]\d/.test(word)) return true;
  if (isNextPart(words, index)) return false;
  if (ends.test(word) || (last < 0 && /^in$/i.test(word))) return true;
  if (index === 0 && /^(?:via|or|through|front|of)$/i.test(word) && !isProper(words[1] ?? "")) return true;
  return plainWord(word) === "" || /^[-–—]/.test(word);
}

/** Whether the next word belongs to the place: "Fifth and Pine" is a corner, "drive through" a restaurant. */
function isNextPart(words: string[], index: number): boolean {
  const [before = "", word = "", after = ""] = [words[index - 1], words[index], words[index + 1]];
  if (/^(?:and|&)$/i.test(word) && isCornerStreet(before) && isCornerStreet(after)) return true;
  return /^drive$/i.test(word) && /^(?:thru|through)$/i.test(after);
}

function namesPlace(words: string[], index: number): boolean {
  const plain = plainWord(words[index] ?? "");
  const before = words[index - 1] ?? "";
  const isRoad = road.test(plain) || (index > 0 && /^\d{1,4}$/.test(plain) && road.test(before));
  const takesNumber = isStreetName(before) || numbered.test(before) || beginsStreet(words[0] ?? "");
  const isNumber = isHouseNumber(plain) && index > 0 && takesNumber;
  // "at my sister's place", "at my brother's"
  const isOwners = /^place$/i.test(plain) ? /['’]s?$/.test(before) : index > 0 && isLastOwner(words, index);
  return isProper(plain) || isRoad || isNumber || isOwners || placeNouns.has(correctSpelling(plain.toLowerCase()));
}

/** How many words the name of a town has that starts here ("new york"), or 0. */
function townLength(words: string[], index: number): number {
  const ahead = words.slice(index, index + longestTown).map(plainWord);
  const tokens = tokenize(ahead.join(" "));
  const end = matchAt(town, tokens, 0);
  return end < 0 ? 0 : Math.min(tokenize(ahead.join(" ").slice(0, tokens[end - 1]?.end)).length, ahead.length);
}
const longestTown = 3;

const isConnector = (word: string): boolean =>
  /^(?:of|the|my|our|a|an|behind|near|opposite|outside|in|at|by)$/i.test(word);
