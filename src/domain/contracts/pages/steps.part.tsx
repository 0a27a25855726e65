import { UnstyledButton } from '@mantine/core'
import { useLabels } from '../../../platform/web/language.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import classes from './contracts.module.css'

export type Step = 'head' | 'lines'

/** Where one is in the two steps of a new contract; from the second one the first is a click away. Source: REC-13. */
export function Steps({ at, onBack }: { at: Step; onBack(): void }) {
  const words = useLabels(contractFormWords)
  const steps = { head: words.stepHead, lines: words.stepLines }
  return (
    <ol className={classes.steps} aria-label={words.steps}>
      {Object.entries(steps).map(([step, label], position) => (
        <li key={step} aria-current={step === at ? 'step' : undefined}>
          <span aria-hidden="true">{position + 1}</span>
          {position === 0 && at !== step ? (
            <UnstyledButton className={classes.stepBack} onClick={onBack} aria-label={words.back}>
              {label}
            </UnstyledButton>
          ) : (
            label
          )}
        </li>
      ))}
    </ol>
  )
}
