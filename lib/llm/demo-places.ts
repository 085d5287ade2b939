import { readConcepts } from "./demo-vocabulary";

const placeNouns = new Set(
  "street road avenue lane drive boulevard highway motorway freeway autobahn interstate junction intersection crossroads crossing roundabout exit bridge tunnel car-park carpark park parking lot driveway carport underground supermarket mall store shop market station airport school university hospital office work restaurant hotel gym church cinema stadium beach forest village town city centre center downtown suburb square corner kerb curb sidewalk pavement farm field campus harbour harbor port ferry border toll drive-through drive-thru carwash petrol gas kitchen bathroom bedroom lounge room hallway corridor basement cellar attic loft balcony garden yard backyard terrace patio complex shed stairwell staircase entrance lobby flat apartment house home building garage nursery study laundry utility walmart tesco aldi lidl ikea costco target".split(
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

/** Where it happened, in the person's words ("in the kitchen", "on the A4"), or null. */
export function readPlace(text: string): string | null {
  const spoken = /\b(?:(?:place|location)\s*(?:is|was|should be|to|:|=)|where\s*[:=])\s*([^\n.;!?]{2,80})/i.exec(
    text,
  )?.[1];
  if (spoken) return spoken.trim();
  const pattern =
    /\b(in ?front of|next to|close to|in|on|at|near|outside|behind|opposite|inside)\s+(?=([^,.;!?\n()$]+))/giu;
  for (const [, preposition = "", rest = ""] of text.matchAll(pattern)) {
    const place = nounPhrase(rest);
    if (place && !/^(?:the |a |my )?garage$/i.test(place))
      return `${preposition.toLowerCase().replace("infront", "in front")} ${place}`;
  }
  const { vehicle, home } = readConcepts(text);
  if (vehicle.score >= home.score) return null;
  const inRoom = room.exec(text)?.[1];
  const own = ownHome.exec(text)?.[0];
  return inRoom ? `in the ${inRoom.toLowerCase()}` : own ? `in ${own.toLowerCase()}` : null;
}

/** The words up to the last one that names a place, or null when none does. */
function nounPhrase(rest: string): string | null {
  const words = rest.trim().split(/\s+/).slice(0, 9);
  let last = -1;
  for (const [index, word] of words.entries()) {
    if (ends.test(word) || (index === 0 && /^(?:via|or|through|front|of)$/i.test(word))) break;
    // "of" carries on: "the car park of the mall".
    const plain = word.replace(/['’]s?$/, "").replace(/[-–—"]+$/, "");
    if (plain === "" || /^[-–—]/.test(word)) break;
    const isProper = /^\p{Lu}[\p{L}'’-]+$/u.test(plain) && !notProper.test(plain);
    const isRoad = road.test(plain) || (index > 0 && /^\d{1,4}$/.test(plain) && road.test(words[index - 1] ?? ""));
    if (isProper || isRoad || placeNouns.has(plain.toLowerCase())) last = index;
    // "the supermarket car park": one other word may stand between.
    else if (last >= 0 && index > last + 1 && !/^(?:of|the|my|our|a|an)$/i.test(words[index - 1] ?? "")) break;
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
