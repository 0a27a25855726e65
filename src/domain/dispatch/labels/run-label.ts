import { type Language, labels } from '../../../values/labels.ts'
import type { RUN_KINDS } from '../contract.ts'

type Run = { kind: (typeof RUN_KINDS)[number]; issueNumber: string | null | undefined }

/** What a run is called when nobody gave it a label of its own: nothing is stored then. Source: ABO-59. */
export const runLabelWords = labels(
  {
    subscription: 'Expédition abonnements : n°',
    'single-issue': 'Expédition au numéro',
    replacement: 'Exemplaires de remplacement',
  },
  {
    subscription: 'Dispatch to subscribers: issue ',
    'single-issue': 'Dispatch of single issues',
    replacement: 'Replacement copies',
  },
)

export const usualLabel = (language: Language, { kind, issueNumber }: Run) =>
  `${runLabelWords[language][kind]}${kind === 'subscription' ? (issueNumber ?? '') : ''}`

/** The label given to a run, when it says more than what it is called anyway. */
export const ownLabel = (label: string | undefined, run: Run) =>
  label === undefined || label === usualLabel('fr', run) || label === usualLabel('en', run) ? '' : label
