/** What a claim may be about. */
export type Concept = "vehicle" | "home";

// Words of weight 1 fit both concepts (window, roof, mirror, lock): alone they decide nothing.
const vocabulary: Record<Concept, [weight: number, terms: string][]> = {
  vehicle: [
    [
      4,
      `
        flat tyre, flat tire, flat battery, my car, our car, my truck, my van, my vehicle, front end, rear end,
        passenger window, driver window, driver's window, passenger seat, driver seat, car door, car window,
        car roof, car keys, car insurance, car accident, hit and run, fender bender, rear ended, rear-ended,
        rearended, t-boned, side swiped, sideswiped, company car, rental car, parked car, backed into,
        reversed into, backed up into, passenger door, driver's door, drivers door, driver door, driver side,
        driver's side, passenger side, side mirror, wing mirror, mirror torn off, mirror ripped off,
        mirror knocked off, mirror broken off, off my mirror, off the mirror, clipped my mirror, rear mirror,
        rearview mirror, rear view mirror, door mirror, rear window, rear windscreen, back windscreen,
        front windscreen, side window, license plate, licence plate, number plate, new engine, engine bay,
        car engine, tail light, tail lights, tail lamp, brake light, head light, head lights, catalytic converter,
        fuel tank, gas tank, bike rack, roof box, roof rack, motor bike, windscreen wiper, rear light, rear lights,
        back light, hand brake, quarter panel, rocker panel, oil pan, oil sump, reversing camera, brake pads,
        soft top, roadside assistance, tow bar, ran over, bonnet and, car paint, tuk tuk, door sill,
        cooker hood car
      `,
    ],
    [
      3,
      `
        car, cars, vehicle, auto, automobile, truck, lorry, van, minivan, campervan, suv, pickup, motorbike,
        motorcycle, motorhome, camper, caravan, trailer, moped, scooter, vespa, windscreen, windshield, bumper,
        fender, headlight, headlamp, taillight, hubcap, tyre, tire, rim, bonnet, airbag, gearbox, clutch, sunroof,
        sedan, hatchback, convertible, cabrio, coupe, exhaust, axle, tailgate, ignition, vehical, undercarriage,
        towbar, alternator, speedometer, undertray, puncture, punctured, brakelight, catalytic, alloys, handbrake,
        suspension, transmission, spoiler, chassis, seatbelt, bodywork, grille, windscreens, rickshaw, tractor,
        quad bike, rv, campervan, dashcam, coolant, tesla, golf, polo, passat, tiguan, corsa, astra, fiesta, mondeo,
        focus, clio, megane, twingo, civic, corolla, camry, prius, yaris, rav4, rav-4, cr-v, crv, accord, jetta,
        altima, sentra, qashqai, juke, micra, tucson, elantra, sportage, picanto, cherokee, wrangler, silverado,
        f-150, f150, mustang, bmw, audi, mercedes, benz, vw, volkswagen, toyota, honda, ford, opel, vauxhall,
        peugeot, renault, citroen, citroën, fiat, skoda, škoda, seat ibiza, leon, octavia, fabia, volvo, mazda,
        nissan, hyundai, kia, subaru, lexus, jaguar, porsche, ferrari, mitsubishi, suzuki, dacia, chevy, chevrolet,
        dodge, jeep, chrysler, buick, cadillac, gmc, acura, infiniti, saab, lada, yamaha, kawasaki, harley, ducati,
        minicooper, mini cooper, range rover, land rover, alfa romeo, smart car
      `,
    ],
    // Too close to ordinary words ("charged"): no word is corrected to these.
    [
      2.4,
      `
        charger, challenger, camaro, malibu, impala, outback, forester, impreza, sienna, odyssey, tacoma, tundra,
        highlander, 4runner, santa fe, sprinter, transit van, berlingo, kangoo, captur, duster, sandero, ibiza,
        arona, ateca, karoq, kodiaq, kona, niro, sorento, seltos, escalade, tahoe, equinox, traverse, outlander,
        cayenne, macan, porsche 911
      `,
    ],
    [
      2.5,
      `
        parked, parking, pothole, body shop, bodyshop, autobody, panel beater, tow truck, towed, towing, keyed,
        hood, trunk, wheel, wheels, mudguard, wiper, wipers, brake, brakes, engine, roundabout, traffic,
        intersection, crossroads, red light, traffic light, traffic lights, stop sign, tailgated, aquaplaned,
        hydroplaned, swerved, skidded, oncoming, at the lights, car behind, person behind, guy behind,
        driver behind, rolled into, rolled down, merged into me, ran a red, in the rear, roadkill, antenna, aerial,
        grill, boar, lyft, semi
      `,
    ],
    [
      2,
      `
        driving, driver, drove, drive, collision, collided, highway, motorway, freeway, autobahn, interstate, deer,
        moose, kangaroo, mechanic, marten, forklift, steering, dashboard, odometer, shopping cart, shopping trolley,
        carwash, car wash, mot, dealer, dealership, left side, right side, paint shop, bumped into me,
        drove into me, behind me, backing out, reversing, petrol, gasoline, diesel, garage says, garage said,
        garage quote, garage wants, garage estimate, garage reckons, garage asks, garage bill
      `,
    ],
    [
      1.5,
      `
        dent, dented, dents, crash, crashed, junction, lane, lay-by, petrol station, gas station, car park, carpark,
        parking lot, parking garage, parking space, multi-storey, taxi, uber, bus, cyclist, road rage, mph, kmh,
        km/h, crossing, overtaking, overtook, guardrail, guard rail, kerb, curb, paintwork, route, door ding
      `,
    ],
    [
      1,
      `
        garage, road, hail, seat, seats, seat cover, tow, scratch, scratched, scratches, pole, bollard, driveway,
        battery, plate, mirror, mirrors
      `,
    ],
  ],
  home: [
    [
      4,
      `
        washing machine, washing mashine, wash machine, tumble dryer, tumble drier, living room, dining room,
        bath room, bed room, water damage, broken into my home, front door, roof tile, roof tiles, garage door,
        burst pipe, water pipe, water heater, hot water tank, dish washer, kitchen sink, flat screen tv, my flat,
        my apartment, my house, our house, our flat, our apartment, my home, our home, my room, my place, my condo,
        upstairs neighbour, upstairs neighbor, downstairs neighbour, downstairs neighbor, neighbour upstairs,
        neighbor upstairs, neighbour above, neighbor above, window of my flat, picture frame, power surge,
        shower screen, patio door, fuse box
      `,
    ],
    [
      3,
      `
        apartment, appartment, flat, condo, condominium, house, studio, bungalow, cottage, kitchen, bathroom,
        bedroom, lounge, hallway, corridor, basement, cellar, attic, loft, balcony, conservatory, terrace, patio,
        ceiling, floorboards, parquet, laminate, hardwood, carpet, rug, wallpaper, plaster, drywall, gutter,
        chimney, pipe, pipes, plumbing, plumber, boiler, toilet, sink, washbasin, shower, bathtub, bath, faucet,
        dishwasher, washer, dryer, fridge, refrigerator, freezer, oven, stove, cooker, microwave, hob, cooktop,
        sofa, couch, furniture, mattress, wardrobe, cupboard, cupboards, cabinet, cabinets, worktop, countertop,
        bookshelf, bookcase, curtains, chandelier, burglary, burglar, burglars, burgled, burglarized, roofer,
        landlord, tenant, fireplace, sprinkler, aquarium, heater, airconditioner, mould, mold, piano, skirting,
        skylight, shingles, insulation, sheetrock, plasterboard, windowsill, doorframe, door frame, window pane,
        window sill, cistern, bidet, tub, aircon, ac unit, cooker hood, extractor hood, armchair, recliner, duvet,
        bedding, crockery, vanity, thermostat, tiler, grout, septic, sump pump, porch, basin, hob, flatmate,
        roommate, lavadora, cocina, utility room, nursery, wohnung, küche
      `,
    ],
    [
      2.5,
      `
        home, tv, television, floor, floors, flooring, floorboard, neighbour, neighbor, neighbours, neighbors,
        upstairs, downstairs, stairs, staircase, stairwell, tap, hose, bed, desk, dining table, lamp, wall, walls,
        heating, radiators, sewage, sewer, drain, fence, shed, greenhouse, garden, handyman, electrician, carpenter,
        jewellery, jewelry, laptop, computer, appliance, appliances, candle, frying pan, pan caught fire
      `,
    ],
    [
      2,
      `
        rooms, room, tiles, tile, leak, leaked, leaking, leaks, leakage, flood, flooded, flooding, overflowed,
        overflowing, overflow, damp, monitor, monitors, console, playstation, building, door lock, painter, glazier,
        clothes, towels, vase, toaster, kettle, coffee machine, doorbell, front window, camera, guitar, speaker,
        stereo, router, printer, ipad, tablet, xbox, watch, necklace, dishes, chair, chairs, painting, lampshade,
        deck, siding, builder, iron, break-in, break in, balkony
      `,
    ],
    [
      1.5,
      `
        burst, soaked, dripping, drips, drip, short circuit, mirror cabinet, rent, radiator, broke in, spoiled,
        spoilt, blinds, blind, shutter, shutters, table, books, bicycle, intruder, wet
      `,
    ],
    [1, "window, windows, roof, fire, smoke, burned, burnt, water, lightning, lock, locks, locksmith, storm, stolen"],
  ],
};

