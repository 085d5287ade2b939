import { holds, phrase } from "@/lib/tokens/phrase";
import { tokenize } from "@/lib/tokens/tokens";

/** Words that tell nothing about a case: thanks, greetings, a goodbye, a nod. */
export type SmallTalk = "thanks" | "greeting" | "goodbye" | "nod";

const thanks = new Set(
  "thanks thank thx ty cheers appreciated appreciate grateful thankyou gracias merci danke".split(" "),
);
const greetings = new Set(
  "hello hi hey hallo hola morning afternoon evening anybody anyone there bye goodbye goodnight cya".split(" "),
);
const nods = new Set(
  "ok okay k great good fine perfect super cool nice alright right understood noted wonderful excellent awesome lovely brilliant sure got splendid 👍 🙏 🙂 😊 👌 ❤".split(
    " ",
  ),
);
const goodbye = phrase(
  `bye|goodbye|goodnight|cya | good night | see|talk|speak you|ya|to{0,2} soon|later|tomorrow|then|around | take care |
  have|enjoy a|your nice|good|great|lovely? day|evening|weekend|night | so long`,
);
const daytime = phrase("good morning|afternoon|evening");
const fillers = new Set(
  "night later ya tomorrow take care talk speak around enjoy long you u i'll it no know problem worries so very much a lot many all that that's it it's is the for your help this i i'm me my we day weekend have to and again well then yes sounds really in advance is of see soon everyone team kind regards best will be wait waiting asking answering moment minute second one just".split(
    " ",
  ),
);
/** Words of one message. */
const longest = 12;

/** What kind of small talk one or more messages are when they are nothing else; undefined for everything that may tell something. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  const tokens = tokenize(text).filter(
    ({ kind, text: piece }) => kind !== "break" && !/^(?:\p{P}|\p{Emoji_Modifier}|\uFE0F)$/u.test(piece),
  );
  // Several messages that are read together stand below each other.
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  if (tokens.length === 0 || tokens.length > longest * lines) return undefined;
  const said = tokens.map((token) => token.text);
  const isOne = (words: Set<string>) => said.some((word) => words.has(word));
  if (!said.every((word) => [thanks, greetings, nods, fillers].some((words) => words.has(word)))) return undefined;
  if (isOne(thanks)) return "thanks";
  if (holds(goodbye, tokens)) return "goodbye";
  if (holds(daytime, tokens)) return "greeting";
  if (isOne(nods)) return "nod";
  return isOne(greetings) ? "greeting" : undefined;
}
