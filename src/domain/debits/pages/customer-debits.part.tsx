import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { candidateWords } from '../labels/candidate-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { type Candidate, debitCandidates, type MandateRow, mandates } from './debit-api.part.ts'
import { MandateStatus, VerdictStatus } from './debit-status.part.tsx'
import classes from './debits.module.css'
import { DebitsOf } from './debits-of.part.tsx'
import { NewMandate } from './mandate.form.tsx'

const MOST = 50

/** How a customer is collected from: the mandates they gave, what is to be collected, and what was. Source: REC-34. */
export function CustomerDebits({ customerId }: { customerId: string }) {
  const words = useLabels(debitWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordPart title={words.mandates}>
        <MandatesOf customerId={customerId} />
      </RecordPart>
      <RecordPart title={words.candidates}>
        <ToCollectOf customerId={customerId} />
      </RecordPart>
      <RecordPart title={words.debitsOf}>
        <DebitsOf query={{ customerId }} />
      </RecordPart>
    </div>
  )
}

function MandatesOf({ customerId }: { customerId: string }) {
  const words = useLabels(mandateWords)
  const { mandates: named } = useLabels(debitWords)
  const { columns, schemes } = useLabels(debitsLabels)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const query = useQuery(mandates.list.queryOptions({ input: { customerId, limit: MOST } }))
  const shown: ListColumn<MandateRow>[] = [
    {
      key: 'reference',
      header: columns.reference,
      cell: row => (
        <RecordLink to="mandates" search={{ open: row.id }}>
          {row.reference}
        </RecordLink>
      ),
    },
    { key: 'state', header: columns.state, cell: row => <MandateStatus of={row.state} /> },
    { key: 'iban', header: columns.iban },
    { key: 'scheme', header: columns.scheme, text: row => schemes[row.scheme] },
    { key: 'signedOn', header: columns.signedOn, kind: 'day' },
    { key: 'usedOn', header: columns.usedOn, kind: 'day' },
    { key: 'lapsesOn', header: columns.lapsesOn, kind: 'day' },
    { key: 'proofCount', header: columns.proofCount, kind: 'integer' },
  ]
  return (
    <>
      <SmallTable
        query={query}
        columns={shown}
        empty={words.mandateNone}
        more={
          <RecordLink to="mandates" search={{ customerId }}>
            {named}
          </RecordLink>
        }
      />
      {may('debits.write') && (
        <div className={classes.under}>
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
            {words.newMandate}
          </Button>
        </div>
      )}
      <NewMandate opened={adding} customerId={customerId} onDone={() => setAdding(false)} />
    </>
  )
}

function ToCollectOf({ customerId }: { customerId: string }) {
  const words = useLabels(candidateWords)
  const { candidates } = useLabels(debitWords)
  const { columns } = useLabels(debitsLabels)
  const query = useQuery(debitCandidates.list.queryOptions({ input: { customerId, limit: MOST } }))
  const shown: ListColumn<Candidate>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`invoices/${row.id}`}>{row.number}</RecordLink>,
    },
    { key: 'dueOn', header: columns.dueOn, kind: 'day' },
    { key: 'openCents', header: columns.openCents, kind: 'money' },
    {
      key: 'verdict',
      header: columns.state,
      cell: row => (
        <RecordLink to="debit-candidates" search={{ customerId, open: row.id }}>
          <VerdictStatus of={row.verdict} />
        </RecordLink>
      ),
    },
    { key: 'collectOn', header: columns.collectOn, kind: 'day' },
    { key: 'reference', header: columns.reference },
  ]
  return (
    <SmallTable
      query={query}
      columns={shown}
      empty={words.noneHere}
      more={
        <RecordLink to="debit-candidates" search={{ customerId }}>
          {candidates}
        </RecordLink>
      }
    />
  )
}
