import type { GraphDefinition } from "@/lib/engine";
import { blocks, chain, definitionOf, type Names, numbered } from "./test-definitions";

/** A task of a classifier and its twelve branches, which meet again. */
const star: Names = {
  sort: "Which department?",
  ...numbered(12, (index) => `Department ${index + 1}`),
  done: "letter: Answer",
};

const german = [
  "Haftpflichtversicherungsbestätigung anfordern",
  "Kraftfahrzeughaftpflichtversicherungsunterlagenprüfung",
  "Schadensregulierungsbeauftragten hinzuziehen",
  "Rechtsschutzversicherungsgesellschaften benachrichtigen und um Stellungnahme bitten",
].map((name) => name.slice(0, 80));
/** A value without spaces, as long as a sentence. */
const longJapanese = "自動車の事故による損害賠償の請求についての申し立て";
const japanese = [
  "保険金請求の受付と本人確認",
  "事故の状況についての詳しい聞き取りと写真の確認",
  "担当者による審査",
  "お支払いの手続き",
];

/** Typical workflows, and shapes that are hard to lay out. */
export const testShapes: readonly GraphDefinition[] = [
  definitionOf(
    "loan",
    {
      ...{ apply: "Take the application", score: "Score the applicant", offer: "set: Offer at once" },
      ...{ officer: "review: Loan officer decides", papers: "Ask for payslips", sign: "Sign the contract" },
      ...{ pay: "Pay out", refuse: "letter: Refuse politely" },
    },
    [
      ...[
        "apply > score",
        "score > papers if payslips_count lt 3",
        "score > offer if score gte 700",
        "score > officer",
      ],
      ...["papers > score", "offer > sign", "officer > sign if decision approve", "officer > refuse", "sign > pay"],
    ],
  ),
  definitionOf(
    "invoice",
    {
      ...{ receive: "Receive the invoice", match: "Match with the order", fix: "Ask the supplier to correct it" },
      ...{ head: "review: Head of department signs", board: "review: The board signs", pay: "letter: Pay" },
    },
    [
      ...["receive > match", "match > fix if differences exists", "match > board if amount_cents gte 5000000"],
      ...[
        "match > head",
        "fix > match",
        "head > pay if decision approve",
        "head > fix",
        "board > pay if decision approve",
      ],
      "board > fix",
    ],
  ),
  definitionOf(
    "incident",
    {
      ...{ alarm: "Take the alarm", major: "Call the crisis team", triage: "Find the owner", repair: "Repair" },
      ...{ check: "Is it repaired?", review: "Write the review", close: "letter: Close" },
    },
    [
      ...["alarm > major if severity 1", "alarm > triage", "major > check", "triage > repair", "repair > check"],
      ...["check > triage if repaired eq no", "check > review if severity 1", "check > close", "review > close"],
    ],
  ),
  definitionOf(
    "onboarding",
    {
      ...{ hire: "Contract signed", laptop: "Order a laptop", badge: "Print a badge", account: "Create accounts" },
      ...{ meet: "Meet the team", ask: "Ask after 30 days", end: "letter: Welcome" },
    },
    [
      ...["hire > laptop if place office", "hire > account", "laptop > badge", "badge > account", "account > meet"],
      ...["meet > ask", "ask > end"],
    ],
  ),
  definitionOf(
    "support",
    {
      ...{
        mail: "Read the mail",
        bot: "Answer from the handbook",
        first: "review: First line",
        second: "review: Experts",
      },
      ...{ wait: "delay: Wait for the customer", happy: "Is the customer happy?", end: "letter: Close the ticket" },
    },
    [
      ...[
        "mail > bot if topic known",
        "mail > first",
        "bot > happy",
        "first > second if decision reject",
        "first > wait",
      ],
      ...["second > wait", "wait > happy", "happy > first if happy no", "happy > end"],
    ],
  ),
  definitionOf(
    "order",
    {
      ...{ cart: "Take the order", stock: "Is it in stock?", back: "Order from the supplier", pay: "Take the payment" },
      ...{ remind: "Remind the customer", pack: "Pack it", ship: "Ship it", lost: "Look for the parcel" },
      ...{ end: "letter: Delivered", cancel: "letter: Cancelled" },
    },
    [
      ...["cart > stock", "stock > back if stock_count lt 1", "stock > pay", "back > stock", "pay > remind if paid no"],
      ...[
        "pay > pack",
        "remind > cancel if reminders gte 3",
        "remind > pay",
        "pack > ship",
        "ship > lost if arrived no",
      ],
      ...["ship > end", "lost > pack if found no", "lost > end"],
    ],
  ),
  definitionOf(
    "leave",
    {
      ask: "Ask for days off",
      boss: "review: The team lead decides",
      other: "Propose other days",
      end: "letter: Told",
    },
    ["ask > boss", "boss > end if decision approve", "boss > other if decision reject", "boss > end", "other > ask"],
  ),
  definitionOf(
    "kyc",
    {
      ...{
        open: "Open the account",
        name: "Check the name",
        lists: "Check the sanction lists",
        id: "Read the passport",
      },
      ...{ manual: "review: Compliance looks", more: "Ask for another document", risk: "Rate the risk" },
      ...{ yes: "letter: Open", no: "letter: Refuse" },
    },
    [
      ...["open > name", "name > lists", "lists > manual if hits gte 1", "lists > id", "id > more if legible no"],
      ...["id > manual if expired yes", "id > risk", "more > id", "manual > risk if decision approve", "manual > no"],
      ...["risk > manual if risk high", "risk > yes"],
    ],
  ),
  definitionOf(
    "moderation",
    {
      ...{
        post: "Take the post",
        words: "Check the words",
        image: "Check the images",
        human: "review: A person looks",
      },
      ...{ show: "letter: Show it", hide: "Hide it", appeal: "Appeal", end: "letter: Keep it hidden" },
    },
    [
      ...["post > words", "words > hide if words bad", "words > image if images gte 1", "words > show"],
      ...["image > human if images odd", "image > show", "human > show if decision approve", "human > hide"],
      ...["hide > appeal if appealed yes", "hide > end", "appeal > human"],
    ],
  ),
  definitionOf(
    "chain",
    numbered(40, (index) => `Step ${index + 1}`),
    chain(40),
  ),
  definitionOf("star", star, [
    ...Array.from({ length: 12 }, (_, index) =>
      index < 11 ? `sort > t${index} if department d${index + 1}` : `sort > t${index}`,
    ),
    ...Array.from({ length: 12 }, (_, index) => `t${index} > done`),
  ]),
  definitionOf(
    "sixty",
    numbered(60, (index) => `Task ${index + 1}`),
    blocks(60),
  ),
  definitionOf(
    "two-hundred",
    numbered(200, (index) => `Task ${index + 1}`),
    blocks(200),
  ),
  definitionOf(
    "nested-loops",
    numbered(6, (index) => `Round ${index + 1}`),
    [
      ...["t0 > t1", "t1 > t2", "t2 > t1 if again inner", "t2 > t3", "t3 > t0 if again outer", "t3 > t4"],
      ...["t4 > t3 if again late", "t4 > t5"],
    ],
  ),
  definitionOf(
    "self-loop",
    numbered(3, (index) => `Ask ${index + 1}`),
    [...["t0 > t1", "t1 > t1 if answer missing_it", "t1 > t2", "t2 > t2 if answer odd"]],
  ),
  definitionOf(
    "long-names",
    numbered(5, (index) => `${index + 1} Ask the policy holder for every document that the insurer needs to decide`),
    [
      "t0 > t1 if everything_that_was_asked_for_has_been_received_and_was_read gte 1",
      "t0 > t2",
      "t1 > t3",
      "t2 > t3",
      "t3 > t4",
    ],
  ),
  definitionOf(
    "german",
    numbered(4, (index) => german[index] ?? ""),
    [
      "t0 > t1 if kraftfahrzeughaftpflichtversicherungsnummer eq Kraftfahrzeughaftpflichtversicherungsunterlagen",
      ...["t0 > t2", "t1 > t3", "t2 > t3"],
    ],
  ),
  definitionOf(
    "japanese",
    numbered(4, (index) => japanese[index] ?? ""),
    [`t0 > t1 if shurui eq ${longJapanese}`, "t0 > t2", "t1 > t3", "t2 > t3"],
  ),
  // The rare way is listed first, and the usual one ends where the rare one begins its way back.
  definitionOf(
    "rare-first",
    numbered(6, (index) => `Place ${index + 1}`),
    [
      ...["t0 > t1", "t1 > t5 if urgent yes", "t1 > t2", "t2 > t3", "t3 > t4 if rest exists", "t3 > t5", "t4 > t5"],
      "t5 > t2 if again yes",
    ],
  ),
  definitionOf(
    "parallel-edges",
    numbered(3, (index) => `Gate ${index + 1}`),
    [...["t0 > t1 if colour red", "t0 > t1 if colour blue", "t0 > t2", "t1 > t2"]],
  ),
  definitionOf(
    "loose",
    numbered(5, (index) => `Part ${index + 1}`),
    ["t0 > t1", "t2 > t3", "t3 > t2"],
  ),
];
