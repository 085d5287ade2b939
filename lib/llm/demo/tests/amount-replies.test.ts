import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { converse } from "./test-conversation";

// What people reply to a question that names amounts, through the shipped workflow.

withTestDatabase();

const car = "My bumper is broken";

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
  ])("%j", async (messages, question) => {
    const { facts, response } = await converse(...messages);
    expect(facts.amount_cents).toBeNull();
    expect(response).toMatch(question);
  });
});
