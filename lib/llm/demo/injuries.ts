import { endsBefore, matchAt, phrase } from "@/lib/tokens/phrase";
import { type Token, tokenize } from "@/lib/tokens/tokens";
import { readOutside } from "./outside";

const bodyParts =
  "arm|arms|leg|legs|hand|hands|finger|fingers|thumb|wrist|ankle|foot|feet|toe|toes|knee|knees|shoulder|elbow|hip|rib|ribs|nose|neck|back|spine|head|skull|collarbone|jaw|face|eye|eyes|tooth|teeth|skin";
const side = "left|right|own|little|big|lower|upper|index|front|whole|both{0,2}";
const people =
  "i|we|he|she|they|somebody|someone|people|person|persons|driver|passenger|cyclist|pedestrian|wife|husband|son|daughter|child|children|kid|kids|baby|mother|father|mum|mom|dad|friend|partner|brother|sister|neighbour|neighbor|colleague|roofer|plumber|man|woman|boy|girl";

/** Words that say of a person that they were hurt. */
const injury = phrase(
  `injur*|hurt|hurts|whiplash|concussion|concussed|fracture|fractured|sprained|unconscious|bleeding|bled|paralysed|
    paralyzed|wounded |
  broke|broken|breaking|sprained|twisted|bruised|cut|burned|burnt|burnt|scalded|crushed|fractured|dislocated|hit|lost|
    banged|tore|pulled|smashed my|his|her|their|our ${side} ${bodyParts} |
  my|his|her|their|our ${side} ${bodyParts} is|are|was|were|got a|badly? broken|fractured|sprained|bruised|burned|burnt|
    swollen|bleeding|cut|sore |
  neck|back|chest|head|leg|arm|knee|shoulder pain|pains|ache|aches |
  broken|fractured|sprained|dislocated ${bodyParts} |
  taken|brought|rushed|went|go|goes|going|am|is|are|was|were|ended|ends|still|drove|driven up? to|in|into the|a? hospital|er |
  called|call|needed|took|came an|the|by|in|with? ambulance | ambulance took|came|picked|brought |
  ${people} was|were|is|got|has|have been? killed | bit|bitten|stabbed|attacked|bites me|him|her|us|them | was|got|been bitten|stabbed by |
  ${people} died | needed|needs|got|get|had stitches | stitches in|on my|his|her ${bodyParts}`,
);
/** What makes "back", "head" or "face" a part of a thing: "broke my back window". */
const goesOn = phrase(
  "$ | [^_] | and|or|when|while|as|in|on|at|because|during|after|before|from|by|too|also|but|badly|with|so|then|which|is|are|was|were|has|had|if|today|yesterday|last|this",
);
const endsInBody = phrase(`${bodyParts}`);
const nobody = phrase(
  "nobody|none|noone|never|without|nothing|hardly|not|*n't|neither _{0,4} | no one _{0,4} | no !doubt|matter|idea{0,3} | could|might|would have been?",
);
const noneFollows = phrase("[:?-]{0,2} no|none|nobody|zero|nil | nobody|no one");

/** The sentences of a text, each with what ends it. */
function sentencesIn(text: string): string[] {
  const ends = [...text.matchAll(/[.!?](?=\s|$)|\n/g)].map(({ index }) => index + 1);
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

/** The sentence that tells that a person was hurt, or undefined. "Nobody was hurt" and a hurt dog are none. */
export function readInjury(text: string): string | undefined {
  const sentences = sentencesIn(text).map((sentence) => sentence.trim());
  return sentences.find((sentence, index) => tellsInjury(sentence, sentences[index + 1] ?? ""));
}

const asking = phrase("what if | do|does|did|will|would|is|are|was|were|can|could|should|has|have|anyone|anybody");
const yes = phrase("yes|yeah|yep|unfortunately|sadly");

function tellsInjury(sentence: string, next: string): boolean {
  const tokens = tokenize(sentence);
  const isAnswered = matchAt(yes, tokenize(next), 0) >= 0;
  if (sentence.endsWith("?") && matchAt(asking, tokens, 0) >= 0 && !isAnswered) return false;
  const isTold = tokens.some((_, start) => {
    const end = matchAt(injury, tokens, start, tokens.length, (at) => isWholeThing(tokens, at));
    return end >= 0 && !endsBefore(nobody, tokens, start) && matchAt(noneFollows, tokens, end) < 0;
  });
  return isTold && readOutside(sentence)?.name !== "Pets";
}

const isWholeThing = (tokens: Token[], end: number): boolean =>
  matchAt(endsInBody, tokens, end - 1) < 0 || matchAt(goesOn, tokens, end) >= 0;
