import { space } from "./scan-amounts";

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const makes =
  "acura|alfa(?: romeo)?|audi|bmw|mini|benz|mercedes(?:-benz)?|peugeot|renault|citro[eë]n|fiat|mazda|opel|vauxhall|ford|toyota|honda|skoda|škoda|seat|volvo|porsche|ferrari|tesla|kia|hyundai|suzuki|saab|lexus|infiniti|nissan|mitsubishi|subaru|chevrolet|chevy|chrysler|dodge|ram|gmc|jeep|rover|jaguar|dacia|cupra|smart|isuzu|lada|yamaha|kawasaki|ducati|ktm|harley|vw|volkswagen|xbox|type";
const models =
  "golf|polo|passat|tiguan|clio|megane|focus|fiesta|corsa|astra|civic|corolla|camry|accord|vespa|series|class|model|cx|iphone|galaxy|pixel|macbook|playstation|ps|mk|version|windows";
const anyCase = (names: string): string =>
  names.replace(/(?<=^|[| ])[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const bikeMakes = anyCase(
  "kawasaki|yamaha|suzuki|ducati|ktm|harley(?:[- ]davidson)?|triumph|aprilia|husqvarna|royal enfield|moto guzzi|piaggio|vespa",
);
const bikeModels = `${anyCase(
  "ninja|versys|vulcan|duke|monster|scrambler|bonneville|hayabusa|interceptor|himalayan|sportster|shadow|rebel|gold wing|speed triple|street triple",
)}|CBR?|CBF|CRF|VFR|GSX(?:-[RS])?|SV|DR|YZF|MT|FZ|XSR|KLR|KLX|ZX|R|GS|EXC`;
/** After the number of a model or a road: no sign that it is a price after all ("390 dollars", "390 to fix"). */
const notMoney = `\\b(?![.,]?\\d|${space}?(?:k\\b|\\$|dollar|buck|usd|euro|grand\\b|ish\\b|to (?:fix|repair|replace|sort|get|have|put|redo|paint)\\b|for (?:the|my|our|an?|it|new)\\b))`;
/** Words after which a number is a measure or a count, as part of a pattern. */
export const countable =
  "km|kms|kilomet(?:er|re)s?|mi|miles?|mph|kph|kmh|km/h|m|met(?:er|re)s?|cm|centimet(?:er|re)s?|mm|ft|feet|foot|inch(?:es)?|sqm|sqft|sq\\.?|m2|m²|square|yards?|years?|yrs?|yo|y/o|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|seconds|secs?|lit(?:er|re)s?|gallons?|kgs?|lbs?|grams?|watts?|w|volts?|hp|bhp|degrees?|°|celsius|fahrenheit|times|x|people|persons?|men|women|kids|children|guys|cars|vehicles|windows|doors|rooms|tiles|floors|stories|storeys|pieces|pcs|photos|pictures|panels|dents|scratches|tyres|tires|wheels|flats|apartments|bedrooms?|witnesses|units|steps|stairs|points|percent|per cent|pct";
const otherNumbers = [
  // dates and times
  /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{1,2}\/\d{1,2}\b(?!\/)|\b\d{1,2}\.(?:1[0-2]|0?[1-9])\.(?!\d)/g,
  new RegExp(
    `\\b\\d{1,2}(?:st|nd|rd|th)?${space}?(?:of${space})?(?:${months})\\b\\.?(?:,?${space}?(?:19|20)\\d{2}\\b)?`,
    "gi",
  ),
  new RegExp(
    `\\b(?:${months})\\.?${space}?(?:the${space})?\\d{1,2}(?:st|nd|rd|th)?\\b(?![.,]\\d)(?:,?${space}(?:19|20)\\d{2}\\b)?`,
    "gi",
  ),
  new RegExp(`\\b(?:${months})\\.?,?${space}(?:19|20)\\d{2}\\b`, "gi"),
  /\b\d+(?:st|nd|rd|th)\b/gi,
  /\b\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?(?:am|pm|h|uhr)\b)?|\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|o'?\s?clock|uhr|hrs)\b/gi,
  /\b(?:past|quarter to|at|by|until|till|before|after)\s(?:around\s|about\s)?(?:\d|1\d|2[0-4])(?:[.:][0-5]\d)?(?=\s*(?:$|[,;!?)]|\.(?!\d)|\b(?:in|on|at|when|and|i|we|he|she|they|my|the|a|yesterday|today|this|last|while|from)\b))/gi,
  // years: "a building from 1962", but not "from 2000 to 2500"
  new RegExp(
    `(?<=\\b(?:from|since|in|until|till|before|after|built|renovated|renewed|licensed|born|year|vintage|dated|early|late|mid|model)${space}(?:in${space}|from${space}|about${space})?)(?:19|20)\\d{2}\\b(?![.,]\\d|${space}?(?:-|–|to\\b|k\\b|\\$|dollar|buck|usd|euro|pound))`,
    "gi",
  ),
  // measures and counts
  new RegExp(
    `(?<![$€£]${space}?[\\d.,]*)\\b\\d[\\d.,]*(?:${space}?k)?${space}?-?(?:${countable})(?![\\p{L}\\p{N}])|\\d[\\d.,]*${space}?%`,
    "giu",
  ),
  /\b(?:mileage|odometer)\D{0,12}\d[\d.,]*k?|\b\d[\d.,]*k?\s(?:on the (?:clock|odometer)|mileage)/gi,
  /\b(?:aged?|i am|i'm|speed of|doing|limit is)\s\d{1,3}\b/gi,
  // names, roads, places, models
  /(?<![\p{L}\p{N}])(?=\d*\p{L})(?!(?:usd?|eur|gbp|chf|cad|aud)[\d.,])(?!\d[\d.,]*(?:k|m|mil|usd|eur|gbp|chf|bucks?|dollars?|euros?|pounds?|grand|ish|thousand|hundred|million|cents?)(?![\p{L}\d]))[\p{L}]*\d[\p{L}\d]*(?:-\d+)?/giu,
  /\b(?:CX|GLA|MX|F|[Ii]|A|B|M|E|S|X|Q)-\d{1,4}\b|\b(?:on|the) I \d{1,3}\b/g,
  /\b(?:route|rt|rte|highway|hwy|interstate|exit|junction|jct|motorway|autobahn|state road|county road|platform|gate|bus|tram|train|flight|bay|spot|row|deck|zone|level|lane)\s(?:no\.?\s)?#?\d{1,4}\b/gi,
  /\b(?:flat|apt\.?|apartment|unit|suite|room|appt\.?)\s?(?:no\.?|nr\.?|number)?\s?#?\d{1,3}\b(?![.,]\d|\s?(?:k\b|\$|dollar|buck|usd))/gi,
  /\b(?:floor|house|building|block|door|box|lot)\s?#?\d{1,2}\b(?![.,]?\d|\s?(?:k\b|\$|dollar|buck|usd))/gi,
  /(?:\b(?<![.!?…-]\s|\b(?:wait|oh|uh|um|sorry|actually)[\s,.!]{1,3}|^)no(?!\.)|\bno(?=\.)|\b(?:nr|num|number|numbers|id|ref|reference|policy|zip|zipcode|postcode|postal code|plate|reg|registration))\b\.?\s?(?:is\s|was\s|no\.?\s|nr\.?\s|number\s)?[:#]?\s?[\p{L}]{0,3}[\s-]?\d+(?:[\s-]\d+)*\b(?!\s?(?:k\b|\$|dollar|buck|usd|euro))/giu,
  /[#№]\s?\d+|\b(?:invoice|order|claim|case|policy|contract|customer|member|account|file)\s\d{5,}\b(?![.,]\d)/gi,
  new RegExp(
    `\\b(?:(?:${makes})${space}?-?(?:mk${space}?)?\\d{2}|(?:${makes}|${models})${space}?-?(?:mk${space}?)?)\\d{1,2}\\b(?![.,]?\\d|${space}?(?:k\\b|\\$|dollar|buck|usd|euro))`,
    "gi",
  ),
  // "Ninja 650", "Kawasaki Vulcan 900", "Silverado 1500"
  new RegExp(
    `\\b(?:(?:${bikeMakes})${space}(?:\\p{Lu}[\\p{L}-]*${space})?|(?:${bikeModels})${space}?-?)\\d{2,4}${notMoney}`,
    "gu",
  ),
  new RegExp(
    `(?<!\\bin )\\b(?:silverado|sierra|ram|savana|promaster|sprinter|transit|e-series|f)${space}[1-5]50{1,2}${notMoney}`,
    "gi",
  ),
  // "on the 405", "the 101 south"
  new RegExp(
    `(?<!\\b(?:agree|agreed|settled?|decided?|insist|spent|save|saved) )\\b(?:on|onto|off|along|down|up|via|across|cross(?:ed|ing)|tak(?:e|es|ing)|took|near|exit(?:ed|ing)?|enter(?:ed|ing)|leaving|left)${space}the${space}\\d{1,3}${notMoney}(?!${space}(?:quote|estimate|bill|invoice|price|repair|offer|figure|amount|total|i|you|they|he|she|we)\\b)`,
    "gi",
  ),
  new RegExp(
    `(?<![$€£\\d.,]${space}?)\\b\\d{1,3}${space}(?:(?:north|south|east|west)(?:bound)?|freeway|fwy|expressway|turnpike|interchange|on-?ramp|off-?ramp|overpass)\\b`,
    "gi",
  ),
  /\bgrand\s(?:cherokee|avenue|ave|piano|canyon|street|central|scenic|vitara|hotel|tour\w*)\b/gi,
  /\b\d{1,5}[a-z]?\s(?!(?:on|in|at|for|to|the|and|from|by|of|my|off|near)\b)(?:[\p{L}'.]+\s){0,2}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|crescent|terrace|alley|close)\b/giu,
  /(?<=\b[\p{L}'.-]*(?:street|str\.?|straße|strasse|road|avenue|weg|platz|allee|gasse|lane|drive|boulevard)\s)\d{1,4}[a-z]?\b(?![.,]\d|\s?(?:k\b|\$|dollar|buck|usd))/giu,
  /\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,3}[- ][A-Z]{1,2}\s?\d{1,4}\b/g,
  // telephone and other long numbers
  /\b(?:call|phone|tel|telephone|mobile|cell|whatsapp|reach me|text me)\b\D{0,20}\+?\d[\d\s()./-]{5,}\d/gi,
  /\+\d[\d\s()./-]{7,}\d|\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\b0\d{3,}[\s/-]?\d{3,}\b|(?<![$€£\d.,]\s?)\b\d{8,}\b(?![.,]?\d|\s?(?:\$|dollar|usd))/g,
];

/** The text, equally long, with numbers that are surely not money (dates, roads, counts) covered by U+FFFC. */
export function hideOtherNumbers(text: string): string {
  return otherNumbers.reduce(
    (rest, pattern) => rest.replace(pattern, (hit) => (/[$€£]/.test(hit) ? hit : "\uFFFC".repeat(hit.length))),
    text,
  );
}
