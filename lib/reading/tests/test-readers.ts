import { findSuspicion } from "@/lib/chat/find-suspicion";
import { Context } from "@/lib/engine";
import { acknowledge } from "@/lib/llm/demo/acknowledge";
import { writeQuery } from "@/lib/llm/demo/query";
import type { DemoField } from "@/lib/llm/demo/schema";
import { answerTalk } from "@/lib/llm/demo/talk";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { possibleAmounts } from "@/lib/reading/amounts/possible-amounts";
import { readRelation, repeatsInDollars, tellsOnlyAmount } from "@/lib/reading/claimed-amounts/relations";
import { readNamedValue, readShortAnswer } from "@/lib/reading/values/short-answers";
import { beginsAsQuestion } from "@/lib/reading/words/questions";
import { readChoice } from "@/lib/tasks/amounts/choose-amount";
import { readNewTotal } from "@/lib/tasks/conversation/evidence/read-new-total";
import { readField } from "@/lib/tasks/facts/facts";
import { keepConsistent } from "@/lib/tasks/facts/keep-consistent";
import { daysIn, storyChangeIn } from "@/lib/tasks/facts/own-reading";
import { readForeignLanguage } from "@/lib/tasks/languages/read-language";
import { checkProposal } from "@/lib/tasks/model/check-proposal";
import { shownWords } from "@/lib/tasks/model/check-sentence";
import { fitCondolence, isCondolence } from "@/lib/tasks/model/condolence";
import { askedMatter } from "@/lib/tasks/questions/asked-matter";
import { asksSomething, readIntents, saysUnknown, withoutIntents } from "@/lib/tasks/questions/read-intent";
import { acceptsAmount, confirmsFacts, confirmsWithdrawal, saysNo, saysYes } from "@/lib/tasks/replies/read-consent";
import { deniesFacts, saysDoubt } from "@/lib/tasks/replies/read-doubt";
import { readFollowUp } from "@/lib/tasks/replies/read-follow-up";
import { readOpenField } from "@/lib/tasks/replies/read-open-field";
import { namedReference } from "@/lib/tasks/replies/read-reference";
import { readRemoval } from "@/lib/tasks/replies/read-removal";
import { readSkip } from "@/lib/tasks/replies/read-skip";
import { readSmallTalk } from "@/lib/tasks/replies/small-talk";
import { renderTemplate } from "@/lib/tasks/template";
import { cleanText, searchWords } from "@/lib/text";
import { findAmounts } from "../claimed-amounts/find-amounts";
import { readDate } from "../dates/dates";
import { readConcepts, tellsEvent } from "../matters/concepts";
import { readInjury } from "../matters/injuries";
import { answerClassification } from "../matters/labels";
import { readOutside } from "../matters/outside";
import { addsDamage, severalDamages } from "../matters/several-damages";
import { readPlaceInstead } from "../places/place-corrections";
import { tidyPlace } from "../places/place-words";
import { readPlace } from "../places/places";
import { describeEvent } from "../story/description";
import { readStoryChange } from "../story/story-change";
import { respellText } from "../words/spelling";

const today = "2026-11-23";
const field = (key: string, kind: DemoField["kind"], label: string, question: string): DemoField => ({
  key,
  kind,
  label,
  description: label,
  question,
  options: kind === "choice" ? ["car", "apartment"].map((value) => ({ value, words: [value] })) : [],
});
const fields = [
  field("type", "choice", "Type", "Is this about a car or an apartment?"),
  field("description", "text", "What happened", "What happened?"),
  field("date", "date", "When", "When did it happen?"),
  field("place", "text", "Where", "Where did it happen?"),
  field("amount", "money", "Amount", "How much will it cost?"),
  field("hurt", "yes_no", "Injuries", "Was anybody hurt?"),
  field("witness", "text", "Witness", "Did anybody see it?"),
  field("chairs", "number", "Chairs", "How many chairs?"),
  field("wait", "duration", "Wait", "How long did it take?"),
  field("mail", "email", "E-mail", "What is your e-mail address?"),
];
const labels = [
  { value: "car", description: "Car. Vehicles" },
  { value: "pet", description: "Pet. Dogs and cats, vets" },
];

const talk = (latest: string, lastQuestion: string, earlier: string[] = []) =>
  answerTalk({ type: "talk", fields, hasIntent: true }, { instructions: "", latest, earlier, lastQuestion });
const typedKinds = ["number", "duration", "email"] as const;
const spec = (type: "text" | "money" | "date" | "choice" | "yes_no" | (typeof typedKinds)[number]) => ({
  key: "fact",
  label: "Fact",
  type,
  required: true,
  options: [{ value: "a", label: "A" }],
});

