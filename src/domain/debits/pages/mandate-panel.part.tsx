import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { day, isoDay, monthAdded } from '../../../values/day.ts'
import { RecordHistory } from '../../accounts/pages/record-history.part.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { type Mandate, mandates } from './debit-api.part.ts'
import { MandateStatus } from './debit-status.part.tsx'
import { DebitsOf } from './debits-of.part.tsx'
import { EditMandate } from './edit-mandate.form.tsx'
import { MandateActions } from './mandate-actions.part.tsx'
import { Proofs } from './proofs.part.tsx'

/** A mandate beside its list: what it allows, what proves it, what was collected by it. */
export function MandatePanel({ id }: { id: string }) {
  const query = useQuery(mandates.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  const [editing, setEditing] = useState(false)
  return (
    <RecordPanel query={query}>
      {mandate => (
        <>
          <RecordHead
            number={mandate.reference}
            name={mandate.customer}
            status={<MandateStatus of={mandate.state} />}
            actions={!editing && <MandateActions of={mandate} onEdit={() => setEditing(true)} />}
          />
          {editing ? <EditMandate of={mandate} onDone={() => setEditing(false)} /> : <Known of={mandate} />}
          <Stamps createdAt={mandate.createdAt} createdBy={mandate.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function Known({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const { debitsOf } = useLabels(debitWords)
  const may = useMay()
  return (
    <>
      <Advice of={of} />
      <MandateFacts of={of} />
      <RecordPart title={words.proofs}>
        <Proofs of={of} />
      </RecordPart>
      {of.amendments.length > 0 && (
        <RecordPart title={words.amendments}>
          <Amendments of={of} />
        </RecordPart>
      )}
      <RecordPart title={debitsOf}>
        <DebitsOf query={{ mandateId: of.id }} />
      </RecordPart>
      {may('audit.read') && (
        <RecordPart title={words.history}>
          <RecordHistory record="mandates" id={of.id} names={words.fields} />
        </RecordPart>
      )}
    </>
  )
}

const SOON_MONTHS = 3

/** What to do about a mandate that is not good, or soon will not be. Source: L-14. */
function Advice({ of: { state, lapsesOn } }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const format = useFormat()
  const { today } = useSession()
  const advice: Partial<Record<typeof state, string>> = words.advice
  const ends = state === 'valid' && lapsesOn !== null && lapsesOn <= isoDay(monthAdded(day(today), SOON_MONTHS))
  const said = ends ? words.lapsesSoon(format.day(lapsesOn)) : advice[state]
  return said ? <Text size="sm">{said}</Text> : null
}

function MandateFacts({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const { days } = useLabels(debitWords)
  const { columns, schemes, frequencies } = useLabels(debitsLabels)
  const format = useFormat()
  const address = [of.lines, `${of.postcode} ${of.town}`.trim(), of.country === 'FR' ? '' : of.country]
  return (
    <Facts
      facts={[
        { label: columns.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: columns.iban, value: of.iban },
        { label: words.bic, value: of.bic },
        { label: columns.debtorName, value: of.debtorName },
        { label: words.lines, value: address.filter(Boolean).join('\n') },
        { label: columns.scheme, value: schemes[of.scheme] },
        { label: columns.frequency, value: frequencies[of.frequency] },
        { label: columns.signedOn, value: [format.day(of.signedOn), of.signedTown].filter(Boolean).join(', ') },
        { label: columns.usedOn, value: format.day(of.usedOn) },
        { label: columns.lapsesOn, value: of.state !== 'revoked' && format.day(of.lapsesOn) },
        { label: words.noticeDays, value: of.noticeDays !== null && `${of.noticeDays} ${days}` },
        { label: words.language, value: of.language !== 'fr' && words.languages[of.language] },
        {
          label: words.revokedOn,
          value: of.revokedOn !== null && `${format.day(of.revokedOn)} · ${of.revokedReason}`,
        },
      ]}
    />
  )
}

/** What it was before, and when the bank was told. */
function Amendments({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const format = useFormat()
  const before = ({ oldIban, oldReference }: Mandate['amendments'][number]) =>
    [oldIban && words.wasIban(oldIban), oldReference && words.wasReference(oldReference)].filter(Boolean).join(', ')
  return (
    <PlainTable
      rows={of.amendments}
      empty={words.noAmendment}
      columns={[
        { key: 'amendedOn', header: words.amendedOn, cell: row => format.day(row.amendedOn) },
        { key: 'before', header: words.before, cell: before },
        { key: 'reason', header: words.reason, cell: row => row.reason },
        { key: 'toldOn', header: words.toldOn, cell: row => (row.toldOn ? format.day(row.toldOn) : words.notTold) },
      ]}
    />
  )
}
