import type { RuleStep, Rules } from "./describe-rules";

/** The steps of one stage. */
export function RuleSection({ section: { stage, steps } }: { section: Rules["sections"][number] }) {
  return (
    <section aria-label={stage ?? "Steps"} className="grid gap-5 print:gap-3">
      {stage && <h2 className="break-after-avoid border-line border-b pb-1">{stage}</h2>}
      {steps.map((step) => (
        <Step key={step.id} step={step} hasStage={stage !== null} />
      ))}
    </section>
  );
}

function Step({ step, hasStage }: { step: RuleStep; hasStage: boolean }) {
  const { id, number, label, kindLabel, words, answers, next } = step;
  const Heading = hasStage ? "h3" : "h2";
  const limits = words.how.filter(({ name }) => name === "Time limit" || name === "When it fails");
  return (
    <section aria-labelledby={`step-${id}`} className="break-inside-avoid-page">
      <Heading id={`step-${id}`} className="wrap-anywhere break-after-avoid text-reading">
        {number}. {label} <span className="font-normal text-body text-ink-soft">{kindLabel}</span>
      </Heading>
      <div className="mt-1 grid gap-2 border-line border-l-2 pl-4">
        {words.description.length > 0 && (
          <ul aria-label={`What step ${number} does`} className="list-disc pl-5">
            {words.description.map((line) => (
              <li key={line} className="wrap-anywhere max-w-prose">
                {line}
              </li>
            ))}
          </ul>
        )}
        <dl className="grid gap-x-4 gap-y-1 text-body sm:grid-cols-[11rem_1fr] print:grid-cols-[8rem_1fr]">
          {answers && <Row name="Who answers" lines={[answers]} />}
          {[...words.settings, ...limits].map(({ name, lines }) => (
            <Row key={name} name={name} lines={lines} />
          ))}
        </dl>
        {next.length === 0 ? (
          <p>It ends here.</p>
        ) : (
          <ul aria-label={`After step ${number}`} className="grid gap-0.5">
            {next.map(({ id: edgeId, sentence, to }) => (
              <li key={edgeId} className="wrap-anywhere max-w-prose">
                {sentence}{" "}
                <a href={`#step-${to.id}`} className="whitespace-nowrap text-accent text-body hover:underline">
                  Step {to.number}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Row({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div className="contents">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="max-sm:mb-1">
        {lines.map((line) => (
          <p key={line} dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-line">
            {line}
          </p>
        ))}
      </dd>
    </div>
  );
}
