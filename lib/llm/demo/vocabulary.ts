/** What words say about a claim: whether a vehicle or a home was damaged, and whether anything happened at all. */
export type Concept = "vehicle" | "home";

type Reading = Record<Concept, { score: number; words: string[] }>;

// weight -> words and phrases. Words of weight 1 fit both (window, roof, mirror, lock): alone they say nothing, however many.
const vocabulary: Record<Concept, [weight: number, terms: string][]> = {
  vehicle: [
    [
      4,
      "flat tyre, flat tire, flat battery, my car, our car, my truck, my van, my vehicle, front end, rear end, passenger window, driver window, driver's window, passenger seat, driver seat, car door, car window, car roof, car keys, car insurance, car accident, hit and run, fender bender, rear ended, rear-ended, rearended, t-boned, side swiped, sideswiped, company car, rental car, parked car, backed into, reversed into, backed up into, passenger door, driver's door, drivers door, driver door, driver side, driver's side, passenger side, side mirror, wing mirror, mirror torn off, mirror ripped off, mirror knocked off, mirror broken off, off my mirror, off the mirror, clipped my mirror, rear mirror, rearview mirror, rear view mirror, door mirror, rear window, rear windscreen, back windscreen, front windscreen, side window, license plate, licence plate, number plate, new engine, engine bay, car engine, tail light, tail lights, tail lamp, brake light, head light, head lights, catalytic converter, fuel tank, gas tank, bike rack, roof box, roof rack, motor bike, windscreen wiper, rear light, rear lights, back light, hand brake, quarter panel, rocker panel, oil pan, oil sump, reversing camera, brake pads, soft top, roadside assistance, tow bar, ran over, bonnet and, car paint, tuk tuk, door sill, cooker hood car",
    ],
    [
      3,
      "car, cars, vehicle, auto, automobile, truck, lorry, van, minivan, campervan, suv, pickup, motorbike, motorcycle, motorhome, camper, caravan, trailer, moped, scooter, vespa, windscreen, windshield, bumper, fender, headlight, headlamp, taillight, hubcap, tyre, tire, rim, bonnet, airbag, gearbox, clutch, sunroof, sedan, hatchback, convertible, cabrio, coupe, exhaust, axle, tailgate, ignition, vehical, undercarriage, towbar, alternator, speedometer, undertray, puncture, punctured, brakelight, catalytic, alloys, handbrake, suspension, transmission, spoiler, chassis, seatbelt, bodywork, grille, windscreens, rickshaw, tractor, quad bike, rv, campervan, dashcam, coolant, tesla, golf, polo, passat, tiguan, corsa, astra, fiesta, mondeo, focus, clio, megane, twingo, civic, corolla, camry, prius, yaris, rav4, rav-4, cr-v, crv, accord, jetta, altima, sentra, qashqai, juke, micra, tucson, elantra, sportage, picanto, cherokee, wrangler, silverado, f-150, f150, mustang, bmw, audi, mercedes, benz, vw, volkswagen, toyota, honda, ford, opel, vauxhall, peugeot, renault, citroen, citroën, fiat, skoda, škoda, seat ibiza, leon, octavia, fabia, volvo, mazda, nissan, hyundai, kia, subaru, lexus, jaguar, porsche, ferrari, mitsubishi, suzuki, dacia, chevy, chevrolet, dodge, jeep, chrysler, buick, cadillac, gmc, acura, infiniti, saab, lada, yamaha, kawasaki, harley, ducati, minicooper, mini cooper, range rover, land rover, alfa romeo, smart car",
    ],
    // Close to ordinary words ("charged"), so that no misspelling is taken for them.
    [
      2.4,
      "charger, challenger, camaro, malibu, impala, outback, forester, impreza, sienna, odyssey, tacoma, tundra, highlander, 4runner, santa fe, sprinter, transit van, berlingo, kangoo, captur, duster, sandero, ibiza, arona, ateca, karoq, kodiaq, kona, niro, sorento, seltos, escalade, tahoe, equinox, traverse, outlander, cayenne, macan, porsche 911",
    ],
    [
      2.5,
      "parked, parking, pothole, body shop, bodyshop, autobody, panel beater, tow truck, towed, towing, keyed, hood, trunk, wheel, wheels, mudguard, wiper, wipers, brake, brakes, engine, roundabout, traffic, intersection, crossroads, red light, traffic light, traffic lights, stop sign, tailgated, aquaplaned, hydroplaned, swerved, skidded, oncoming, at the lights, car behind, person behind, guy behind, driver behind, rolled into, rolled down, merged into me, ran a red, roadkill, antenna, aerial, grill, boar, lyft, semi",
    ],
    [
      2,
      "driving, driver, drove, drive, collision, collided, highway, motorway, freeway, autobahn, interstate, deer, moose, kangaroo, mechanic, marten, forklift, steering, dashboard, odometer, shopping cart, shopping trolley, carwash, car wash, mot, dealer, dealership, left side, right side, paint shop, bumped into me, drove into me, behind me, backing out, reversing, petrol, gasoline, diesel, garage says, garage said, garage quote, garage wants, garage estimate, garage reckons, garage asks, garage bill",
    ],
    [
      1.5,
      "dent, dented, dents, crash, crashed, junction, lane, lay-by, petrol station, gas station, car park, carpark, parking lot, parking garage, parking space, multi-storey, taxi, uber, bus, cyclist, road rage, mph, kmh, km/h, crossing, overtaking, overtook, guardrail, guard rail, kerb, curb, paintwork, route, door ding",
    ],
    [
      1,
      "garage, road, hail, seat, seats, seat cover, tow, scratch, scratched, scratches, pole, bollard, driveway, battery, plate, mirror, mirrors",
    ],
  ],
  home: [
    [
      4,
      "washing machine, washing mashine, wash machine, tumble dryer, tumble drier, living room, dining room, bath room, bed room, water damage, broken into my home, front door, roof tile, roof tiles, garage door, burst pipe, water pipe, water heater, hot water tank, dish washer, kitchen sink, flat screen tv, my flat, my apartment, my house, our house, our flat, our apartment, my home, our home, my room, my place, my condo, upstairs neighbour, upstairs neighbor, downstairs neighbour, downstairs neighbor, neighbour upstairs, neighbor upstairs, neighbour above, neighbor above, window of my flat, picture frame, power surge, shower screen, patio door, fuse box",
    ],
    [
      3,
      "apartment, appartment, flat, condo, condominium, house, studio, bungalow, cottage, kitchen, bathroom, bedroom, lounge, hallway, corridor, basement, cellar, attic, loft, balcony, conservatory, terrace, patio, ceiling, floorboards, parquet, laminate, hardwood, carpet, rug, wallpaper, plaster, drywall, gutter, chimney, pipe, pipes, plumbing, plumber, boiler, toilet, sink, washbasin, shower, bathtub, bath, faucet, dishwasher, washer, dryer, fridge, refrigerator, freezer, oven, stove, cooker, microwave, hob, cooktop, sofa, couch, furniture, mattress, wardrobe, cupboard, cupboards, cabinet, cabinets, worktop, countertop, bookshelf, bookcase, curtains, chandelier, burglary, burglar, burglars, burgled, burglarized, roofer, landlord, tenant, fireplace, sprinkler, aquarium, heater, airconditioner, mould, mold, piano, skirting, skylight, shingles, insulation, sheetrock, plasterboard, windowsill, doorframe, door frame, window pane, window sill, cistern, bidet, tub, aircon, ac unit, cooker hood, extractor hood, armchair, recliner, duvet, bedding, crockery, vanity, thermostat, tiler, grout, septic, sump pump, porch, basin, hob, flatmate, roommate, lavadora, cocina, utility room, nursery, wohnung, küche",
    ],
    [
      2.5,
      "home, tv, television, floor, floors, flooring, floorboard, neighbour, neighbor, neighbours, neighbors, upstairs, downstairs, stairs, staircase, stairwell, tap, hose, bed, desk, dining table, lamp, wall, walls, heating, radiators, sewage, sewer, drain, fence, shed, greenhouse, garden, handyman, electrician, carpenter, jewellery, jewelry, laptop, computer, appliance, appliances, candle, frying pan, pan caught fire",
    ],
    [
      2,
      "rooms, room, tiles, tile, leak, leaked, leaking, leaks, leakage, flood, flooded, flooding, overflowed, overflowing, overflow, damp, monitor, monitors, console, playstation, building, door lock, painter, glazier, clothes, towels, vase, toaster, kettle, coffee machine, doorbell, front window, camera, guitar, speaker, stereo, router, printer, ipad, tablet, xbox, watch, necklace, dishes, chair, chairs, painting, lampshade, deck, siding, builder, iron, break-in, break in, balkony",
    ],
    [
      1.5,
      "burst, soaked, dripping, drips, drip, short circuit, mirror cabinet, rent, radiator, broke in, spoiled, spoilt, blinds, blind, shutter, shutters, table, books, bicycle, intruder, wet",
    ],
    [1, "window, windows, roof, fire, smoke, burned, burnt, water, lightning, lock, locks, locksmith, storm, stolen"],
  ],
};

