import type { IConfiguration, IForbiddenRuleType } from "dependency-cruiser";

// Which folder may import which: `npm run lint` checks it with dependency-cruiser. A rule that prevents good code is
// changed here, with its reason. Paths are regular expressions; packages are found in node_modules.

/** The floors of `lib`, the lowest first: a file imports from its own floor and from the floors below it. */
export const floors: readonly (readonly string[])[] = [
  [
    ...["db", "llm", "auth", "jobs", "limits", "engine", "env", "errors", "to-app-error", "log", "process-state"],
    ...["reading", "money", "paging", "text", "path-id", "run-action", "search", "secrets", "sent-form"],
    ...["test-growth", "words", "zod-in-browsers"],
  ],
  ["tasks"],
  ["workflows"],
  ["sessions"],
  ["chat", "inbox", "presence", "documents", "trials"],
  // Used by the routes of the HTTP API only: its schemas are made of the features' schemas.
  ["http"],
  // The commands of package.json start, seed and test everything.
  ["commands", "lint", "imports"],
];

/** Folders of one floor that do not import each other. */
const features = "chat|inbox|presence|documents|trials";

/** Tests may import any folder: most rules are for the code of the product only. */
const tests = String.raw`(\.(test|contract)\.tsx?|/(test-|openai-test-)[\w-]+\.ts)$`;

const engineApi = "^lib/engine/(index|storage-kit|definition-kit)[.]ts$";
const zod = "^node_modules/zod/";
const anyOf = (paths: readonly string[]): string => `(${paths.join("|")})`;

/** What any component may import of `lib`, besides types of the engine: it also runs in the browser. */
const openToComponents = [
  String.raw`^lib/[\w/-]+/(schema|actions)[.]ts$`,
  "^lib/(paging/count|documents/file-kinds|inbox/describe-decision|tasks/words)[.]ts$",
  // The message box compares the amount that is typed beside it, and knows a yes.
  "^lib/(tasks/(kinds|field-meta|replies/read-consent)|reading/amounts/parse-amount|money|words)[.]ts$",
];

/** The editor checks and describes a workflow in the browser, with the code that the server uses. */
const openToEditor = [
  String.raw`^lib/tasks/([\w-]+/config|decide-by-table/table|liquid/in-browsers)[.]ts$`,
  "^lib/tasks/(kind-config|template|template-types)[.]ts$",
  String.raw`^lib/workflows/commands/[\w/-]+[.]ts$`,
  "^lib/workflows/versions/(compare-(definitions|words)|describe-sides|schema)[.]ts$",
  "^lib/workflows/files/read-workflow-file[.]ts$",
  "^lib/workflows/(describing/describe-(card|edges|words)|layout/layout-(order|size|text))[.]ts$",
];

/** Components that make sentences about tasks on the server, with the engine's functions. */
const usesEngine = ["^components/editor/", "^components/workflows/words/describe-(task|runs)[.]ts$"];

const upward: IForbiddenRuleType[] = floors.map((places, index) => ({
  name: "no-import-upward",
  severity: "error",
  comment: "A folder of lib imports from its own floor and from the floors below it, and nothing outside lib.",
  from: { path: `^lib/${anyOf(places)}([./]|$)`, pathNot: tests },
  to: {
    path: "^(app|components|lib|examples)/",
    pathNot: `^lib/${anyOf(floors.slice(0, index + 1).flat())}([./]|$)`,
  },
}));

const config: IConfiguration = {
  forbidden: [
    ...upward,
    {
      name: "no-import-between-features",
      severity: "error",
      comment: "Features of one floor do not know each other.",
      from: { path: `^lib/(${features})/`, pathNot: tests },
      to: { path: `^lib/(${features})/`, pathNot: "^lib/$1/" },
    },
    {
      name: "engine-imports-zod-alone",
      severity: "error",
      from: { path: "^lib/engine/", pathNot: tests },
      to: { pathNot: ["^lib/engine/", zod] },
    },
    {
      name: "readers-are-pure",
      severity: "error",
      comment: "The readers of people's words import no model, task or database.",
      from: { path: "^lib/reading/", pathNot: tests },
      to: { pathNot: ["^lib/(reading/|(money|text|words)[.]ts)", "^node_modules/chrono-node/"] },
    },
    {
      name: "engine-through-its-public-api",
      severity: "error",
      from: { pathNot: ["^lib/engine/", tests] },
      to: { path: "^lib/engine/", pathNot: engineApi },
    },
    {
      name: "examples-import-engine-alone",
      severity: "error",
      comment: "The examples show what the engine does alone.",
      from: { path: "^examples/", pathNot: tests },
      to: { pathNot: ["^examples/", engineApi, zod] },
    },
    {
      name: "no-import-of-examples",
      severity: "error",
      from: { pathNot: "^examples/" },
      to: { path: "^examples/" },
    },
    {
      name: "components-import-what-browsers-may-know",
      severity: "error",
      from: { path: "^components/", pathNot: ["^components/editor/", tests] },
      to: { path: "^(app|lib|examples)/", pathNot: [...openToComponents, engineApi] },
    },
    {
      name: "editor-imports-what-browsers-may-know",
      severity: "error",
      from: { path: "^components/editor/", pathNot: tests },
      to: { path: "^(app|lib|examples)/", pathNot: [...openToComponents, ...openToEditor, engineApi] },
    },
    {
      name: "components-import-types-of-the-engine",
      severity: "error",
      comment: "The engine's code is kept out of the pages of claimants and reviewers: it is large.",
      from: { path: "^components/", pathNot: [...usesEngine, tests] },
      to: { path: engineApi, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "shared-code-runs-in-browsers",
      severity: "error",
      comment:
        "The editor loads this code in the browser, with all that it imports: no database, model, Node or React.",
      from: { path: ["^lib/tasks/kinds[.]ts$", ...openToEditor], pathNot: tests },
      to: {
        reachable: true,
        pathNot: [
          "^lib/(engine|tasks|workflows|reading|money|paging|process-state|text|words)[./]",
          "^node_modules/(zod|liquidjs|immer)/",
        ],
      },
    },
    {
      name: "session-host-runs-sessions",
      severity: "error",
      comment: "One caller decides when a session runs.",
      from: { pathNot: ["^lib/sessions/", String.raw`\.test\.ts$`] },
      to: { path: "^lib/sessions/advance-session[.]ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    // Folders can be read from the bottom up: their types have no cycles either.
    {
      name: "no-cycle-of-types",
      severity: "error",
      from: { path: "^(components|lib)/" },
      to: { circular: true },
    },
    {
      name: "models-of-providers-in-one-place",
      severity: "error",
      from: { pathNot: ["^(lib/llm|components/chat)/", tests] },
      to: { path: "^node_modules/@ai-sdk/" },
    },
    {
      name: "no-unresolved-import",
      severity: "error",
      comment: "An import that cannot be resolved escapes every other rule.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no API for parsers; swc keeps imports of types apart.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["browser", "import", "node", "default", "types"],
    },
    exclude: { path: "^lib/db/generated/" },
    doNotFollow: { path: "^node_modules/" },
  },
};

export default config;
