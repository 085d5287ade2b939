import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { converse } from "./test-conversation";

// What people reply to a question that names amounts, through the shipped workflow.

withTestDatabase();

const car = "My bumper is broken";
const flat = "A pipe burst in my kitchen";
const list = "plumber three hundred, new floor two thousand four hundred and fifty, carpets 180 each";

describe("a reply to the question which amount it is", () => {
  test.each([
    [[`${car}, between 800 and 1200`, "the higher one"], "$1,200.00"],
    [[`${car}, between 800 and 1200`, "the lower"], "$800.00"],
    [[car, "320 or 450", "the first one"], "$320.00"],
    [[car, "320 or 450", "the latter"], "$450.00"],
    [[car, "320 or 450", "neither", "500"], "$500.00"],
    [[car, "320 or 450", "both", "yes"], "$770.00"],
    [["Burglary in my flat. TV 400 and laptop 900", "both"], "$1,300.00"],
    [["Burglary in my flat. TV 400, laptop 900, bike 350", "the bigger amount"], "$900.00"],
    [[car, "500 600", "the second"], "$600.00"],
    [[`${car}, 500 600`, "the second"], "$600.00"],
    [[`${car}, between 800 and 1200`, "yes", "the higher one"], "$1,200.00"],
    [[car, "between 2 and 3 thousand", "hm", "ok", "higher"], "$3,000.00"],
    [[car, "between 2 and 3 thousand", "how long will it take?", "the lower"], "$2,000.00"],
    [["Burglary in my flat. TV 500 and PS5 450", "yes", "only the TV"], "$500.00"],
    [[`${car}, $400`, "no, 450"], "$450.00"],
    [[`${car}, $400`, "no 450"], "$450.00"],
    [[`${car}, $400`, "no, 12", "yes"], "$12.00"],
    [[`${car}, $400`, "should I say 540?", "yes"], "$540.00"],
    [[`${car}, $400`, "can you change it to 540?"], "$540.00"],
    [[`${car}, $400`, "the amount is wrong", "380"], "$380.00"],
    [[car, "between 2 and 3 thousand", "3"], "$3,000.00"],
    [[car, "2-3k", "2.5", "yes"], "$2,500.00"],
    [[car, "3", "the first"], "$3,000.00"],
    [[car, "1.250", "the second one"], "$1.25"],
    [[car, "the fence 320, my deductible is 100", "the first"], "$320.00"],
    [[car, "450 euros. about 490 dollars i think"], "$490.00"],
    [[flat, list, "just add them up pls, carpets are two so 360", "yes"], "$3,110.00"],
    [[flat, list, "3110"], "$3,110.00"],
    [[flat, "plumber 300, floor 900", "no, the floor is 950", "yes"], "$1,250.00"],
    [[flat, "plumber 300, floor 900", "no, 1150"], "$1,150.00"],
    [[flat, "plumber 300, floor 900", "300 total"], "$300.00"],
    [[flat, "1900", "actually it's 1300"], "$1,300.00"],
    [[flat, "1900", "the bill says 1300"], "$1,300.00"],
  ])("chooses it, and it stands at the confirmation: %j", async (messages, amount) => {
    const { taskId, facts, response } = await converse(...messages);
    expect({ taskId, amount: facts.amount_cents }).toEqual({ taskId: "confirm_details", amount });
    expect(response).toContain(`Amount: ${amount}`);
  });

  test("that takes none is led on, and a yes takes nothing that was declined", async () => {
    const { facts, response } = await converse(car, "320 or 450", "neither", "yes");
    expect(facts.amount_cents).toBeNull();
    expect(response).toContain("how much will it cost");
  });
});

