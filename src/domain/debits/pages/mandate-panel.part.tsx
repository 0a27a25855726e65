import { Anchor } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { type Mandate, mandates } from './debit-api.part.ts'
import { MandateStatus } from './debit-status.part.tsx'
import { DebitsOf } from './debits-of.part.tsx'
import { MandateActions } from './mandate-actions.part.tsx'

/** A mandate beside its list: what it allows, what proves it, what was collected by it. */
export function MandatePanel({ id }: { id: string }) {
  const words = useLabels(mandateWords)
  const shared = useLabels(debitWords)
  const query = useQuery(mandates.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {mandate => (
        <>
          <RecordHead
            number={mandate.reference}
            name={mandate.customer}
            status={<MandateStatus of={mandate.state} />}
            actions={<MandateActions of={mandate} />}
          />
          <MandateFacts of={mandate} />
          <RecordPart title={words.proofs}>
            <Proofs of={mandate} />
          </RecordPart>
          <RecordPart title={shared.debitsOf}>
            <DebitsOf query={{ mandateId: mandate.id }} />
          </RecordPart>
          <Stamps createdAt={mandate.createdAt} createdBy={mandate.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function MandateFacts({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const { days } = useLabels(debitWords)
  const { columns, schemes, frequencies } = useLabels(debitsLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: columns.debtorName, value: of.debtorName },
        { label: columns.iban, value: of.iban },
        { label: words.bic, value: of.bic },
        { label: columns.scheme, value: schemes[of.scheme] },
        { label: columns.frequency, value: frequencies[of.frequency] },
        { label: columns.signedOn, value: [format.day(of.signedOn), of.signedTown].filter(Boolean).join(', ') },
        { label: columns.usedOn, value: format.day(of.usedOn) },
        { label: columns.lapsesOn, value: format.day(of.lapsesOn) },
        of.noticeDays !== null && { label: words.noticeDays, value: `${of.noticeDays} ${days}` },
        of.revokedOn !== null && {
          label: words.revoke,
          value: `${format.day(of.revokedOn)} · ${of.revokedReason}`,
          wide: true,
        },
      ]}
    />
  )
}

/** What proves the signature, as it was given. */
function Proofs({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const { proofKinds } = useLabels(debitsLabels)
  const format = useFormat()
  const notify = useNotify()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  if (of.proofs.length === 0) return <p>{words.noProof}</p>
  const take = (id: string) =>
    download(`/mandate-proofs/${id}/file`, { company, inLanguage }).catch(error => notify.failed(error))
  return (
    <ul>
      {of.proofs.map(({ id, name, kind, createdAt }) => (
        <li key={id}>
          <Anchor component="button" aria-label={words.openProof(name)} onClick={() => void take(id)}>
            {name}
          </Anchor>{' '}
          {proofKinds[kind]}, {format.instant(createdAt)}
        </li>
      ))}
    </ul>
  )
}
