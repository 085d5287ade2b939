import { expect, test } from "vitest";
import { describeEvent } from "./description";

// What "What happened" says of messages of many styles: letters, lists, run-on sentences, with questions and amounts
// in them.

test.each([
  [
    "Hi, I hope you are well. My car was hit by a bus yesterday on Main Street and the repair will " +
      "cost 800 dollars. Best regards, Tom Miller",
    "My car was hit by a bus.",
  ],
  [
    "Dear Sir or Madam,\n\nI would like to report a damage. On 12 November my washing machine leaked " +
      "and ruined the floor.\n\nThe repair costs $640.\n\nKind regards\nAnna Schmidt\nTel. 555-0199",
    "My washing machine leaked and ruined the floor.",
  ],
  ["Hello team,\n\nmy windshield cracked on the highway.\nCost: 450\n\nThanks!\nJoe", "My windshield cracked."],
  ["- car hit by truck\n- yesterday\n- 700 dollars", "Car hit by truck."],
  ["* kitchen flooded\n* plumber wants 300\n* happened on monday", "Kitchen flooded."],
  ["1. My bumper is dented\n2. It happened on Friday\n3. 500 dollars", "My bumper is dented."],
  [
    "so basically what happened is my car got hit and it costs 500 and i want to know how long it takes",
    "My car got hit.",
  ],
  ["the ceiling came down in the bathroom for 800", "The ceiling came down in the bathroom."],
  ["$450 - someone keyed my car", "Someone keyed my car."],
  ["Hey! Quick question: do you cover hail? My car got hit by hail yesterday, 900 bucks.", "My car got hit by hail."],
  ["Is hail covered? hail smashed my windshield. about 400.", "Hail smashed my windshield."],
  [
    "My sink broke and the kitchen is wet, 300 dollars, how long will it take?",
    "My sink broke and the kitchen is wet.",
  ],
  ["My sink broke, can you help? 300", "My sink broke."],
  ["Can you help me, my sink broke and it costs 300?", "My sink broke."],
  [
    "Good morning! My name is Anna and a tree fell on my car yesterday evening. The repair costs " +
      "1,500 dollars. Thank you for your help. Anna",
    "A tree fell on my car.",
  ],
  [
    "Hi this is Bob. I had an accident. Someone rear-ended me at the lights. Damage 900. Cheers, Bob",
    "I had an accident. Someone rear-ended me at the lights.",
  ],
  [
    "To whom it may concern, my balcony door was broken by the storm on Sunday. The glazier quoted me " +
      "420 dollars for it. Yours sincerely, P. Jones",
    "My balcony door was broken by the storm.",
  ],
  ["What happened: someone hit my car. When: Monday. Where: Boston. How much: 640", "Someone hit my car."],
  [
    "Subject: damage\n\nHello,\nthe boiler broke and flooded the bathroom.\n" +
      "Costs: approx. 1,100 USD.\n\nBest,\nSam\n\nSent from my iPhone",
    "The boiler broke and flooded the bathroom.",
  ],
  ["Hi\n\nboiler broke\n\n1100\n\nthx", "Boiler broke."],
  [
    "OMG my kitchen is on fire!!! I mean it was, everything is black, I guess 5000",
    "My kitchen is on fire!!! Everything is black.",
  ],
  ["lol my cat knocked over the TV, 300", "My cat knocked over the TV."],
  ["ok so my TV fell off the wall, 300", "My TV fell off the wall."],
  ["um, hi, my TV fell, it's like 300 bucks", "My TV fell."],
  ["Sorry to bother you but my TV fell off the wall. 300. Sorry again.", "My TV fell off the wall."],
  [
    "Unfortunately my TV fell off the wall and I have to pay $300 for a new one.",
    "Unfortunately my TV fell off the wall.",
  ],
  ["My TV fell off the wall, see attached photos, receipt says $300", "My TV fell off the wall."],
  ["Attached is the receipt for $300. My TV fell off the wall.", "My TV fell off the wall."],
  [
    "As discussed on the phone, the heater exploded in my living room and the repair is $450.",
    "The heater exploded in my living room.",
  ],
  ["heater exploded / repair 450 / nov 12 / living room", "Heater exploded, living room."],
  ["heater exploded | 450 | nov 12", "Heater exploded."],
  ["Because my heater exploded, I need $450", "My heater exploded."],
  ["I slid into a ditch with a damage of $750", "I slid into a ditch."],
  ["I slid into a ditch causing $750 of damage to my car", "I slid into a ditch causing damage to my car."],
  ["My car has $750 worth of damage after I slid into a ditch", "My car has damage after I slid into a ditch."],
  ["a $750 dent in my car door from a shopping cart", "A dent in my car door from a shopping cart."],
  ["a shopping cart made a $200 dent in my door", "A shopping cart made a dent in my door."],
  ["The 400 dollar TV was broken by my kid", "The TV was broken by my kid."],
  ["On Thanksgiving, my bike worth $350 was stolen from the basement.", "My bike was stolen from the basement."],
  [
    "four tires slashed last night in front of my house, new ones cost 600 dollars",
    "Four tires slashed in front of my house.",
  ],
  ["my car was hit and I need it for work, please hurry, $500, I can't wait", "My car was hit and I need it for work."],
  ["MY CAR WAS HIT BY A TRUCK YESTERDAY. 500 DOLLARS. PLEASE HELP.", "MY CAR WAS HIT BY A TRUCK."],
  [
    "hey guys so my roommate left the tap running and the bathroom flooded, damage around 450, what do i do now",
    "My roommate left the tap running and the bathroom flooded.",
  ],
  ["The glass of my shower just shattered!! is this covered??? 380", "The glass of my shower just shattered!!"],
  [
    "We had a break-in on Sunday night and they took my laptop, 900, and broke the door, 300.",
    "We had a break-in and they took my laptop, and broke the door.",
  ],
  ["I have a question about my claim. My window was smashed, 210.", "My window was smashed."],
  ["Just wanted to let you know that a scooter fell against my car, 340", "A scooter fell against my car."],
  ["I noticed that someone scratched my car. It'll be 340.", "I noticed that someone scratched my car."],
  ["someone scratched my car & i want 340", "Someone scratched my car."],
  ["someone scratched my car... 340... pls help...", "Someone scratched my car..."],
  [
    "A branch fell through my skylight last night: 1500 (skylight), 600 (parquet).",
    "A branch fell through my skylight: skylight, parquet.",
  ],
  ["someone scratched my car (again!) and it costs 340", "Someone scratched my car."],
])("%j tells: %s", (message, told) => {
  expect(describeEvent(message, "2026-11-29")).toBe(told);
});
