import { NextAction, type TaskResult } from "@/lib/engine";
import { messageData } from "../citations/message-data";
import type { DirectResponse } from "../conversation/direct-response";
import { paragraphs, questionFor } from "../conversation/forms";
import { confirmReplies, suggestionsFor } from "../conversation/suggestions";
import { factLines, missingFields } from "../facts/facts";
import { askOptional } from "../facts/optional-fields";
import type { SessionPosition } from "../questions/answer-types";
import { mayReachPerson } from "../questions/describe-workflow";
import type { ConfirmConfig } from "./config";

/**
 * Shows the facts, after an opening, and asks whether they are right, or for the first that is missing. `isShown`: the
 * person has them on the card already, and nothing has changed: they are not listed again.
 */
export function showFacts(
  config: ConfirmConfig,
  position: SessionPosition,
  opening: string,
  offered: Partial<DirectResponse> = {},
  isShown = false,
): TaskResult {
  const { context } = position;
  const { buttons = [], offer } = offered;
  const missing = missingFields(config.fields, context)[0];
  // An offer is asked about alone. Required facts are asked for before optional ones.
  const asksAll = missing === undefined && offer === undefined;
  const optional = asksAll ? askOptional(context, config.fields, opening) : "";
  // A doubt about a missing fact is itself the question.
  const isAsked = missing !== undefined && opening.endsWith("?");
  const asking = missing ? questionFor(missing) : config.question;
  const question = isAsked ? opening : asking;
  // A yes to the facts and a yes to an offer are never asked for at once.
  const lines = isShown && opening !== "" && missing === undefined ? "" : factLines(config.fields, context);
  const asked = offer ? [] : [lines, optional, question];
  const response = paragraphs(isAsked && !offer ? "" : opening, ...asked);
  context.addAssistantMessage(response, messageData(offered));
  const replies = missing ? suggestionsFor(missing) : confirmReplies(optional !== "");
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: {
      audience: "claimant",
      form: {
        type: "confirm",
        question,
        fields: config.fields,
        suggestions: offered.suggestions ?? (offer ? [] : replies),
        acts: buttons.length === 0 && !offer && mayReachPerson(position) ? ["person"] : buttons,
        ...(optional && { asksOptional: true }),
        ...(offer && { offer }),
      },
    },
  };
}
