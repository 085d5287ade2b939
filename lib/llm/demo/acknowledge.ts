import { readConcepts, tellsEvent } from "@/lib/reading/matters/concepts";
import { readInjury } from "@/lib/reading/matters/injuries";
import { findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { beginsAsQuestion } from "@/lib/reading/words/questions";

const command = phrase(
  `approv* | pay me|it|out|now | pay|send|transfer|wire me? the|my|our money|payment|payout|cash |
    send|transfer|wire me? [$]? # | send it|out | ignore your|all|the|any`,
);
const question = phrase("how|what|when|why|who|can|could|do|does|is|are|will");
const wish = phrase("please|pls|plz send|mail|post|email|call|ring|phone|write me|us|it|a|the|my");
const crime = phrase("stole|stolen|theft|thief|thieves|burgl*|robb*|breakin | broke|broken into | break -? in");
const hello = phrase("hi|hello|hey|hiya | good morning|afternoon|evening|day");
const thanks = phrase("thanks|cheers | thank you");
const request = phrase("claim|damage|report|accident|insurance|help");

/**
 * A short, kind sentence that fits the message. It is never a question and never a promise. `isAboutDamage`: the
 * workflow asks for accidents or damage, so that a broken thing is the person's own.
 */
export function acknowledge(text: string, foundFacts: boolean, isAboutDamage = true): string {
  const said = text.trim();
  const tokens = tokenize(said);
  if (holds(command, tokens)) return "I cannot decide that; I take down the facts.";
  const isQuestion = said.endsWith("?") || matchAt(question, tokens, 0) >= 0 || beginsAsQuestion(said);
  const { vehicle, home } = readConcepts(said);
  if (isAboutDamage && (tellsEvent(said) || vehicle.score + home.score >= 2)) {
    if (readInjury(said) !== undefined) {
      return "I am very sorry to hear that, and I hope everybody recovers quickly.";
    }
    if (holds(crime, tokens)) return "I am sorry to hear that; that must have been a shock.";
    if (vehicle.score > home.score) return `I am sorry to hear about the damage to your ${vehicleName(tokens)}.`;
    if (home.score > vehicle.score) return "I am sorry to hear about the damage to your home.";
    return "I am sorry to hear that.";
  }
  if (isQuestion && !foundFacts) return "I do not know the answer to that.";
  if (foundFacts) return "Thank you, I have noted that.";
  if (holds(wish, tokens)) return "I cannot do that here; I take down the facts.";
  const first = tokens.findIndex(({ kind }) => kind === "word" || kind === "number");
  if (first >= 0 && matchAt(hello, tokens, first) >= 0) return "Hello, and thank you for getting in touch.";
  if (holds(thanks, tokens)) return "You are welcome.";
  if (holds(request, tokens)) return "Thank you for getting in touch, I will help you with that.";
  return "Thank you for telling me.";
}

const noCar = phrase(
  `motorcycle|motorcycles|motorbike|motorbikes|scooter|scooters|moped|mopeds|vespa|van|vans|minivan|minivans|truck|
    trucks|lorry|pickup|camper|campers|motorhome|caravan|trailer|rv|tractor|rickshaw|quad|kawasaki|yamaha|suzuki|
    ducati|ktm|harley|triumph|ninja |
  motor cycle|cycles|bike|bikes | mini van|vans | pick - up`,
);
const ownCar = phrase("my|our _? car");

/** "car", or "vehicle" when it may be a motorcycle or a van. */
const vehicleName = (tokens: Token[]): string =>
  findPhrase(noCar, tokens) && !findPhrase(ownCar, tokens) ? "vehicle" : "car";