interface Entry {
  concept: Concept;
  weight: number;
}
const entries = (["vehicle", "home"] as const).flatMap((concept) =>
  vocabulary[concept].flatMap(([weight, terms]) =>
    terms
      .trim()
      .split(/,\s+/)
      .map((term) => [term, { concept, weight }] as const),
  ),
);
/** The concept and the weight of each term. */
export const weights: ReadonlyMap<string, Entry> = new Map(entries);

const bare = (word: string): string => word.replace(/'s?$/, "");
/** The terms with several words, by their first word, the longest first. The words have no possessive endings. */
export const phrasesByFirstWord: ReadonlyMap<string, { term: string; words: string[] }[]> = Map.groupBy(
  entries
    .flatMap(([term]) => (term.includes(" ") ? [{ term, words: term.split(" ").map(bare) }] : []))
    .sort((left, right) => right.words.length - left.words.length),
  ({ words }) => words[0] ?? "",
);

/** A word of a text with the parts that "-", "'" and "/" join to it, without a possessive ending. */
export interface Term {
  text: string;
  /** Only spaces separate it from the term before. */
  follows: boolean;
}

/** The terms of a text, in lower case. */
export function readTerms(text: string): Term[] {
  const plain = text.toLowerCase().replaceAll("’", "'");
  let end = 0;
  return [...plain.matchAll(/[\p{L}\d]+(?:[-'/][\p{L}\d]+)*/gu)].map(({ 0: word, index }) => {
    const follows = plain.slice(end, index).trim() === "";
    end = index + word.length;
    return { text: bare(word), follows };
  });
}

/** The texts of the terms. */
export const termsIn = (text: string): string[] => readTerms(text).map((term) => term.text);
