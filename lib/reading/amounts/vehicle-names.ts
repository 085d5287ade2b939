import { type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";

const makes = `acura|alfa|audi|bmw|mini|benz|mercedes|peugeot|renault|citroen|citroën|fiat|mazda|opel|vauxhall|ford|
  toyota|honda|skoda|škoda|seat|volvo|porsche|ferrari|tesla|kia|hyundai|suzuki|saab|lexus|infiniti|nissan|mitsubishi|
  subaru|chevrolet|chevy|chrysler|dodge|ram|gmc|jeep|rover|jaguar|dacia|cupra|smart|isuzu|lada|yamaha|kawasaki|ducati|
  ktm|harley|vw|volkswagen|xbox|type`;
const make = `( ${makes} | alfa romeo | mercedes -? benz )`;
const models = `golf|polo|passat|tiguan|clio|megane|focus|fiesta|corsa|astra|civic|corolla|camry|accord|vespa|series|
  class|model|cx|iphone|galaxy|pixel|macbook|playstation|ps|mk|version|windows`;
const bikeMake = `( kawasaki|yamaha|suzuki|ducati|ktm|harley|triumph|aprilia|husqvarna|piaggio|vespa |
  harley -? davidson | royal enfield | moto guzzi )`;
const bikeModel = `( ninja|versys|vulcan|duke|monster|scrambler|bonneville|hayabusa|interceptor|himalayan|sportster|
  shadow|rebel | gold wing | speed|street triple | <bike-code> | <gsx> -? <r-or-s> )`;

const bikeCodes = /^(?:CBR?|CBF|CRF|VFR|GSX|SV|DR|YZF|MT|FZ|XSR|KLR|KLX|ZX|R|GS|EXC)$/;
const tests = {
  "bike-code": ({ raw }: Token) => bikeCodes.test(raw),
  gsx: ({ raw }: Token) => raw === "GSX",
  "r-or-s": ({ raw }: Token) => raw === "R" || raw === "S",
  name: ({ kind, raw }: Token) => kind === "word" && /^\p{Lu}/u.test(raw),
  "truck-size": ({ text }: Token) => /^[1-5]50{1,2}$/.test(text),
};

/** "Audi 80", "BMW 320", "Golf 7": a make or a model and its number. */
export const carName: Phrase = phrase(`${make} -? mk? #1-4 | ${models} -? mk? #1-2`);
/** "Ninja 650", "Kawasaki Vulcan 900": these numbers are as high as prices. */
export const bikeName: Phrase = phrase(`${bikeMake} ( <name> ( ~- ~_ )? )? #2-4 | ${bikeModel} -? #2-4`, tests);
/** "Silverado 1500". */
export const truckName: Phrase = phrase(
  "silverado|sierra|ram|savana|promaster|sprinter|transit|f <truck-size> | e - series <truck-size>",
  tests,
);