describe("an amount is asked about, and nothing is confirmed before", () => {
  test.each([
    [[car, "500 600"], /\$500\.00, \$600\.00 or \$500,600\.00/],
    [[`${car}, 500 600`], /\$500\.00, \$600\.00 or \$500,600\.00/],
    [[`${car}, between 800 and 1200`, "yes"], /Which one shall it be: \$800\.00 or \$1,200\.00\?/],
    [[`${car}, $400`, "no, 12"], /Do you mean \$12\.00\?/],
    [[`${car}, $400`, "no 12"], /Do you mean \$12\.00\?/],
    [[`${car}, $400`, "should I say 540?"], /Do you mean \$540\.00\?/],
    [[`${car}, $400`, "the amount is wrong"], /What is the total you are claiming/],
    [[`${car}, $400`, "400 is wrong"], /What is the total you are claiming/],
    [[`${car}. Repair 900. Excess on my policy is 150`], /\$900\.00 and a deductible of \$150\.00/],
    [[`${car}. Repair 900. The deductible for this policy is 150`], /\$900\.00 and a deductible of \$150\.00/],
    [[`${car}, I got 300 from the other driver already, total was 900`], /\$300\.00 and \$900\.00/],
    [[car, "0"], /An amount of zero/],
    [[car, "$500 600"], /\$500\.00, \$600\.00/],
    [[car, "500 / 600"], /\$500\.00 or \$600\.00\?/],
    [[car, "500/600"], /\$500\.00 or \$600\.00\?/],
    [[car, "500, 600"], /\$500\.00 and \$600\.00/],
    [[car, "500 | 600"], /\$500\.00 and \$600\.00/],
    [[car, "500  600"], /\$500\.00 and \$600\.00/],
    [[car, "500...600"], /\$500\.00 or \$600\.00\?/],
    [[car, "500 ~ 600"], /\$500\.00 or \$600\.00\?/],
    [[car, "50 60"], /\$50\.00 and \$60\.00/],
    [[car, "12 500"], /Do you mean \$12,500\.00\?/],
    [[car, "3"], /\$3,000\.00 or \$3\.00/],
    [[car, "2-3k", "$3"], /Do you mean \$3,000\.00\?/],
    [[`${car}, about 3 thousand`, "make it 4"], /\$4,000\.00 or \$4\.00/],
    [[`${car}, about 3 thousand`, "it was 12"], /\$12,000\.00 or \$12\.00/],
    [[car, "the bumper 320, my deductible is 100"], /\$320\.00 and a deductible of \$100\.00/],
    [[car, "350 minus the 100 deductible"], /\$350\.00 and a deductible of \$100\.00/],
    [[car, "320, excess 100"], /\$320\.00 and a deductible of \$100\.00/],
    [[car, "400 (deductible 150)"], /\$400\.00 and a deductible of \$150\.00/],
    [[`${car}, $320`, "my deductible is 100"], /\$320\.00 and a deductible of \$100\.00/],
    [[flat, list, "just add them up pls, carpets are two so 360"], /Together that is \$3,110\.00\. Is \$3,110\.00 the/],
    [[flat, list, "360"], /I need the total of everything\. Do you mean \$360\.00\?/],
    [[flat, list, "it's two carpets, so 360 for them"], /Do you mean \$360\.00\?/],
    [[flat, "plumber 300, floor 900", "the plumber is 300 for sure"], /Do you mean \$300\.00\?/],
    [[flat, "plumber 300, floor 900", "and 90 for paint"], /Is \$1,290\.00 the total you are claiming\?/],
    [[flat, "1900", "the painter wants 300"], /I see \$1,900\.00 and \$300\.00\. What is the total/],
    [[flat, "1900", "they found more, 300"], /I see \$1,900\.00 and \$300\.00\. What is the total/],
    [
      [flat, "1900", "we had to sleep in a hotel for 260 dollars"],
      /I see \$1,900\.00 and \$260\.00\. What is the total/,
    ],
    [[flat, "1900", "tax is 190"], /I see \$1,900\.00 and \$190\.00\. What is the total/],
    [[car, "450 euros, mirror 200 dollars"], /How much is it in dollars\?/],
    [[car, "400 now and another 900 later"], /\$400\.00 and \$900\.00\. What is the total/],
  ])("%j", async (messages, question) => {
    const { facts, response } = await converse(...messages);
    expect(facts.amount_cents).toBeNull();
    expect(response).toMatch(question);
  });
});
