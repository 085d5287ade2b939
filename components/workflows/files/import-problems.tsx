import { ErrorNotice } from "@/components/ui/error-notice";
import type { Refusal } from "./workflow-requests";

/** Why a file was not imported: what happened, and everything that is wrong in it with its line. */
export function ImportProblems({ fileName, refusal }: { fileName: string; refusal: Refusal }) {
  const { detail } = refusal;
  // The detail of a file that is not JSON is its only problem.
  const problems = refusal.problems.filter(({ message }) => !detail.includes(message));
  return (
    <div className="grid min-w-0 gap-3">
      <ErrorNotice title={`“${fileName}” was not imported`} className="wrap-anywhere">
        {detail}
      </ErrorNotice>
      {problems.length > 0 && (
        <ol
          aria-label="Problems"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard has to be able to do
          tabIndex={0}
          className="max-h-72 divide-y divide-line overflow-y-auto border-line border-y"
        >
          {problems.map(({ message, line, path }) => (
            <li key={`${line} ${path} ${message}`} className="flex gap-3 py-2">
              <span className="w-20 shrink-0 text-ink-faint text-meta tabular-nums leading-5">
                {line !== undefined && `Line ${line.toLocaleString("en-US")}`}
              </span>
              <span className="wrap-anywhere min-w-0">
                {message}
                {path && <span className="block font-mono text-ink-faint text-meta">{path}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
