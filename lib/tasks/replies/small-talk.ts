import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { wordSet } from "./words";

// Words that say nothing about a case.

/** Thanks, a greeting, a goodbye or a nod. */
type SmallTalk = "thanks" | "greeting" | "goodbye" | "nod";

const thanks = wordSet("thanks thank thx ty cheers appreciated appreciate grateful thankyou gracias merci danke");
const greetings = wordSet(
  "hello hi hey hallo hola morning afternoon evening anybody anyone there bye goodbye goodnight cya",
);
const nods = wordSet(
  `ok okay k great good fine perfect super cool nice alright right understood noted wonderful excellent awesome lovely
  brilliant sure got splendid 👍 🙏 🙂 😊 👌 ❤`,
);
const goodbye = phrase(
  `bye|goodbye|goodnight|cya | good night | see|talk|speak you|ya|to{0,2} soon|later|tomorrow|then|around | take care |
  have|enjoy a|your nice|good|great|lovely? day|evening|weekend|night | so long`,
);
const daytime = phrase("good morning|afternoon|evening");
const fillers = wordSet(
  `night later ya tomorrow take care talk speak around enjoy long you u i'll it no know problem worries so very much a
    lot
  many all that that's it it's is the for your help this i i'm me my we day weekend have to and again well then yes
    sounds
  really in advance is of see soon everyone team kind regards best will be wait waiting asking answering moment minute
  second one just`,
);

/** A whole clause that greets: it needs no answer of its own beside a story. */
export const greetingClause = phrase(
  `hello|hi|hey|hiya|greetings|anyone|anybody|someone|hallo|ping there|again|you|everyone|all|team{0,2} [?]{0,3} |
  good morning|afternoon|evening|day [?]{0,3} |
  are|is you|anyone|anybody|somebody|someone still? there|here|listening [?]{0,3} | you there [?]{0,3} |
  hello|hi|hey [,]? are|is you|anyone|anybody|somebody|someone still? there|here [?]{0,3}`,
);
/** A whole clause that says goodbye. */
export const goodbyeClause = phrase(
  `bye|goodbye|goodnight|cya bye|everyone|all|then|now{0,2} | good night | see you|ya soon|later|tomorrow|then |
  take care`,
);

/** Words of a sentence that tell nothing of what happened, though they are long. */
export const wordsWithoutStory = wordSet(
  `sorry typo wait actually correct correction right wrong amount total dollars dollar please change changed meant mean
  said say that this there thank thanks yes sure okay`,
);

/** The reply to a greeting before a review. */
export const greetingReply = (word: string): string => `Hello, I am here to take down your ${word}.`;
/** How a reply to small talk begins during a review. */
export const reviewOpenings: Record<SmallTalk, string> = {
  thanks: "You are welcome.",
  greeting: "Hello, I am here.",
  goodbye: "Goodbye.",
  nod: "Good.",
};

const mostWordsOfMessage = 12;

/** The kind of small talk of one or more messages; undefined when they may tell something. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  const tokens = tokenize(text).filter(
    ({ kind, text: piece }) => kind !== "break" && !/^(?:\p{P}|\p{Emoji_Modifier}|\uFE0F)$/u.test(piece),
  );
  // Several messages that are read together stand below each other.
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  if (tokens.length === 0 || tokens.length > mostWordsOfMessage * lines) return undefined;
  const said = tokens.map((token) => token.text);
  const isOne = (words: ReadonlySet<string>) => said.some((word) => words.has(word));
  if (!said.every((word) => [thanks, greetings, nods, fillers].some((words) => words.has(word)))) return undefined;
  if (isOne(thanks)) return "thanks";
  if (holds(goodbye, tokens)) return "goodbye";
  if (holds(daytime, tokens)) return "greeting";
  if (isOne(nods)) return "nod";
  return isOne(greetings) ? "greeting" : undefined;
}
