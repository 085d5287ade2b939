import { expect, test } from "vitest";
import { insuranceClaims } from "../shipped/insurance-claims";
import { findProduct, findTextFormat } from "./find-product";

test.each([
  [{ name: "x", nodes: [{ name: "Start" }], connections: {} }, "a workflow of n8n"],
  [[{ id: "1", type: "inject", z: "f", wires: [[]] }], "a flow of Node-RED"],
  [{ data: { nodes: [], edges: [] } }, "a flow of Langflow"],
  [{ StartAt: "a", States: {} }, "a state machine of AWS Step Functions"],
  [{ definition: { triggers: {}, actions: {} } }, "a flow of Power Automate or Logic Apps"],
  [{ name: "x", flow: [], metadata: {} }, "a scenario of Make"],
  [{ summary: "", value: { modules: [] } }, "a flow of Windmill"],
  [{ blocks: {}, edges: [] }, "a workflow of Sim"],
  [{ nodes: [], edges: [] }, "a flow of Flowise or React Flow"],
  [{ name: "x", dependencies: {} }, "a package.json file"],
])("%j is %s", (value, product) => expect(findProduct(value)).toBe(product));

test.each([
  [insuranceClaims],
  [{}],
  [[]],
  [null],
  ["text"],
  [{ format: "graphflow-workflow" }],
  [[{ id: 1, type: "x" }]],
])("%j is of no known product", (value) => expect(findProduct(value)).toBeUndefined());

test.each([
  ['<?xml version="1.0"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">', /^a BPMN diagram/],
  ["<bpmn:definitions>", /^a BPMN diagram/],
  ["<mxfile>", /draw\.io/],
  ['<svg xmlns="http://www.w3.org/2000/svg">', /SVG/],
  ["<!DOCTYPE html><html>", /web page/],
  ["<a/>", /XML/],
  ["app:\n  name: x\nkind: app\nworkflow:\n  graph:", /Dify/],
  ["name: CI\non: push\njobs:\n  a:", /GitHub Actions/],
  ["# a comment\nid: claims\ntasks:\n  - a", /^a YAML file$/],
  ["---\n- a", /^a YAML file$/],
  ["%% a comment\nflowchart TD\n a-->b", /Mermaid/],
])("%j is another format", (text, format) => expect(findTextFormat(text)).toMatch(format));

test.each([['{"a": 1'], ["[1"], ["hello there"], ["  {"]])("%j is of no known format", (text) =>
  expect(findTextFormat(text)).toBeUndefined(),
);
