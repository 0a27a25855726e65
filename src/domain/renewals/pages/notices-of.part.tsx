import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import { NoticeOutcome } from './notice-outcome.part.tsx'

const api = apiOf('renewals', renewalsContract)
type Row = Awaited<ReturnType<typeof api.notices.call>>['rows'][number]

/** Each time somebody was reminded of a purchase, by what wave, and what came of it. Source: CIR-21. */
export function NoticesOf({ purchaseId }: { purchaseId: string }) {
  const { columns, channels } = useLabels(renewalsLabels)
  const words = useLabels(seriesWords)
  const query = useQuery(api.notices.queryOptions({ input: { purchaseId, limit: 50 } }))
  const shown: ListColumn<Row>[] = [
    { key: 'sentOn', header: columns.sentOn, kind: 'day' },
    {
      key: 'contact',
      header: columns.contact,
      cell: row => <RecordLink to={`contacts/${row.contactId}`}>{row.contact}</RecordLink>,
    },
    { key: 'seriesName', header: columns.seriesName },
    { key: 'position', header: columns.position, text: row => words.wave(row.position) },
    { key: 'channel', header: columns.channel, text: row => channels[row.channel] },
    { key: 'sentTo', header: columns.sentTo },
    { key: 'renewedOn', header: words.outcome, cell: row => <NoticeOutcome of={row} /> },
  ]
  return <SmallTable query={query} columns={shown} empty={words.neverReminded} />
}
