import { findPhrase, holds, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { damagedThings, readConcepts, tellsEvent } from "./concepts";

/**
 * A matter that is neither a vehicle nor a home. `name` is a plural with a capital letter; `words` are from the text.
 */
interface OutsideMatter {
  name: string;
  words: string;
}

/** Words for pets, as a part of a phrase. */
export const pets = `dog|dogs|puppy|cat|cats|kitten|horse|pony|hamster|rabbit|parrot|bird|pet|pets|tortoise|goldfish|
  ferret|dog's|cat's|horse's`;
const luggage =
  "phone|iphone|smartphone|luggage|suitcase|baggage|bag|backpack|passport|wallet|purse|camera|laptop|handbag";
const away = `abroad|overseas|holiday|holidays|vacation|trip|travelling|traveling|airport|airline|flight|plane|hotel|
  hostel|train|beach|spain|italy|france|thailand|mexico|greece|portugal|turkey|bali`;

const inPublic = `bus|tram|metro|subway|tube|train|station|taxi|street|park|cafe|café|coffee|restaurant|bar|pub|club|
  disco|gym|pool|school|university|office|work|library|shop|store|supermarket|mall|market|cinema|concert|festival|
  pocket|sauna|playground`;
const carried = `${luggage}|watch|tablet|ipad|headphones|earphones|airpods|glasses|umbrella|jacket|coat|keys|rucksack|
  necklace|ring|kindle|airpods`;

const matters: { name: string; said: Phrase }[] = [
  {
    name: "Pets",
    said: phrase(
      `vet|vets|vet's|veterinar* bill|bills|costs|fee|fees|says|said|wants|quote|visit|charges|charged|surgery|
          clinic? |
      ${pets} !my|car|house{0,3} needs|need|needed|requires|required|had|having|has|got _{0,3}
        surgery|operation|treatment|medicine|medication|vet|chemo|xray|cancer|arthritis|vaccination|teeth|stitches |
      ${pets} is|was|got|are|were|became|has|had|fell|been{1,2} badly|very|really|seriously|suddenly?
        sick|ill|hurt|injured|bitten|poisoned|pregnant|limping|dying|dead|unwell|run |
      ${pets} was|got hit|run by|over |
      ${pets} just|has|is|was{0,2} died|dies|vanished|limps|escaped|disappeared|missing|gone |
        ${pets} ran|flew|run|flown|got away |
      ${pets} just? broke|breaks|hurt|injured|tore|cut|lost its|his|her _{0,2} |
      ${pets} ate|swallowed _{0,3} chocolate|poison|sock|toy|bone|grapes|rat |
        vaccination|surgery for|of my|our ${pets} |
      operation|surgery|treatment for|on my|our|the ${pets} | sick|ill|injured ${pets}`,
    ),
  },
  {
    name: "Journeys and lost luggage",
    said: phrase(
      `flight|flights|trip|travel|travels|journey|tour|ferry|holiday|vacation|cruise|hotel|train
          was|is|got|has|been{0,2} cancelled|canceled|delayed|missed|overbooked |
      cancel|cancelled|canceled|missed my|our|the flight|flights|trip|holiday|vacation|cruise|train|connection |
      airline|airport _{0,4} lost|damaged|broke|delayed my|our? ${luggage} |
      lost|stolen|stole|robbed|damaged|dropped|broke|broken my|our|the? ${luggage} [^.;#]{0,8} ${away} |
      my|our ${luggage} [^.;#]{0,6} lost|stolen|disappeared|vanished|gone|damaged|delayed [^.;#]{0,6} ${away} |
      stolen|lost|robbed|taken|disappeared [^.;#]{0,6} hotel|hostel|airport|plane|airbnb|cruise|beach |
        lost my|our ${luggage} | my|our ${luggage} was|is|got lost | lost luggage|baggage | travel insurance`,
    ),
  },
  {
    name: "Things that are lost or stolen away from home",
    said: phrase(
      `my|our _{0,1} ${carried} [^.;#]!car|flat|house|home|apartment{0,4} stolen|snatched|taken|grabbed|robbed|
          pickpocketed|lost|missing|gone|disappeared|dropped
        [^.;#]!my|our|flat|house|home|apartment|garage|cellar{0,4} ${inPublic} |
      stole|snatched|took|grabbed|lost|dropped|left|forgot my|our _{0,1} ${carried}
        [^.;#]!my|our|flat|house|home|apartment|garage|cellar|car{0,4} ${inPublic} |
      pickpocket|pickpocketed|pickpockets|mugged`,
    ),
  },
  {
    name: "Damage and injuries by animals",
    said: phrase(`${pets} !was|got|is{0,1} bit|bites|bitten|attacked|attacks|mauled`),
  },
  {
    name: "Lawsuits and legal costs",
    said: phrase(
      `lawsuit|lawsuits|sued|suing|sues|litigation|subpoena | going|go|taking|takes|take to|me|us{1,2} to? court |
      lawyer|lawyer's|attorney|attorney's|solicitor|legal fee|fees|bill|bills|costs|cost|wants|charges |
      divorce|custody|inheritance`,
    ),
  },
  {
    name: "Health and medical costs",
    said: phrase(
      `dentist|dentist's|dental|orthodontist | root canal | hearing aid|aids |
          doctor's|hospital|medical|pharmacy bill|bills|costs|fees |
      i|my|wife|husband|son|daughter|mother|father{1,2} needs|need|had|has|have a|an|knee|hip|eye|back|heart{0,2}
        surgery|operation |
      my|new glasses|spectacles|contact|prescription lenses? broke|broken|lost | health|life|disability insurance |
      funeral | i|we am|are|got|was sick|ill | tooth|teeth hurts|hurt|broke|fell|crown|implant`,
    ),
  },
  {
    name: "Money that was stolen or lost",
    said: phrase(
      `credit|debit|bank card|account was|got|has|been{0,3} hacked|stolen|skimmed|cloned|misused|charged|emptied|lost |
      scammed|scammer|scammers|phishing|defrauded | bitcoin|crypto wallet? | lost my|our? job|income|savings|deposit`,
    ),
  },
  {
    name: "Boats and aircraft",
    said: phrase(
      `my|our|the sailing|motor|fishing|rubber|small|new|old? boat|boat's|yacht|sailboat|dinghy|jetski|kayak|canoe|
        drone|drone's|aeroplane|airplane|helicopter|glider | jet ski`,
    ),
  },
];

/** Matters that a word for a vehicle or a home does not change: "hit by a car, vet bill", "stolen in a hotel room". */
const surelyOutside = new Set([
  "Pets",
  "Damage and injuries by animals",
  "Journeys and lost luggage",
  "Things that are lost or stolen away from home",
  "Lawsuits and legal costs",
]);
/** The score of a clearly damaged vehicle or home. */
const clearScore = 3;

/**
 * The matter of a text that is neither a vehicle nor a home, or undefined. A text about a damaged car or home has
 * none: a dog that scratched a car door is a matter of the car.
 */
export function readOutside(text: string): OutsideMatter | undefined {
  const tokens = tokenize(text);
  const found = matters.find(({ said }) => holds(said, tokens));
  if (!found || (tellsEvent(text) && damagedThings(text).length > 0)) return undefined;
  const { vehicle, home } = readConcepts(text);
  const isStrong = surelyOutside.has(found.name);
  if (!isStrong && Math.max(vehicle.score, home.score) >= clearScore) return undefined;
  const place = findPhrase(found.said, tokens);
  const words = place ? text.slice(tokens[place.start]?.start, tokens[place.end - 1]?.end) : "";
  return { name: found.name, words };
}
