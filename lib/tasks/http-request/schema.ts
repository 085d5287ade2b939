import { z } from "zod";
import { durationSchema } from "@/lib/engine/definition-kit";
import { statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { contextKeySchema } from "../schema";
import { templateSchema } from "../template";
import { stepsOf } from "./answer-path";
import { statusCodesPattern } from "./status-codes";

/** The status of a session during a request, unless the config has another one. */
export const requestStatus = "Asking another system";

/** What a value of an answer can be. */
const answerTypes = ["text", "number", "money", "cents", "yes_no", "date", "time", "list", "object"] as const;
/** The type of a value of an answer. */
export type AnswerType = (typeof answerTypes)[number];

const value = templateSchema(4_000);
const secretHelp = "It may name values of the session, and secrets: {{ secrets.NAME }}.";

/** The config of a request. */
export const httpRequestSchema = z.strictObject({
  method: described(z.enum(["GET", "POST"]), {
    label: "Method",
    choices: { GET: "GET: read something", POST: "POST: send something" },
  }),
  url: described(templateSchema(2_000), {
    label: "Address",
    help: "Like https://api.example.com/claims/{{ reference }}. The host is plain text. Values are URL-encoded.",
    widget: "template",
  }),
  query: described(
    z
      .array(
        z.strictObject({
          name: described(z.string().min(1).max(100), { label: "Name" }),
          value: described(value, { label: "Value", help: secretHelp, widget: "template", takesSecrets: true }),
        }),
      )
      .max(30)
      .default([]),
    { label: "Parameters", help: "They are added to the address: ?name=value.", widget: "table" },
  ),
  headers: described(
    z
      .array(
        z.strictObject({
          name: described(z.string().min(1).max(100), { label: "Name", help: "Authorization, X-Tenant." }),
          value: described(value, { label: "Value", help: secretHelp, widget: "template", takesSecrets: true }),
        }),
      )
      .max(30)
      .default([]),
    { label: "Headers", widget: "table" },
  ),
  body: described(templateSchema(20_000).optional(), {
    label: "Body",
    help: 'JSON, sent with POST. Values keep to their place: {"name": "{{ name }}", "cents": {{ amount_cents }}}.',
    widget: "template",
    takesSecrets: true,
  }),
  response: described(
    z
      .array(
        z.strictObject({
          from: described(
            z
              .string()
              .max(200)
              .refine((path) => stepsOf(path) !== undefined, "a path is like data.items[0].id or /data/items/0/id"),
            { label: "From", help: "A path into the answer: data.items[0].id. Empty: the whole answer." },
          ),
          into: described(contextKeySchema, { label: "Into", help: "The key that gets it.", widget: "context_key" }),
          type: described(z.enum(answerTypes), {
            label: "Type",
            choices: {
              text: "Text",
              number: "Number",
              money: "Money, in dollars",
              cents: "Money, in cents",
              yes_no: "Yes or no",
              date: "Date",
              time: "Time",
              list: "List",
              object: "Object",
            },
          }),
          required: described(z.boolean().default(true), {
            label: "Required",
            help: "Without it, the key is empty when the answer has no such value.",
          }),
        }),
      )
      .max(30)
      .default([]),
    { label: "Values of the answer", help: "What is taken from the answer, which has to be JSON.", widget: "table" },
  ),
  success: described(z.string().max(200).regex(statusCodesPattern, "codes are like 200-299, 404").default("200-299"), {
    label: "Success",
    help: "Status codes of a successful answer: 200-299, 404.",
    group: "Answer",
  }),
  statusInto: described(contextKeySchema.optional(), {
    label: "Status code into",
    help: "A key for the status code, so that conditions can compare it.",
    widget: "context_key",
    group: "Answer",
  }),
  timeout: described(durationSchema(300_000).default("PT20S"), {
    label: "Time for the whole answer",
    help: "Afterwards the request has failed, and is tried again.",
    widget: "duration",
    group: "How it runs",
  }),
  statusMessage: statusMessageField(requestStatus),
});
export type HttpRequestConfig = z.infer<typeof httpRequestSchema>;
