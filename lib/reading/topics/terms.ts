import { type Phrase, phrase } from "@/lib/reading/tokens/phrase";

/** Words of people, and what insurers write in their place. */
interface Term {
  said: Phrase;
  /** Each of them means it. */
  means: readonly string[];
}

const relative = "son|daughter|wife|husband|friend|brother|sister|child|kid|kids|partner|colleague|neighbour|neighbor";
const child = "kid|kids|child|children|son|daughter|toddler|boy|girl";
const others = "neighbour|neighbours|neighbor|neighbors|friend|friends|someone|somebody|stranger|guest|guests";

const carried = `laptop|laptops|notebook|macbook|tablet|ipad|phone|iphone|smartphone|camera|cameras|wallet|purse|bag|
    bags|handbag|backpack|jacket|coat|clothes|sunglasses|tool|tools|toolbox|belongings|things|stuff|luggage|
    suitcase|watch`;
const fuel = "fuel|petrol|diesel|gasoline|gas";

/** Those of several words come first: their words are not words of their own then. */
export const terms: readonly Term[] = [
  // Said in several words. A thing with its place: what is in a car is covered otherwise than what is at home.
  [
    `${carried} [^.;?]{0,7} from|in|inside|of my|our|the|a|an|his|her|locked|parked{0,3}
      car|cars|vehicle|van|truck|boot|trunk`,
    "personal belongings left in the vehicle / luggage",
  ],
  [
    `${carried} [^.;?]{0,7} from|in|at my|our|the|a|an|his|her{0,2}
      hotel|motel|hostel|dorm|dormitory|airport|train|gym|school|university|college room?`,
    "temporarily away",
  ],
  [
    `my|our own? gate|garage|fence|wall|carport [^.;?]{0,8} with my|our own? car|vehicle|van|truck |
      gate|door|fence|wall of my|our driveway|house|home|garage|garden|yard [^.;?]{0,8} with my|our
      car|vehicle|van|truck`,
    "own garage",
  ],
  // What is done to a thing: "wrong fuel" is not its theft.
  [
    `theft|stealing of my|our|the? ${fuel} | stole|siphoned|drained my|our|the|some? ${fuel} |
      ${fuel} [^.;?]{0,3} stolen|siphoned|theft`,
    "fuel theft",
  ],
  ["rental|hire|hired|courtesy|loaner|substitute|spare|replacement car|cars|vehicle | loaner", "replacement vehicle"],
  [
    `${relative}|else was|is|were|had|has{0,1} driving|drives|drove|drive|crashed|crashes|wrecked|borrowed|borrows`,
    "driver named",
  ],
  [
    `${child}|i|we|dog|cat [^.;?]{0,2} broke|smashed|kicked|threw|knocked|damage|damaged|scratched|spilled|ruined
      [^.;?]{0,5} ${others}`,
    "liability",
  ],
  ["dog|dogs|cat|cats|pet bite|bites|bit|bitten", "liability"],
  ["premium|premiums|bonus|rate|rates [^.;#?]{0,3} up|rise|rises|increase|increases|higher|expensive", "premium class"],
  ["lock|locked myself|ourselves|me|us? out", "locked out"],
  ["tow|towing truck | tow|towed", "towing"],
  ["e - bike|bikes | bike|bikes|cycle|ebike", "bicycle"],
  ["cell|mobile phone|phones | mobile|smartphone|iphone|cellphone", "phone"],
  ["wear and tear | worn out | worn|rust|rusty|gearbox|transmission", "wear"],
  [
    `flat|dead|empty battery | flat tire|tyre | battery [^.;?]{0,2} died|dies|dead|flat|empty | jump -? start |
      out of gas|petrol|fuel|diesel`,
    "roadside help",
  ],
  [
    "break|breaks|broke|broken|breaking -? in|into | burglar|burglars|burgled|burglarized|intruder|intruders",
    "burglary",
  ],
  ["backed|reversed|drove|driven into", "collision / caused by your vehicle"],
  [
    "hit|hits|crash|crashes|crashed|collided|bumped|rammed|sideswiped | rear -? ended",
    "collision / impact of vehicles",
  ],
  ["drove|drives|driven|drive|took|ran|sped off|away | fled|flees | hit -? and -? run", "fled / hit and run"],
  [
    "stolen|stole|steal|steals|thief|thieves|nicked|swiped|pickpocket|vanished|disappeared | was|were|been|got taken",
    "theft",
  ],
  ["someone|somebody|thieves took | gone from | sawed|sawn", "theft"],
  ["robbed|mugged|mugging|mugger | held up | at knifepoint|gunpoint | knifepoint|gunpoint", "robbery"],
  [
    "excess|deductibles|copay|franchise | pay [^.;?]{0,2} myself|ourselves | out of pocket | own share|contribution",
    "deductible",
  ],
  ["front|rear|side|back window|windows | windscreen|windscreens|windshield|windshields", "windscreen"],
  ["chip|chips|chipped", "glass"],
  ["not worth fixing|repairing|the | write|written|writes -? off | totalled|totaled", "total loss"],
  ["forgot|forgotten|late|later|delayed|failed to{0,1} tell|report|reporting|notify|inform", "reported"],
  [
    `how|when [^.;?]{0,4} money|payment arrive|arrives|arriving|come|comes |
      when [^.;?]{0,3} get|receive|see my|the|our money |
      how fast|soon|quick|quickly [^.;?]{0,3} pay|paid | payout|payouts|transfer`,
    "working days",
  ],
  [
    `do|does|did not agree | don't|doesn't|didn't agree | disagree|objection|object|unfair|unjust|contest|reconsider |
      complain|complaint |
      second opinion`,
    "appeal",
  ],
  ["black|dark|green spots|spot|patches|patch|stains | mold|moldy|mouldy|mildew|fungus", "mould"],
  ["came|come|comes|coming|rose|backed|backs|gushed|bubbled up", "backing up"],
  ["blew|blown|blows|torn off|away|down", "storm / wind"],
  ["roof tile|tiles | shingle|shingles|slates", "roof"],
  ["power|electricity cut|outage|failure|went|gone | blackout|outage", "power failure"],
  [
    `cannot|can't|couldn't|unable [^.;?]{0,2} live|sleep|stay | uninhabitable|unusable|unlivable |
      where [^.;?]{0,3} go|stay|sleep|live`,
    "hotel",
  ],
  ["throw|threw|thrown|put|chuck [^.;?]{0,5} away|out | dispose|disposed|skip|dump", "thrown away / disposal"],
  [
    `of|from my|our company|employer|firm|boss | company|work|office laptop|laptops|computer|phone|equipment |
      laptop|computer|phone from|of work`,
    "employer",
  ],
  [
    "people|guy|man|woman|neighbour|neighbor|tenant|family|flat|apartment above|upstairs|overhead | upstairs",
    "upstairs neighbour",
  ],
  [
    `fake|bogus|fraudulent [^.;?]{0,1} shop|store|website|seller | internet|online|web shop|store|fraud |
      scam|scams|scammed|phishing|phished|hacked`,
    "fraud",
  ],
  ["broke|broken [^.;?]{0,2} leg|arm|rib|hip|wrist | injury|injuries|injured|hospital|doctor", "medical / injured"],
  ["red light | texting|texted | phone while driving", "gross negligence"],
  ["car|baby|booster seat|seats", "child seat"],
  ["charging cable|cables | charger|chargers|wallbox", "charging cable"],
  ["sat nav | satnav|gps|dashcam", "navigation device"],
  ["bike|bicycle rack|racks|carrier | roof rack|racks", "carrier"],
  ["credit|debit|bank card|cards", "credit card"],
  ["smoke alarm|alarms", "smoke detector"],
  ["false teeth", "dentures"],
  ["car park | parking lot|garage|space", "parking"],
  ["other|another|foreign country|countries | abroad|overseas", "valid / anywhere in the world"],
  ["on holiday|holidays|vacation", "trip / valid / anywhere in the world"],
  ["car|ride sharing|share | turo|getaround", "car sharing"],
  ["rent|renting|rented|let|letting out my|our | airbnb|subtenant|subtenants", "letting the home / hiring out"],
  ["move|moving|moved house|home|flat|apartment | relocate|relocating", "moving"],
  ["ground floor", "ground level"],
  ["driver|motorist|party|other|one [^.;?]{0,3} no|without insurance | uninsured", "uninsured"],
  ["tap water | water from|of|out the|a|my{0,1} tap|pipe|hose|radiator", "water escaping"],
  ["by month|instalments | every month | monthly", "payment by month"],
  // Said in one word.
  ["itself", "itself"],
  ["fish|fishes|goldfish|turtle|turtles|tortoise|hamster", "animal"],
  ["laptop|computer|computers|notebook|macbook|tablet|ipad", "laptop / office equipment / electronic device"],
  ["flooding|flooded|floods|inundation|creek|river|overflowed|overflowing", "flood"],
  ["puddle|puddles", "standing water"],
  ["diesel|petrol|gasoline|unleaded", "fuel"],
  ["television|televisions|tv|tvs|telly", "television / electronic device"],
  ["deer|elk|moose|boar|bird", "animal"],
  ["mouse|mice|rat|rats|marten|martens", "rodent"],
  ["squirrel|squirrels|raccoon|ants|termites|cockroach|cockroaches|bugs|hornet|hornets", "vermin / insect"],
  ["chewed|chew|gnawed|gnaw|nibbled|bitten", "bites / chewed"],
  ["tire|tires|wheel|wheels|puncture|punctured", "tyre"],
  ["exhaust|exhausts|converter", "catalytic converter"],
  ["couch|sofa|settee|armchair", "furniture"],
  ["gale|hurricane|tornado|windstorm|wind", "storm"],
  ["tree|trees|limb", "branch"],
  ["hailstorm|hailstones", "hail"],
  ["vandal|vandals|vandalised|vandalized|graffiti|keyed", "vandalism"],
  ["jewelry|ring|rings|necklace|earrings|bracelet", "jewellery"],
  ["violin|guitar|piano|trumpet|flute|cello", "musical instrument"],
  ["skis|ski|snowboard|racket|surfboard|golf", "sports equipment"],
  ["painting|paintings|artwork|sculpture", "works of art"],
  ["stroller|buggy|pushchair", "pram"],
  ["drunk|beer|beers|wine|drinking|tipsy|whisky|vodka", "alcohol"],
  ["attorney|attorneys|solicitor", "lawyer"],
  ["mechanic|mechanics|garage|garages|bodyshop|shop", "workshop"],
  ["dog|dogs|cat|cats|puppy|kitten", "pet"],
  ["uber|lyft|rideshare", "ride hailing"],
  ["deliver|delivering|delivers|courier", "delivery"],
  ["leak|leaks|leaked|leaking|dripped|dripping|drips", "water"],
  ["rained|raining|poured|pouring|downpour|cloudburst", "rain"],
  ["thunderstorm|thunder", "lightning"],
  ["burned|burnt|burning", "fire"],
  ["scorched|singed", "scorch"],
  ["quake|quakes", "earthquake"],
  ["mudslide", "landslide"],
  ["motel|accommodation", "hotel"],
  ["remote|fob", "key"],
  ["backpack|rucksack|suitcase|suitcases|handbag|purse|bag|bags", "luggage"],
  [child, "children"],
  ["neighbor|neighbors", "neighbour"],
  ["drains|drain|sewage", "sewer"],
  ["plumber|plumbers|plumbing", "pipe"],
  ["skylight|skylights", "window"],
  ["padlock|padlocks", "locked"],
  ["washbasin|sink|sinks", "basin"],
  ["rental|rented|tenant|tenancy", "rented apartment / tenant"],
  ["melted|melt|thawed|defrosted|rotten", "spoiled"],
  ["fridge|fridges|refrigerator", "freezer"],
  ["vacation|vacations|journey", "trip"],
  ["froze|frozen|freeze|freezing", "frost"],
  ["display|screen|cracked|shattered|smashed", "breakage / cracked"],
  ["documents|papers|paperwork|evidence|proof", "photos / receipts / estimate"],
  ["mistake|blame|guilty", "fault"],
  ["sign|signed|confess", "admit"],
  ["toronto|montreal|vancouver|ottawa|quebec|ontario|calgary", "canada"],
  ["tijuana|cancun", "mexico"],
  ["lorry|lorries|bus|tractor", "vehicle"],
  ["pothole|kerb|curb|guardrail|pole|lamppost", "fixed object"],
  ["quit|terminate|termination", "cancel"],
  ["instalment|instalments|installment|installments", "payment by month"],
  ["builder|builders|renovation|renovating", "contractor"],
  ["protest|protests|protesters", "riot"],
  ["photovoltaic|pv", "solar"],
].map(([said = "", means = ""]) => ({ said: phrase(said), means: means.split(" / ") }));
