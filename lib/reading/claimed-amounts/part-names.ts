import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { wordSet } from "../words/word-list";

/** Things that have a price in a claim, in the singular. */
const things = wordSet(`
  tv tvs television laptop notebook computer pc tablet ipad iphone phone smartphone cellphone macbook monitor screen
  printer camera console playstation xbox switch speaker stereo radio headphones earbuds amplifier keyboard guitar
  piano violin drone projector watch smartwatch ring necklace bracelet earring earrings jewelry jewellery wallet purse
  bag handbag backpack suitcase jacket coat dress suit shoes boots clothes clothing glasses sunglasses cash tool
  toolbox drill saw mower lawnmower ladder bike bicycle ebike scooter moped stroller pram trailer kayak canoe tent
  skis snowboard surfboard helmet barbecue grill sofa couch armchair chair table desk shelf bookshelf bookcase
  wardrobe cupboard cabinet dresser drawer bed mattress pillow duvet blanket curtain blind carpet rug lamp chandelier
  mirror picture painting frame vase clock oven stove hob cooker cooktop hood fridge refrigerator freezer dishwasher
  washer dryer machine microwave toaster kettle boiler heater radiator furnace aircon thermostat toilet sink basin
  bathtub tub bath shower faucet tap pipe hose valve tank pump gutter roof chimney shed garage fence gate wall ceiling
  floor floorboard board parquet laminate tile slate shingle panel plaster drywall wallpaper paint painting door
  window pane glass windowsill skylight shutter lock key keys safe alarm stairs railing balcony terrace patio deck
  awning kitchen bathroom countertop worktop bumper fender hood bonnet trunk boot tailgate light headlight headlamp
  taillight lamp windshield windscreen tire tyre wheel rim hubcap axle exhaust muffler engine gearbox transmission
  clutch radiator battery alternator sensor grille spoiler seat airbag dashboard antenna wiper dent scratch paintwork
  respray towing tow labor labour parts materials material cleaning freight installation disposal car truck van
  motorcycle motorbike instrument book dish plate crockery cutlery toy lens tripod paddle turntable subwoofer router
  server hammer wrench compressor generator vacuum iron mixer blender kettlebell treadmill bench stool wardrobes mat
  sink shelving lampshade basket cooler umbrella scarf sweater jeans shirt sneakers passport pan pot knife coffeemaker
  espresso fan vent duct wiring socket cable plinth skirting doorbell intercom letterbox mailbox gazebo parasol
  hammock swing pergola carport porch aquarium plant tree hedge greenhouse trampoline pool
`);
/** Words in front of the name of a thing: "washing machine", "roof rack". */
const kinds = wordSet(`
  washing sewing coffee tumble rental dining coffee side rear front left right back wing garage garden kitchen
  bathroom roof floor wall car bike door window gold silver diamond wedding electric mountain flat game games
`);
const maxWords = 3;
const maxWordsBefore = 5;

/** The thing that a token names, in the singular, or "". */
export function thingOf(token: Token | undefined): string {
  if (token?.kind !== "word") return "";
  const { text } = token;
  const forms = [text, text.replace(/s$/, ""), text.replace(/es$/, ""), text.replace(/ves$/, "f")];
  return forms.find((form) => things.has(form)) ?? "";
}

const forWhat = phrase("for|on the|my|our|a|an|his|her|their|new{0,2}");
const small = wordSet(`
  a an the my our his her their its and or plus also then with for of at to in on is was are were be it that this
  costs cost costing price quote estimate bill total amount worth repair repairs fix about around roughly approx maybe
  stolen broken gone damaged ruined lost taken ( : = $ - –
`);

/** The thing that the amount between two tokens is for: "TV" in "TV 400", "door" in "$500 for the door", or "". */
export const partName = (tokens: Token[], from: number, to: number): string =>
  nameAfter(tokens, to) || nameBefore(tokens, from);

function nameBefore(tokens: Token[], from: number): string {
  let end = from;
  while (from - end < maxWordsBefore && small.has(tokens[end - 1]?.text ?? "")) end--;
  const last = tokens[end - 1];
  return thingOf(last) ? nameEndingAt(tokens, end) : "";
}

function nameAfter(tokens: Token[], to: number): string {
  const end = nameEnd(tokens, to);
  return end > to ? nameEndingAt(tokens, end, to) : "";
}

/** The end of the name of a thing after an amount ("$500 for the door"), or `to`, the end of the amount. */
export function nameEnd(tokens: Token[], to: number): number {
  const start = matchAt(forWhat, tokens, to);
  if (start < 0) return to;
  let end = start;
  while (end - start < maxWords && isOfName(tokens[end])) end++;
  const last = tokens[end - 1];
  return end > start && thingOf(last) ? end : to;
}

const isOfName = (token: Token | undefined): boolean =>
  token?.kind === "word" && (kinds.has(token.text) || thingOf(token) !== "");

function nameEndingAt(tokens: Token[], end: number, floor = 0): string {
  let start = end - 1;
  while (start > floor && end - start < maxWords && isOfName(tokens[start - 1])) start--;
  return tokens
    .slice(start, end)
    .map(({ raw }) => raw)
    .join(" ");
}