const weights = new Map<string, { concept: Concept; weight: number }>();
const phrases: string[] = [];
for (const concept of ["vehicle", "home"] as const) {
  for (const [weight, terms] of vocabulary[concept]) {
    for (const term of terms.split(", ")) {
      weights.set(term, { concept, weight });
      if (/[\s]/.test(term)) phrases.push(term);
    }
  }
}
const phrasePattern = new RegExp(
  `(?<![\\p{L}])(?:${phrases
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[/-]/g, "\\$&").replaceAll(" ", "\\s+"))
    .join("|")})(?![\\p{L}])`,
  "giu",
);

/** Lower-case words of a text, without possessive endings. */
export function termsIn(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\d]+(?:[-'/][\p{L}\d]+)*/gu) ?? []
  ).map((term) => term.replace(/'s?$/, ""));
}

const homes = "(?:house|home|apartment|flat|building|condo|place|block)";
const whose = "(?:my|our|the|a|an|his|her|their|your|\\p{L}+'s)";
/** Homes that only say where a car stood, and cars that only say what a park is for. */
const surroundings = [
  new RegExp(
    `\\b(?:outside|in front|near|behind|next to|opposite|close to|across from|beside|by)(?:\\s+of)?\\s+${whose}\\s+(?:\\p{L}+\\s+){0,2}?${homes}(?:\\s+(?:building|complex|block))?\\b`,
    "giu",
  ),
  new RegExp(
    `\\b${homes}(?:'s)?\\s+(?:(?:building|complex|block)(?:'s)?\\s+)?(?=(?:car\\s?park|parking|carport|driveway|garage)\\b)`,
    "giu",
  ),
  /\b(?:in|from|at|on)\s+(?:my|our|the)\s+(?:house|home|apartment|flat)(?:'s)?\s+(?=driveway|car\s?port|garage|parking)/giu,
];
/** What something drove against, when it is nobody's in particular. */
const obstacle =
  /\b(?:hit|scrap\p{L}+|scratch\p{L}+|clipped|bumped|against|into|on)\s+an?\s+(?:(?!(?:neighbou?r|my|our)\b)\p{L}+\s)?(?:wall|fence|gate|building|house)\b/giu;
/** "not the car", "the car is fine": not what was damaged. */
const untouched = [
  /\bnot\s+(?:about\s+)?(?:my|our|the|an?)\s+(?:car|vehicle|truck|van|bike|house|home|apartment|flat)\b/giu,
  /\b\p{L}+(?:\s(?:itself|is|was|are|were|'s))+\s(?:totally\s|completely\s|luckily\s)?(?:fine|ok|okay|alright|unharmed|undamaged|untouched|intact|not damaged|not hurt|good)\b/giu,
];
/** What something was done to: "smashed my windscreen", "drove into my living room wall". */
const done =
  "(?:into|onto|on top of|on|over|through|hit|hits|damag\\p{L}+|scratch\\p{L}+|scrap\\p{L}+|dent\\p{L}+|smash\\p{L}+|crack\\p{L}+|flood\\p{L}+|ruin\\p{L}+|destroy\\p{L}+|broke|breaking|soak\\p{L}+|crush\\p{L}+|stole|keyed|burn\\p{L}+|against|rammed|wrecked|vandali\\p{L}+|bumped|clipped|sideswiped|killed|fried|stained)";
const objectPattern = new RegExp(
  `\\b${done}\\s+(?:up\\s+|into\\s+|against\\s+|the (?:\\p{L}+\\s+){1,2}(?:of|in|on)\\s+)?(?:my|our|the|an?)\\s+((?:[^\\s,.;!?]+\\s*){1,4})`,
  "giu",
);
const subjectPattern =
  /(?:^|[\s,.])(?<!\b(?:from|of|in|at|on|by|near|to|with|outside|behind)\s)(?:my|our)\s+((?:[^\s,.;!?]+\s+){1,4}?)(?:was|were|got|is|are|has|have|had|been|broke|burst|cracked|leaked|leaks|flooded|caught|fell|exploded|died|collapsed|overflowed)\b/giu;

/** Words of this weight fit both; together they count for less than a reading needs, but stand against the other side. */
const weakWeight = 1;
const weakLimit = 1.4;

/** How much a text speaks of a damaged vehicle and of a damaged home, and by which words. */
export function readConcepts(text: string): Reading {
  const plain = text.toLowerCase().replaceAll("’", "'");
  const reading = weigh(
    [...surroundings, ...untouched, obstacle].reduce((rest, pattern) => rest.replace(pattern, " "), plain),
  );
  const objects = [...plain.matchAll(objectPattern), ...plain.matchAll(subjectPattern)].flatMap(([hit, noun = ""]) => {
    const { vehicle, home } = weigh(noun);
    if (vehicle.score === home.score) return [];
    const concept: Concept = vehicle.score > home.score ? "vehicle" : "home";
    // "parked on the street", "on the floor": places, unless they are one's own.
    const owned = /\b(?:my|our)\b/.test(hit);
    return Math.max(vehicle.score, home.score) >= (owned ? 1.5 : 3) ? [concept] : [];
  });
  const [first] = objects;
  if (first && objects.every((concept) => concept === first)) {
    const other: Concept = first === "vehicle" ? "home" : "vehicle";
    reading[first].score += 4;
    reading[other].score *= 0.4;
  }
  return reading;
}

function weigh(text: string): Reading {
  const reading: Reading = { vehicle: { score: 0, words: [] }, home: { score: 0, words: [] } };
  const weak: Record<Concept, number> = { vehicle: 0, home: 0 };
  const count = (term: string, factor = 1) => {
    const found = weights.get(term);
    if (!found || reading[found.concept].words.includes(term)) return;
    if (found.weight <= weakWeight) weak[found.concept] += found.weight;
    else reading[found.concept].score += found.weight * factor;
    reading[found.concept].words.push(term);
  };
  const rest = text.replace(phrasePattern, (phrase) => {
    count(phrase.replace(/\s+/g, " "));
    return " , ";
  });
  for (const term of termsIn(rest)) {
    const known = [term, term.replace(/s$/, ""), ...term.split("-")].find((form) => weights.has(form));
    if (known) count(known);
    else if (/^(?:a|m|b|i-?)\d{1,3}$/.test(term)) reading.vehicle.score += 1.5;
    else if (isCarModel(term)) reading.vehicle.score += 2.5;
    else count(misspelt(term), 0.9);
  }
  for (const concept of ["vehicle", "home"] as const) {
    reading[concept].score += reading[concept].score > 0 ? weak[concept] : Math.min(weak[concept], weakLimit);
  }
  return reading;
}

const isCarModel = (term: string): boolean => /^(?:[qx]\d|[a-z]\d{2,3}[di]?|\d{3}[di]|cx-?\d|gl[abce])$/.test(term);

const correctable = [...weights].flatMap(([term, { weight }]) =>
  weight >= 2.5 && /^\p{L}{6,}$/u.test(term) ? [term] : [],
);

/** The known word that a misspelt one means ("bumber", "kichen", "windsheild"), or the word itself. */
function misspelt(term: string): string {
  if (!/^\p{L}{5,}$/u.test(term)) return term;
  return correctable.find((known) => known[0] === term[0] && isOneSlip(term, known)) ?? term;
}

/** Whether one letter is missing, extra, wrong, or two neighbours are swapped. */
function isOneSlip(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  return Math.max(a.length, b.length) <= 1 || (a.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

/** Words that tell of something happening to something. */
export const eventPattern =
  /\b(?:hit|crash\w*|collid\w*|collision|bump(?:ed|ing)|rear-?ended|backed|revers(?:ed|ing)|scratch\w*|scrap(?:e|ed|ing)|dent\w*|ding\w*|smash\w*|crack\w*|broke\w*|break\w*|shatter\w*|chip\w*|burst\w*|leak\w*|flood\w*|drip\w*|soak\w*|spill\w*|fire|burn\w*|smoke|explo\w+|storm\w*|hail\w*|wind|lightning|fell|falls?|falling|collaps\w*|stole|stolen|steal\w*|theft|thie(?:f|ves)|burgl\w*|robb\w*|vandal\w*|keyed|graffiti|slash\w*|punctur\w*|pothole|deer|skid\w*|slid\w*|spun|overflow\w*|clog\w*|block(?:ed|age)|short circuit|surge|ruin\w*|destroy\w*|wreck\w*|accident|torn|tore|ripped|bent|blew|blown|sank|mou?ld\w*|damp|wet|stain\w*|melt\w*|fried|dropped|drove|swerv\w*|towed|knocked|tipped|ran into|clipped|rammed|sideswiped|totalled|totaled|bust(?:ed)?|snapped|fused|died|kicked|spray(?:ed)?|shorted|warped|buckled|dinged|pried|scuff\w*|froze\w*|frozen|egged|jammed)\b/i;
