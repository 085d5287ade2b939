import { isObject } from "@/lib/engine/definition-kit";

/** The first bytes of files that are not text. */
const signatures: readonly [name: string, bytes: readonly number[]][] = [
  ["a ZIP archive or an Office document", [0x50, 0x4b, 0x03, 0x04]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a PNG picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG picture", [0xff, 0xd8, 0xff]],
  ["a GIF picture", [0x47, 0x49, 0x46, 0x38]],
  ["a gzip archive", [0x1f, 0x8b]],
];

/** What a file is by its first bytes: "a PNG picture". Undefined for text and for what is not known. */
export const findSignature = (bytes: Uint8Array): string | undefined =>
  signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];

/** How much of a text is read. Characters. */
const lookedAt = 20_000;

/** What a text that is not JSON is: "a BPMN diagram". Undefined when it may be JSON with a fault. */
export function findTextFormat(text: string): string | undefined {
  const head = text.slice(0, lookedAt).trimStart();
  if (head.startsWith("<")) return xmlFormat(head);
  if (/^["{[]/.test(head)) return undefined;
  const line = firstLine(head);
  if (/^(flowchart|graph)\s+(TB|TD|BT|LR|RL)\b/.test(line) || line.startsWith("sequenceDiagram"))
    return "a Mermaid diagram";
  if (line === "---" || /^[\w"'./-]{1,80}:(\s|$)/.test(line)) return yamlFormat(head);
  return undefined;
}

/** The first line that is not a comment. */
const firstLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !line.startsWith("#") && !line.startsWith("%%")) ?? "";

function xmlFormat(head: string): string {
  if (head.includes("omg.org/spec/BPMN") || head.includes("<bpmn:"))
    return "a BPMN diagram (Camunda or another modeler)";
  if (head.includes("omg.org/spec/DMN")) return "a DMN decision table";
  if (head.includes("<mxfile") || head.includes("<mxGraphModel")) return "a draw.io diagram";
  if (head.includes("<svg")) return "an SVG picture";
  return /^<(!doctype html|html)/i.test(head) ? "a web page" : "an XML file";
}

function yamlFormat(head: string): string {
  const has = (line: string) => head.startsWith(line) || head.includes(`\n${line}`);
  if (has("workflow:") && has("kind: app")) return "an app of Dify (YAML)";
  if (has("jobs:") && has("on:")) return "a workflow of GitHub Actions (YAML)";
  return "a YAML file";
}

type Keys = Record<string, unknown>;

const has = (value: unknown, key: string, is: (part: unknown) => boolean): boolean =>
  isObject(value) && Object.hasOwn(value, key) && is((value as Keys)[key]);
const isList = (value: unknown): boolean => Array.isArray(value);

/** Files of other products, recognised by their outer keys. */
const products: readonly [name: string, isIt: (value: unknown) => boolean][] = [
  ["a workflow of n8n", (file) => has(file, "nodes", isList) && has(file, "connections", isObject)],
  [
    "a flow of Node-RED",
    (file) =>
      Array.isArray(file) &&
      file.length > 0 &&
      file.every((node) => has(node, "id", Boolean) && has(node, "type", Boolean)) &&
      file.some((node) => has(node, "z", Boolean) || has(node, "wires", isList) || has(node, "label", Boolean)),
  ],
  [
    "a flow of Langflow",
    (file) => has(file, "data", (data) => has(data, "nodes", isList) && has(data, "edges", isList)),
  ],
  ["a state machine of AWS Step Functions", (file) => has(file, "StartAt", Boolean) && has(file, "States", isObject)],
  [
    "a flow of Power Automate or Logic Apps",
    (file) => has(file, "definition", (flow) => has(flow, "triggers", isObject) && has(flow, "actions", isObject)),
  ],
  ["a scenario of Make", (file) => has(file, "flow", isList) && has(file, "metadata", isObject)],
  ["a flow of Windmill", (file) => has(file, "value", (flow) => has(flow, "modules", isList))],
  ["a form of Camunda", (file) => has(file, "components", isList) && has(file, "schemaVersion", Boolean)],
  ["a workflow of Sim", (file) => has(file, "blocks", Boolean) && has(file, "edges", isList)],
  ["a flow of Flowise or React Flow", (file) => has(file, "nodes", isList) && has(file, "edges", isList)],
  ["an Excalidraw drawing", (file) => has(file, "elements", isList) && has(file, "appState", isObject)],
  ["a Postman collection", (file) => has(file, "info", isObject) && has(file, "item", isList)],
  ["an OpenAPI document", (file) => has(file, "openapi", Boolean) && has(file, "paths", isObject)],
  ["a package.json file", (file) => has(file, "dependencies", isObject) || has(file, "devDependencies", isObject)],
  ["a JSON Schema", (file) => has(file, "$schema", Boolean) && has(file, "properties", isObject)],
];

/** Which product's file a JSON value is: "a workflow of n8n". Undefined when it is not known. */
export const findProduct = (value: unknown): string | undefined => products.find(([, isIt]) => isIt(value))?.[0];
