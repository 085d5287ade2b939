import type { CutPassage } from "../lib/documents/schema";
import { readClauses } from "../lib/search/evaluation/evaluate";

/** Words that insurers write for the same thing: terms of many policies differ in them. */
const alternatives: readonly (readonly string[])[] = [
  ["vehicle", "car", "motorcycle", "van", "caravan", "trailer", "camper", "truck", "scooter", "boat"],
  ["home", "flat", "house", "cottage", "apartment", "bungalow", "cabin", "farmhouse"],
  ["damage", "loss", "breakage", "destruction", "harm"],
  ["theft", "burglary", "robbery", "pilferage"],
  ["water", "rain", "sewage", "snow", "meltwater", "groundwater"],
  ["driver", "rider", "policyholder", "tenant", "owner", "guest", "lodger"],
  ["repair", "replacement", "restoration", "rebuilding", "cleaning"],
  ["deductible", "excess", "contribution"],
];
const places = ["garage", "cellar", "garden", "roof", "balcony", "attic", "workshop", "hotel", "harbour", "campsite"];
const causes = ["frost", "subsidence", "landslide", "rodents", "mould", "smoke", "collapse", "corrosion", "avalanche"];
const things = ["carpets", "jewellery", "instruments", "solar panels", "fences", "tools", "furniture", "paintings"];

/** A generator of random numbers from 0 to 1; the same seed gives the same numbers. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Passages like those of many insurers' terms, the same for a seed: one to six clauses of the evaluation each, with
 * other amounts, other words for the same thing, and a sentence of its own. About 360 characters on average.
 */
export function makePassages(count: number, seed = 15): CutPassage[] {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const clauses = readClauses();
  const vary = (text: string) =>
    text
      .replace(/\d[\d,]*/g, (number) => String(Math.ceil(Number(number.replaceAll(",", "")) * (0.5 + random()))))
      .replace(/[a-z]+/g, (word) => {
        const group = alternatives.find((words) => words.includes(word));
        return group && random() < 0.5 ? pick(group) : word;
      });
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor(random() * clauses.length);
    // Clauses beside each other are about the same; a passage has one subject.
    const texts = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, offset) => {
      const { text } = clauses[(first + offset * (1 + Math.floor(random() * 3))) % clauses.length] as { text: string };
      return vary(text);
    });
    const own = `Annex ${index + 1}: ${pick(things)} in the ${pick(places)}, ${pick(causes)}.`;
    texts.splice(Math.floor(random() * (texts.length + 1)), 0, own);
    return {
      heading: `Terms ${(index % 400) + 1} > ${pick(causes)} and ${pick(things)}`,
      text: texts.join(" "),
      page: null,
    };
  });
}
