import { endsBefore, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { readAs, type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { respell } from "../words/spelling";
import { phraseWords, wordList, wordSet } from "../words/word-list";
import { pets, readOutside } from "./outside";

const bodyParts = `arm|arms|leg|legs|hand|hands|finger|fingers|thumb|wrist|wrists|ankle|ankles|foot|feet|toe|toes|
  knee|knees|shoulder|shoulders|elbow|hip|rib|ribs|nose|neck|back|spine|head|skull|collarbone|jaw|face|eye|eyes|ear|
  tooth|teeth|skin|stomach|thigh|shin|lip|forehead`;
const side = "left|right|own|little|big|lower|upper|index|front|whole|both{0,2}";
const relatives = `wife|husband|son|daughter|child|children|kid|kids|baby|toddler|mother|father|mum|mom|dad|parents|
  grandmother|grandfather|grandma|grandpa|grandson|granddaughter|aunt|uncle|cousin|nephew|niece|friend|girlfriend|
  boyfriend|partner|brother|sister`;
const nouns = `somebody|someone|people|person|persons|driver|drivers|passenger|passengers|cyclist|cyclists|
  motorcyclist|biker|rider|pedestrian|pedestrians|${relatives}|neighbour|neighbor|colleague|tenant|guest|visitor|
  postman|postwoman|mailman|courier|roommate|flatmate|roofer|plumber|man|men|woman|women|boy|girl|lady|guy`;
const people = new Set(phraseWords(`i|we|he|she|they|${nouns}`));
const owners = new Set(["my", "our", "his", "her", "their", "your"]);
const isPersons = ({ text, base }: Token): boolean => base !== text && people.has(base);
const tests = {
  person: ({ text }: Token) => people.has(text),
  whose: (token: Token) => owners.has(token.text) || isPersons(token),
  // "My son's in hospital".
  persons: isPersons,
  is: (token: Token) => ["am", "is", "are", "was", "were", "been"].includes(token.text) || isPersons(token),
};
const ward = "( hospital|er|icu|emergency | a & e | emergency|trauma room|department|ward|unit | intensive care )";
/** A person with a clause about them: "the cyclist I hit". */
const who = `<person> (
  who|that{0,1} i|we|he|she|they|you hit|struck|injured|knocked|ran over|down{0,1} |
  who|that !said|says|told|thinks|thought|claims{1,3} |
  in|on|of the|a|my|his|her|that{1,2} _{1,2} )?`;

const wounds = `burn|burns|cut|cuts|bruise|bruises|bump|bumps|scratch|scratches|wound|wounds|gash|gashes|blister|
  blisters|swelling|scrape|scrapes|graze|grazes|glass|splinter|splinters|bandage|blood|scar|scars`;
/** Wounds that only a person has. */
const ownWounds = `burns|bruise|bruises|wound|wounds|gash|blister|blisters|concussion|whiplash|fracture|fractures|
  sprain|nosebleed|swelling|burn !mark|hole|stain|spot | black eye | bloody|broken nose | burn $ | cuts`;
/** Words that tell of an injured person. */
const injury = phrase(
  `injur*|hurt|hurts|hurting|whiplash|concussion|concussed|fracture|fractured|sprained|unconscious|unconcious|
      bleeding|bled|paralysed|paralyzed|wounded|hospitalised|hospitalized|fainted |
  broke|broken|breaking|sprained|twisted|bruised|cut|burned|burnt|burnt|scalded|crushed|fractured|dislocated|hit|lost|
    banged|tore|pulled|smashed|bit <whose> ${side} ${bodyParts} |
  <whose> ${side} ${bodyParts} is|are|was|were|got a|badly? broken|fractured|sprained|bruised|burned|burnt|swollen|
    bleeding|cut|sore |
  neck|back|chest|head|leg|arm|knee|shoulder pain|pains|ache|aches |
    a|very|really sore|stiff|swollen|painful ${bodyParts} |
  pain|pains|ache|aches|aching in|on|around|down <whose> ${side} ${bodyParts}|chest |
    <is> in a|great|severe|lot|of|terrible{0,3} pain|agony |
  <whose> ${side} ${bodyParts} is|are killing|hurting|aching | surgery|operation on <whose> ${side} ${bodyParts} |
  headache|headaches since|after|from | lost a|an|one|two|three|four|#|some{1,2} ${bodyParts} |
  can't|cannot|couldn't move|feel|bend|lift <whose> ${side} ${bodyParts} |
  broken|fractured|sprained|dislocated ${bodyParts} |
  ( taken|brought|rushed|admitted|treated|operated|staying|stayed|lying|went|go|goes|going|ended|ends|still|drove|
    driven | <is> | took|brought|rushed|drove ( me|him|her|them|us | my|our|his|her|the _{0,1} <person> ) ) up?
    to|in|into|at the|an|a? ${ward} |
  called|call|needed|took|came an|the|by|in|with? ambulance |
    taken|brought|left|went|transported [^.;#]{0,4} by|in an? ambulance |
  paramedics|paramedic|medics treated|took|checked|came|helped | ambulance took|came|picked|brought |
  ${who} was|were|is|got|has|have been? killed | bit|bitten|stabbed|attacked|bites ( me|him|her|us|them |
    my|our|the|a|his _{0,1} <person> ) | was|got|been bitten|stabbed by |
  ${who} has|have|had|just|sadly|later|also|nearly|almost{0,2} died |
    ${who} has|have|had|just|sadly|later{0,2} passed away |
  ( ${who} is|was|are|were now|already? | him|her|them ) dead |
    <persons> dead ( $ | [^_] | and|at|in|on|now|after|because|since ) |
  pronounced|declared dead | lost his|her|their own? life|lives | fatal accident|crash|collision|injury|injuries |
    was|were|is fatal | fatally |
  ${who} was|were|got _{1,3} and died | dead person|people|man|woman|child|driver|passenger|cyclist|pedestrian|body |
  ${who} ( did|does|has|have|had not|never | didn't|hasn't|haven't|never ) survive|survived |
    ${who} ( did not | didn't ) make it |
  killed ( me|him|her|them|us | a|the|my|our|his|her|two|three young|old|other{0,1} <person> ) |
  lost|losing|regained consciousness | ${who} was|got|were knocked out |
  ${who} passed|blacked out ( $ | [^_] | and|at|in|on|when|while|after|because|from|for|during|twice ) |
  knocked me|him|her|us|them out|down|over|unconscious |
  needed|needs|need|got|get|had|has|have|require|requires a|some|few|several|any|#|two|three|four|five|six|seven|
    eight|nine|ten{0,2} stitches |
  stitches in|on|for <whose>|the ${side} ${bodyParts} |
  ${wounds} on|in|at|to|across|over|around|behind|under ( <whose> | the|both ) ${side} ${bodyParts} |
  ${who} has|have|had|got|gets|suffered|with ( a|an|some|two|few|small|minor|big|bad|nasty|serious|slight|deep|light|
    second|third|degree|first | [-] ){0,5} ( ${ownWounds} ) |
  burned|burnt|cut|hurt|injured|scalded|bruised|wounded|stabbed|scraped|grazed
    myself|himself|herself|themselves|ourselves|itself |
  ${who} is|was|are|were|got|gets|been|has badly|slightly|lightly|seriously|a|bit|little{0,2}
    burned|burnt|scalded|bruised|limping|coughing|choking|bandaged |
  ${who} can't|cannot|couldn't|can barely|hardly? walk|stand|breathe | trouble|difficulty|problems|hard breathing |
  hard to breathe`,
  tests,
);
const hittable = new Set(
  phraseWords(`${relatives}|pedestrian|pedestrians|cyclist|cyclists|motorcyclist|man|woman|boy|girl|lady|person|
    somebody|someone`),
);
const young = "son|daughter|child|children|kid|kids|baby|toddler|boy|girl|pedestrian|cyclist|motorcyclist|biker";
/** Accidents of persons, who may be injured even if no injury is named: they were hit, fell or were taken away. */
const accident = phrase(
  `hit|hits|struck|crushed|knocked|ran|run|drove|fell|landed over|down|on|onto|against|into{0,1}
      my|our|his|her|their|a|an|the|some{0,1}
    ${side} <hittable> |
  ${young} was|were|got|been hit|struck|run|knocked |
  pedestrian|cyclist|man|woman|person|people was|were|got knocked|hit|struck |
  <person> fell|tripped down|off|from|through|over|out|into |
  taken|brought|carried|driven away|off|there? by|in|with an|the? ambulance |
  ran|run|drove over a|the|my|our|his|her? <persons>? ${bodyParts} |
  felt|feel|feeling|got dizzy|sick|nauseous|ill|faint | threw|throwing up | vomited|vomiting | smoke inhalation |
    monoxide poisoning |
  <person> has|have|had|got|suffered _{0,2} bruises|bruising|burns|cuts|wounds|scratches |
  <person> was|were|is|are|sat|sitting ( with me|us|him|her )? in|inside|on the|my|our|his|her|a?
    back|front|passenger{0,1} car|van|truck|back|seat|backseat|front|bus|bike|motorbike|vehicle
    [^.;#]!nobody|none|not|never|no{0,6} crying|cries|screaming|shaking|trembling|shock|dizzy|sore|vomiting |
  <person> is|are|was|were|went|been in|into shock |
  fatal|fatally|fatality|fatalities|paramedic|paramedics |
  <person> ( behind|beside|opposite|inside me|us|it | in|ahead|front|next of|to|the? _{1,2} ) died |
  ${bodyParts} got|was|were|is caught|stuck|trapped|jammed|squashed|pinched |
  see|saw|seen|visit|visited a|the|my doctor`,
  // "hit my son's car" is an accident of a car.
  { ...tests, hittable: ({ text }: Token) => hittable.has(text) },
);
/** Words after a part of the body. Without one of them it is a part of a thing: "broke my back window". */
const goesOn = phrase(
  `$ | [^_] | and|or|when|while|as|in|on|at|because|during|after|before|from|by|too|also|but|badly|with|so|then|which|
    is|are|was|were|has|had|if|today|yesterday|last|this|since|for|until|still|now|that|where|i|he|she|we|they|it|my|
    the|very|really|hard|open|again`,
);
const endsInBody = phrase(`${bodyParts}`);
/** Money that is hurt: "does that hurt my bonus?" */
const isOnlyMoney = phrase(
  `hurt|hurts|hurting my|our|his|her|their|your|the|any? ( no|claim|claims|insurance|credit|resale|car | [-] ){0,4}
    bonus|premium|premiums|rate|rates|discount|rating|record|policy|contract|cover|coverage|claim|chances|price|class|
      value|wallet|budget|finances|feelings|pride`,
);
/** Words that are not an injury: "I was in the hospital car park", "he did not make it home". */
const isOnlyPlace = phrase("hospital|er|room|department|ward parking|car|park|lot|garage|entrance|gate|street|road");
const isOnlyLate = phrase("make it !and|but|so|because|after|when|i|we|to");
const nobody = phrase(
  `nobody|none|noone|never|without|nothing|hardly|not|*n't|neither ( !and|but|except |
      and !i|we|he|she|they|my|our|his|her ){0,4} |
  no one ( !and|but|except | and !i|we|he|she|they|my|our|his|her ){0,4} | no !doubt|matter|idea{0,3} |
    could|might|would have been?`,
);
const noneFollows = phrase("[:?-]{0,2} no|none|nobody|zero|nil | nobody|no one | to see|look|watch|think|say");

// A person reads messages in other languages later. An injury in them must be known at once.
const hurtAbroad = wordList(`
    herido herida heridos heridas lesionado lesionada lesionados falleció murió verletzt verletzte verletzter
    verletzten verletzung verletzungen bewusstlos gestorben blessé blessée blessés blessées blesse blessee décédé
    décédée ferito ferita feriti ferite deceduto ferido feridos machucado machucada machuquei morreu faleceu gewond
    gewonde gewonden bewusteloos overleden ranny ranna ranni rannych ranną zginął zginęła zmarł yaralı yaralandı
    yaralandım yaralandık yaralılar öldü skadats skadades
  personskada personskador kvæstet såret tilskadekommen rănit
    rănită răniți ranit zraněn zraněna zraněni zraněný zraněná zranil zranila zemřel
  `);
const hurtStems = wordList(`
  поранен травмован загину загинул пострадал ранен погиб травмир
  τραυματ נפצע פצוע घायल
`);
// Scripts without spaces, and scripts that join articles and prepositions to the word.
const hurtInside = [
  "受伤",
  "受傷",
  "死亡",
  "怪我",
  "けが",
  "ケガ",
  "負傷",
  "다쳤",
  "다친",
  "부상",
  "أصيب",
  "اصيب",
  "مصاب",
  "جريح",
];
const noneInside = ["没", "沒", "无", "無", "ありません", "なし", "ない", "없"];
const injuredAbroad = phrase("<hurt> | jag|han|hon|vi|någon är|blev|blivit|har{1,2} skadad|skadade", {
  hurt: ({ kind, text }) =>
    kind === "word" &&
    (hurtAbroad.includes(text) ||
      hurtStems.some((stem) => text.startsWith(stem)) ||
      (hurtInside.some((word) => text.includes(word)) && !noneInside.some((word) => text.includes(word)))),
});
const nobodyAbroad = phrase(
  `nadie|ningún|ninguna|sin|niemand|keiner|keine|nicht|ohne|aucun|aucune|pas|sans|nessuno|nessun|non|senza|ninguém|
      ninguem|nenhum|não|sem|geen|niet|zonder|nikt|nikogo|nie|bez|kimse|ingen|inga|inget|inte|ikke|nimeni|nu|nikdo|
      ніхто|не|без|никто|нет|немає|لم|لا|κανείς|δεν|אף|לא _{0,3} |
  no fue|está|estoy|es|hay|resultó|hubo{0,2} | personne ne|n'* _{0,3}`,
);
const noneFollowsAbroad = phrase("değil|yok|नहीं|없* | _ <none>", {
  none: ({ text }) => noneInside.some((word) => text.includes(word)),
});

/** The sentences of a text with their last signs. */
function sentencesIn(text: string): string[] {
  const ends = [...text.matchAll(/[.!?](?=\s|$)|\n/g)].map(({ index }) => index + 1);
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

/** The sentence that tells of an injured person, or undefined. "Nobody was hurt" and an injured dog are none. */
export function readInjury(text: string): string | undefined {
  const sentences = sentencesIn(text).map((sentence) => sentence.trim());
  return sentences.find((sentence, index) => tellsInjury(sentence, sentences[index + 1] ?? ""));
}

const asking = phrase("what if | do|does|did|will|would|is|are|was|were|can|could|should|has|have|anyone|anybody");
const yes = phrase("yes|yeah|yep|unfortunately|sadly");

function tellsInjury(sentence: string, next: string): boolean {
  const tokens = inFull(respell(tokenize(sentence)));
  const isAnswered = matchAt(yes, tokenize(next), 0) >= 0;
  if (sentence.endsWith("?") && matchAt(asking, tokens, 0) >= 0 && !isAnswered) return false;
  const isOfPet = petsIn(sentence, tokens);
  return tokens.some((_, start) => {
    const isAbroad = matchAt(injuredAbroad, tokens, start) >= 0;
    if (isAbroad && !endsBefore(nobodyAbroad, tokens, start) && matchAt(noneFollowsAbroad, tokens, start + 1) < 0) {
      return true;
    }
    const accidentEnd = matchAt(accident, tokens, start);
    const end =
      accidentEnd >= 0 ? accidentEnd : matchAt(injury, tokens, start, tokens.length, (at) => isInjury(tokens, at));
    if (end < 0 || endsBefore(nobody, tokens, start) || matchAt(noneFollows, tokens, end) >= 0) return false;
    return !isOfPet(start);
  });
}

const isInjury = (tokens: Token[], end: number): boolean =>
  matchAt(isOnlyPlace, tokens, end - 1) < 0 &&
  matchAt(isOnlyMoney, tokens, end - 1) < 0 &&
  !(end > 1 && matchAt(isOnlyLate, tokens, end - 2) >= 0) &&
  (matchAt(endsInBody, tokens, end - 1) < 0 || matchAt(goesOn, tokens, end) >= 0);

const shortForms: Record<string, string> = { "'m": "am", "'re": "are", "'s": "is", "'ve": "have" };

/** The tokens with "I'm", "she's" and "they're" as two words. */
const inFull = (tokens: Token[]): Token[] =>
  tokens.flatMap((token) => {
    const [, pronoun = "", ending = ""] = /^(i|he|she|we|they|you|who)('m|'re|'s|'ve)$/.exec(token.text) ?? [];
    const verb = shortForms[ending];
    if (token.text === "im") return [readAs(token, "i"), readAs(token, "am")];
    return verb === undefined ? [token] : [readAs(token, pronoun), readAs(token, verb)];
  });

const clauseWords = wordSet("and but because when while so then after before although");
const endsClause = ({ kind, text }: Token): boolean =>
  kind === "break" || (kind === "symbol" && /^[,;:()–—-]$/.test(text)) || clauseWords.has(text);
const surelyPerson = phrase(`i|we|me|us|${nouns} | my|our ${side} ${bodyParts}`);
const withPerson = phrase(`${nouns}|i|me and|or|with my|our|the|his|her? ${pets}`);

/**
 * A function that tells whether the clause of a token is about a pet. A clause without a person is about the last
 * pet.
 */
function petsIn(sentence: string, tokens: Token[]): (at: number) => boolean {
  const isPets = readOutside(sentence)?.name === "Pets";
  const isBoth = holds(withPerson, tokens);
  const starts: number[] = [];
  for (const [index, token] of tokens.entries()) starts.push(endsClause(token) ? index + 1 : (starts.at(-1) ?? 0));
  const known = new Map<number, boolean>();
  return (at) => {
    const from = starts[at] ?? 0;
    const isKnown = known.get(from);
    if (isBoth || isKnown !== undefined) return isKnown ?? false;
    let to = from;
    while (to < tokens.length && starts[to] === from) to++;
    const clause = sentence.slice(tokens[from]?.start, tokens[to - 1]?.end);
    const isPet = readOutside(clause)?.name === "Pets" || (isPets && !holds(surelyPerson, tokens, from, to));
    known.set(from, isPet);
    return isPet;
  };
}
