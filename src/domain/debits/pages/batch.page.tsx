import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import type { Language } from '../../../values/labels.ts'
import { RecordHistory } from '../../accounts/pages/record-history.part.tsx'
import { batchWords } from '../labels/batch-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { debitWords } from '../labels/screens.ts'
import { reasonOf } from '../rules/reasons.ts'
import { BatchActions } from './batch-actions.part.tsx'
import { type Batch, debitBatches } from './debit-api.part.ts'
import { BatchStatus } from './debit-status.part.tsx'
import { DebitsOf } from './debits-of.part.tsx'

const useBatch = (id: string) =>
  useQuery(debitBatches.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** A batch beside its list. */
export function BatchPanel({ id }: { id: string }) {
  const format = useFormat()
  return (
    <RecordPanel query={useBatch(id)}>
      {batch => (
        <>
          <RecordHead
            number={batch.number}
            name={format.day(batch.collectOn)}
            status={<BatchStatus of={batch.state} />}
            actions={<BatchActions of={batch} />}
          />
          <Known of={batch} />
        </>
      )}
    </RecordPanel>
  )
}

/** A batch on its own page, where long work leads. */
export function BatchPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(batchWords)
  const path = useCompanyPath()
  const format = useFormat()
  return (
    <CardPage
      query={useBatch(id)}
      back={{ to: path('debit-batches'), label: words.allDebits }}
      number={({ number }) => number}
      name={({ collectOn }) => format.day(collectOn)}
      status={({ state }) => <BatchStatus of={state} />}
      actions={batch => <BatchActions of={batch} />}
    >
      {batch => <Known of={batch} />}
    </CardPage>
  )
}

function Known({ of }: { of: Batch }) {
  const words = useLabels(batchWords)
  const { debitsOf } = useLabels(debitWords)
  const { columns, batchColumns } = useLabels(debitsLabels)
  const may = useMay()
  const names = { ...columns, ...batchColumns, sha256: words.sha256, creditor: words.creditor, cents: columns.cents }
  return (
    <>
      <NextStep of={of} />
      <BatchFacts of={of} />
      <RecordPart title={debitsOf}>
        <DebitsOf query={{ batchId: of.id }} />
        <p>
          <RecordLink to="debits" search={{ batchId: of.id }}>
            {words.seeDebits}
          </RecordLink>
        </p>
      </RecordPart>
      {may('audit.read') && (
        <RecordPart title={words.history}>
          <RecordHistory record="debit_batches" id={of.id} names={names} say={sayCreditor} />
        </RecordPart>
      )}
      <Stamps createdAt={of.createdAt} createdBy={of.createdBy} />
    </>
  )
}

/** Who collects, as the file says it. */
const sayCreditor = (key: string, value: unknown) =>
  key === 'creditor' && typeof value === 'object' && value !== null && 'name' in value && 'creditorId' in value
    ? `${value.name} · ${value.creditorId}`
    : undefined

/** A reason as somebody wrote it, or that of a bank, which says a code. */
const inWords = (reason: string, language: Language) => (BANK_CODE.test(reason) ? reasonOf(reason, language) : reason)
const BANK_CODE = /^[A-Z]{2}\d{2}$/

/** What the batch waits for, in a sentence. */
function NextStep({ of: { state, handOverBy, collectOn } }: { of: Batch }) {
  const words = useLabels(batchWords)
  const format = useFormat()
  const { today } = useSession()
  if (state === 'planned')
    return <Text size="sm">{handOverBy < today ? words.late : words.toBank(format.day(handOverBy))}</Text>
  return state === 'handed-over' ? <Text size="sm">{words.waits(format.day(collectOn))}</Text> : null
}

function BatchFacts({ of }: { of: Batch }) {
  const words = useLabels(batchWords)
  const { columns, batchColumns, schemes } = useLabels(debitsLabels)
  const format = useFormat()
  const [language] = useLanguage()
  const returned = of.returnedCount > 0 && `${format.integer(of.returnedCount)} · ${format.money(of.returnedCents)}`
  return (
    <Facts
      facts={[
        { label: batchColumns.debitCount, value: format.integer(of.debitCount) },
        { label: columns.cents, value: format.money(of.cents) },
        { label: columns.scheme, value: schemes[of.scheme] },
        { label: batchColumns.bankAccount, value: of.bankAccount },
        { label: batchColumns.handOverBy, value: of.state === 'planned' && format.day(of.handOverBy) },
        {
          label: batchColumns.handedOverAt,
          value: of.handedOverAt && `${format.instant(of.handedOverAt)} · ${of.handedOverBy}`,
        },
        { label: batchColumns.collectedOn, value: format.day(of.collectedOn) },
        { label: words.creditedOn, value: format.day(of.creditedOn) },
        {
          label: batchColumns.returnedCount,
          value: returned && (
            <RecordLink to="debit-returns" search={{ batchId: of.id }}>
              {returned}
            </RecordLink>
          ),
        },
        {
          label: columns.cancelledOn,
          value: of.cancelledOn && `${format.day(of.cancelledOn)} · ${inWords(of.cancelledReason, language)}`,
        },
        { label: words.message, value: of.messageReference },
        { label: batchColumns.fileVersion, value: words.version(of.fileVersion) },
        { label: words.sha256, value: of.sha256 && <small>{of.sha256}</small>, wide: true },
      ]}
    />
  )
}
