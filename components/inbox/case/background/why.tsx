/** Why the workflow asks a person, and what it asks. */
export function Why({ reasons, question }: { reasons: string[]; question: string }) {
  return (
    <section aria-labelledby="why" className="grid gap-1">
      <h2 id="why" className="text-reading">
        Why a person decides
      </h2>
      {reasons.length === 0 && <p>The workflow sends every case of this kind to a person.</p>}
      {reasons.map((reason) => (
        <p key={reason} className="wrap-anywhere">
          {reason}
        </p>
      ))}
      <p dir="auto" className="wrap-anywhere text-ink-soft">
        {question}
      </p>
    </section>
  );
}
