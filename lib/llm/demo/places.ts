import { readConcepts } from "./vocabulary";

const placeNouns = new Set(
  "street st road rd avenue ave lane ln drive boulevard blvd plaza highway hwy motorway freeway autobahn interstate junction intersection crossroads crossing roundabout exit bridge tunnel car-park carpark park parking lot driveway carport underground supermarket mall store shop market station airport school university hospital office work restaurant hotel gym church cinema stadium beach forest village town city hall centre center downtown suburb square corner kerb curb sidewalk pavement farm field campus harbour harbor port ferry border toll drive-through drive-thru carwash petrol gas kitchen bathroom bedroom lounge room hallway corridor basement cellar attic loft balcony garden yard backyard terrace patio complex shed stairwell staircase entrance lobby condo cottage studio bungalow cabin dorm pantry foyer lot flat apartment house home building garage nursery study laundry utility walmart tesco aldi lidl ikea costco target".split(
    " ",
  ),
);
const notProper =
  /^(?:I|I'm|I'd|It|The|My|A|An|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Christmas|Easter|Halloween|Thanksgiving|USD|TV|BMW|Audi|VW|Volkswagen|Golf|Polo|Mercedes|Toyota|Honda|Ford|Fiat|Opel|Tesla|Volvo|Kia|Mazda|Nissan|Peugeot|Renault|Skoda|Seat|Porsche|Corolla|Civic|Passat|Hyundai|Garage|Repair|Damage|Estimate|Cost)$/;
const road = /^(?:[A-Z]{1,2}-?\d{1,4}|I-\d{1,3}|Route|Highway|Hwy|Rte|Interstate|Exit)$/;
const ends =
  /^(?:this|last|yesterday|today|tonight|and|but|when|while|because|so|was|were|is|are|got|has|have|had|hit|he|she|it|they|we|i|who|which|that|with|without|for|by|after|before|around|about|at|on|from|to|as|then|there|now|then|damage|ruined|broke|burst|cracked)$/i;
const room =
  /\b(kitchen|bathroom|living room|dining room|bedroom|hallway|basement|cellar|attic|loft|utility room|guest room|laundry room)\b/i;
const ownHome = /\b(?:my|our)\s(?:\p{L}+\s)?(?:flat|apartment|house|home|condo|studio)\b/iu;

const streetName =
  /(?<!\b(?:not|n't) (?:on |in |at )?)(?<![\p{L}'])(?:\p{Lu}[\p{L}'’-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Plaza|Highway)\b(?:\s\d{1,4}\b)?/u;
const lowerStreet =
  /^(?!(?:the|a|an|my|our|his|her|their|this|that|some)\s)(?:[\p{Ll}'’-]+\s){1,2}(?:street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|square|plaza)$/u;
const denied = /(?:n['’]t|\b(?:not|isnt|wasnt|didnt|never|instead of|rather than))\s*$/i;
const noPlace =
  /^(?:wrong|not\b(?! far)|incorrect|different|missing|fine|ok|okay|right|correct|unknown|good|off|changed|false)\b/i;

/** Where it happened, in the person's words ("the kitchen", "the A4", "near the school"), or null. */
export function readPlace(text: string): string | null {
  const spoken = /\b(?:(?:place|location)\s*(?:is|was|should be|to|:|=)|where\s*[:=])\s*([^\n.;!?]{2,80})/i
    .exec(text)?.[1]
    ?.trim();
  if (spoken && !noPlace.test(spoken)) return tidyPlace(spoken);
  const pattern =
    /\b(in ?front of|next to|close to|in|on|at|near|outside|behind|opposite|inside)\s+(?=([^,.;!?\n()$]+))/giu;
  for (const { index, 1: preposition = "", 2: rest = "" } of text.matchAll(pattern)) {
    const place = nounPhrase(rest);
    const before = text.slice(0, index);
    if (place && !denied.test(before) && !isWorkshop(place, before)) return tidyPlace(`${preposition} ${place}`);
  }
  const street = streetName.exec(text)?.[0];
  if (street) return street;
  const { vehicle, home } = readConcepts(text);
  if (vehicle.score >= home.score) return null;
  const inRoom = room.exec(text)?.[1];
  const own = ownHome.exec(text)?.[0];
  return inRoom ? `the ${inRoom.toLowerCase()}` : own ? own.toLowerCase() : null;
}

/** "the garage" repairs cars, unless something happened there. */
const isWorkshop = (place: string, before: string): boolean =>
  /^(?:the |a )?garage$/i.test(place) &&
  !/\b(?:happened|occurred|parked|stood|started|broke out|parking)\s(?:\p{L}+\s)?$/iu.test(before);

/** "on Mill Road" is Mill Road, "in the kitchen" the kitchen; "near the school" and "at home" stay as they are. */
export function tidyPlace(place: string): string {
  const words = place
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^(?:(?:well|somewhere|probably|maybe|i think)[\s,]+)+/i, "")
    .replace(/^(?:it|that|this|the (?:street|place|address|location)) (?:was|is|happened) /i, "");
  const [, preposition = "", inner = words] = /^(in|on|at|inside)\s(?!front of)(.+)$/i.exec(words) ?? [];
  if (preposition && /^\p{Ll}+(?:$|,)/u.test(inner)) return `${preposition.toLowerCase()} ${inner}`;
  if (lowerStreet.test(inner)) return inner.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
  return inner
    .replace(/^in ?front of\b/i, "in front of")
    .replace(/^(?:Near|Next|Close|Outside|Behind|Opposite|The|My|Our)\b/, (word) => word.toLowerCase());
}

const isProper = (word: string): boolean => /^\p{Lu}[\p{L}'’-]+$/u.test(word) && !notProper.test(word);
const isCornerStreet = (word: string): boolean => isProper(word) || /^\d{1,3}(?:st|nd|rd|th)$/.test(word);

/** The words up to the last one that names a place, or null when none does. */
function nounPhrase(rest: string): string | null {
  const words = rest.trim().split(/\s+/).slice(0, 9);
  let last = -1;
  for (const [index, word] of words.entries()) {
    // "Fifth and Pine": a corner.
    if (/^(?:and|&)$/i.test(word) && [words[index - 1], words[index + 1]].every((side) => isCornerStreet(side ?? ""))) {
      last = index + 1;
      continue;
    }
    if (
      ends.test(word) ||
      (last < 0 && /^in$/i.test(word)) ||
      (index === 0 && /^(?:via|or|through|front|of)$/i.test(word))
    )
      break;
    // "of" carries on: "the car park of the mall".
    const plain = word.replace(/['’]s?$/, "").replace(/[-–—"]+$/, "");
    if (plain === "" || /^[-–—]/.test(word)) break;
    const isRoad = road.test(plain) || (index > 0 && /^\d{1,4}$/.test(plain) && road.test(words[index - 1] ?? ""));
    if (isProper(plain) || isRoad || placeNouns.has(plain.toLowerCase())) last = index;
    // "the supermarket car park": one other word may stand between.
    else if (
      last >= 0 &&
      index > last + 1 &&
      !/^(?:of|the|my|our|a|an|behind|near|opposite|outside|in|at|by)$/i.test(words[index - 1] ?? "")
    )
      break;
  }
  if (last < 0) return null;
  const place = words
    .slice(0, last + 1)
    .join(" ")
    .replace(/[-–—"']+$/, "");
  return place.length >= 2 && !/^(?:the |a |my )?(?:front|back|left|right|side|roof|floor|wall|car|way)$/i.test(place)
    ? place
    : null;
}
