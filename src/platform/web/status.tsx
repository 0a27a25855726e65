import classes from './status.module.css'

/** Good runs, warning needs a look soon, bad needs one now, coming has not begun, off counts no more. */
export type Tone = 'good' | 'warning' | 'bad' | 'coming' | 'off'

const shapes: Record<Tone, React.ReactNode> = {
  good: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  warning: <path d="M5 1 9.4 9H0.6z" fill="var(--warning-fill)" stroke="currentColor" strokeLinejoin="round" />,
  bad: <rect x="0.8" y="0.8" width="8.4" height="8.4" rx="1" fill="currentColor" />,
  coming: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  off: <path d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
}

/** A state as a dot and a word: each tone has its own colour and its own shape. */
export function Status({ of: tone, label }: { of: Tone; label: string }) {
  return (
    <span className={classes.status}>
      <svg className={classes.dot} data-tone={tone} viewBox="0 0 10 10" aria-hidden="true">
        {shapes[tone]}
      </svg>
      {label}
    </span>
  )
}
