import { eventPattern, readConcepts } from "./vocabulary";

/** One short, kind sentence that fits what was said: never a question, never a promise. */
export function acknowledge(text: string, foundFacts: boolean): string {
  const said = text.trim();
  if (/\bapprov\w*|\b(?:pay|send) (?:me|it|out|the money)\b|\bignore (?:your|all|the|any)\b/i.test(said)) {
    return "I cannot decide about a claim, only a specialist can; I take down the facts.";
  }
  const isQuestion = /\?\s*$/.test(said) || /^(?:how|what|when|why|who|can|could|do|does|is|are|will)\b/i.test(said);
  const { vehicle, home } = readConcepts(said);
  if (eventPattern.test(said) || vehicle.score + home.score >= 2) {
    if (
      /\b(?:injur\w*|hurt|hospital|ambulance|whiplash)\b/i.test(said) &&
      !/\b(?:no ?one|nobody|not|no)\b[^.]{0,20}\b(?:injur|hurt)/i.test(said)
    ) {
      return "I am very sorry to hear that, and I hope everybody recovers quickly.";
    }
    if (/\b(?:stole|stolen|theft|thie(?:f|ves)|burgl\w*|robb\w*|broke(?:n)? into|break-?in)\b/i.test(said))
      return "I am sorry to hear that; that must have been a shock.";
    if (vehicle.score > home.score) return `I am sorry to hear about the damage to your ${vehicleName(said)}.`;
    if (home.score > vehicle.score) return "I am sorry to hear about the damage to your home.";
    return "I am sorry to hear that.";
  }
  if (isQuestion) return "I can take down your claim here; a specialist will gladly answer everything else.";
  if (foundFacts) return "Thank you, I have noted that.";
  if (/^\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))\b/i.test(said))
    return "Hello, and thank you for getting in touch.";
  if (/\b(?:thanks|thank you|cheers)\b/i.test(said)) return "You are welcome.";
  if (/\b(?:claim|damage|report|accident|insurance|help)\b/i.test(said))
    return "Thank you for getting in touch, I will help you with your claim.";
  return "Thank you for telling me.";
}

const noCar =
  /\b(?:motor ?cycles?|motor ?bikes?|scooters?|mopeds?|vespa|vans?|mini ?vans?|trucks?|lorry|pick-?up|campers?|motorhome|caravan|trailer|rv|tractor|rickshaw|quad|kawasaki|yamaha|suzuki|ducati|ktm|harley|triumph|ninja)\b/i;

/** "car", unless it may be a motorcycle, a van or the like: those are vehicles. */
const vehicleName = (said: string): string =>
  noCar.test(said) && !/\b(?:my|our) (?:\p{L}+ )?car\b/iu.test(said) ? "vehicle" : "car";
