import { pets } from "@/lib/reading/matters/outside";
import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

/** What people ask about that is neither a vehicle nor a home, by the name that such a matter has (readOutside). */
const matters = [
  { name: "Pets", said: phrase(`${pets} | puppies|kittens|animal|animals|livestock|vet|vets`) },
  {
    name: "Journeys and lost luggage",
    said: phrase(
      `travel|travels|trip|trips|journey|journeys|holiday|holidays|vacation|vacations|flight|flights|luggage|baggage|
    cruise|cruises`,
    ),
  },
  {
    name: "Lawsuits and legal costs",
    said: phrase("lawsuit|lawsuits|lawyer|lawyers|legal|attorney|attorneys|court|liability"),
  },
  {
    name: "Health and medical costs",
    said: phrase(
      `health|medical|dental|dentist|teeth|doctor|doctors|hospital|surgery|illness|illnesses|medicine|
        disability|funeral|
    life`,
    ),
  },
  {
    name: "Boats and aircraft",
    said: phrase(
      `boat|boats|yacht|yachts|sailboat|kayak|kayaks|canoe|jetski|drone|drones|aircraft|aeroplane|airplane|helicopter |
  jet ski|skis`,
    ),
  },
  {
    name: "Money that was stolen or lost",
    said: phrase(
      `scam|scams|fraud|hacking|crypto|bitcoin|unemployment | credit|debit|bank card|cards | lost job|income|money`,
    ),
  },
];

/** The matter that a question names: "do you cover pets?". */
export const askedMatter = (question: string): string | undefined => {
  const tokens = tokenize(question);
  return matters.find(({ said }) => holds(said, tokens))?.name;
};
