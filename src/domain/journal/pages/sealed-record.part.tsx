import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { journalLabels } from '../labels.ts'

/** Where the record of an entry is shown, by its kind. */
export const SCREENS: Record<string, (recordId: string) => { to: string; search?: { open: string } }> = {
  invoice: id => ({ to: `invoices/${id}` }),
  'credit-note': id => ({ to: `invoices/${id}` }),
  deposit: id => ({ to: `invoices/${id}` }),
  payment: id => ({ to: 'payments', search: { open: id } }),
}

type Sealed = { recordId: string; kind: string; label: string }

/** What an entry is about, each with a link to its screen: an entry without number by the records it names. */
export function SealedRecord({ of }: { of: Sealed & { concerns: readonly Sealed[] } }) {
  if (of.concerns.length === 0) return <Linked of={of} name={of.label} />
  return of.concerns.map((one, at) => (
    <span key={one.recordId}>
      {at > 0 && ' → '}
      <Concerned of={one} />
    </span>
  ))
}

function Concerned({ of }: { of: Sealed }) {
  const { kinds } = useLabels(journalLabels)
  return <Linked of={of} name={of.kind === 'payment' ? `${kinds.payment} ${of.label}` : of.label} />
}

function Linked({ of: { kind, recordId }, name }: { of: Sealed; name: string }) {
  const screen = SCREENS[kind]?.(recordId)
  return screen && name ? <RecordLink {...screen}>{name}</RecordLink> : name
}
