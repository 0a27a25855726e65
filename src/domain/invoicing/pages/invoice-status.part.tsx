import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { invoicingWords } from '../labels/screens.ts'
import type { DocumentKind } from '../rules/document.ts'
import type { DocumentState } from '../rules/state.ts'

const TONES: Record<DocumentState, Tone> = {
  draft: 'warning',
  open: 'coming',
  'partly-paid': 'coming',
  overdue: 'bad',
  paid: 'good',
  cancelled: 'off',
}

/** What a document is and where it stands, in a word. */
export function useStateWord() {
  const words = useLabels(invoicingWords)
  return ({ kind, state }: { kind: DocumentKind; state: DocumentState }) =>
    ({ invoice: words.states, 'credit-note': words.creditStates, deposit: words.depositStates })[kind][state]
}

export function InvoiceStatus({ of }: { of: { kind: DocumentKind; state: DocumentState } }) {
  return <Status of={TONES[of.state]} label={useStateWord()(of)} />
}
