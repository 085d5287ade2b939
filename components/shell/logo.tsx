/** The logo: three tasks and two edges. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={className} fill="none" stroke="currentColor" strokeWidth="2">
      <path d="M8 6.5h4.5a3 3 0 0 1 3 3V14M8 17.5h5" strokeLinecap="round" />
      <circle cx="5" cy="6.5" r="2.75" fill="currentColor" stroke="none" />
      <circle cx="5" cy="17.5" r="2.75" />
      <circle cx="16" cy="17.5" r="3" fill="currentColor" stroke="none" />
    </svg>
  );
}