/** Everything that reads what people write, by name. */
export const readers: Record<string, (text: string) => unknown> = {
  amounts: (text) => findAmounts(text),
  "search words": (text) => [writeQuery(text), writeQuery(`<data>${text}</data>`)],
  "amounts asked for": (text) => findAmounts(text, true),
  "one amount": (text) => parseAmount(text),
  days: (text) => readDate(text, today),
  "every day named": (text) => daysIn(text, today),
  places: (text) => readPlace(text),
  "a place named": (text) => [tidyPlace(text), readPlaceInstead(text, "the kitchen")],
  concepts: (text) => readConcepts(text),
  events: (text) => tellsEvent(text),
  spelling: (text) => respellText(text),
  injuries: (text) => readInjury(text),
  "other matters": (text) => readOutside(text),
  "several damages": (text) => [severalDamages(text), addsDamage(text, "home"), addsDamage(text, "vehicle")],
  "questions and wishes": (text) => withoutIntents(text, readIntents(text)),
  "a reply to an answer": (text) => readFollowUp(text),
  "the reference of another session": (text) => namedReference(text, "CLM-9WJ8CPSK"),
  "a new total": (text) => readNewTotal(text),
  "plain replies": (text) => [
    saysYes(text),
    saysNo(text),
    saysUnknown(text),
    confirmsWithdrawal(text),
    asksSomething(text),
  ],
  "doubts and denials": (text) => [saysDoubt(text), deniesFacts(text)],
  condolences: (text) => [isCondolence(text), fitCondolence("I am sorry about your car.", text, false)],
  "a matter asked about": (text) => askedMatter(text),
  languages: (text) => readForeignLanguage(text, ["en"]),
  labels: (text) => answerClassification(labels, text),
  "the kind sentence": (text) => acknowledge(text, true),
  "first words": (text) => talk(text, ""),
  "an answer": (text) => talk(text, fields.map(({ question }) => question).join(" ")),
  "earlier words": (text) => talk("yes", "What else?", [text]),
  "a card": (text) => talk("the roof broke", `What happened: ${text.replaceAll("\n", " ")}\n\nIs this right? ${text}`),
  suspicion: (text) => findSuspicion(text),
  "clean text": (text) => [cleanText(text), searchWords(text)],
  "a yes": (text) => confirmsFacts(text),
  "a wish to forget": (text) => readRemoval([spec("date"), spec("text")], text),
  "small talk": (text) => readSmallTalk(text),
  "a typed fact": (text) =>
    (["text", "money", "date", "choice", "yes_no", ...typedKinds] as const).map((type) =>
      readField(spec(type), text, new Date(0)),
    ),
  "a model's proposals": (text) =>
    (["text", "long_text", "money", "date", ...typedKinds] as const).map((type) =>
      checkProposal({ ...spec("text"), type }, type === "money" ? [text, text] : text, new Context(), {
        text,
        messages: [{ content: text, seq: 1, timestamp: `${today}T12:00:00Z` }],
        askedKey: "fact",
        timesAsked: 2,
        messageSeq: 1,
        now: new Date(`${today}T12:00:00Z`),
      }),
    ),
  "a model's sentence": (text) => [shownWords(text, text), shownWords("I am sorry.", text)],
  "a whole reply": (text) =>
    (["money", "date", "choice", "yes_no", ...typedKinds] as const).map((type) =>
      readOpenField(spec(type), text, new Date(0)),
    ),
  "what happened": (text) => describeEvent(text, today),
  "a change of what happened": (text) => [
    readStoryChange(text, "A pipe burst.", today),
    readStoryChange("no", text, today),
    storyChangeIn(text, "A pipe burst.", today),
  ],
  "an ambiguous amount": (text) => possibleAmounts(text),
  "an amount beside others": (text) => [readRelation(text), tellsOnlyAmount(text), repeatsInDollars(text)],
  "a short answer": (text) => [
    readShortAnswer(text, "Number plate"),
    readNamedValue(text, "Number plate"),
    beginsAsQuestion(text),
  ],
  "a choice among amounts": (text) => [
    readChoice(text, { choices: { amounts: [{ cents: 2000_00, part: "TV" }], isSummable: true }, value: 1 }),
    readChoice(text.slice(0, 200), { choices: { amounts: [{ cents: 2000_00, part: "" }], isSummable: false } }),
  ],
  "a skip": (text) => [readSkip(text), acceptsAmount(text)],
  "facts that contradict each other": (text) => {
    const kinds = ["text", "long_text", "choice"] as const;
    const all = kinds.map((type) => ({ ...spec("text"), type, key: type }));
    const context = new Context({ text, long_text: text, choice: "a" });
    return keepConsistent(context, all, { text: "the hall" }, { messageSeq: 1, now: new Date(0) });
  },
  "a letter": (text) =>
    renderTemplate("Dear {{ name }}, {{ name | day }} {{ name | money }}", new Context({ name: text }), {}),
};
