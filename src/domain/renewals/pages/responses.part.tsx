import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import classes from './renewals.module.css'
import { WaveFiles } from './wave-files.part.tsx'

const api = apiOf('renewals', renewalsContract)
type Response = Awaited<ReturnType<typeof api.responses.call>>[number] & { id: string }

const rowsOf = (found: Awaited<ReturnType<typeof api.responses.call>>) => ({
  rows: found.map(row => ({ ...row, id: `${row.stepId} ${row.sentOn}` })),
})

/** What each wave brought: reminded, renewed, for how much. Source: CIR-21, CIR-23. */
export function Responses({ seriesId }: { seriesId: string }) {
  const words = useLabels(seriesWords)
  const { channels } = useLabels(renewalsLabels)
  const format = useFormat()
  const query = useQuery(api.responses.queryOptions({ input: { id: seriesId }, select: rowsOf }))
  const { position, sentOn, channel, notices, renewed, rateBps, grossCents, file } = words.responseColumns
  const columns: ListColumn<Response>[] = [
    { key: 'position', header: position, text: row => words.wave(row.position) },
    { key: 'sentOn', header: sentOn, kind: 'day' },
    { key: 'channel', header: channel, text: row => channels[row.channel] },
    {
      key: 'notices',
      header: notices,
      kind: 'integer',
      cell: row => (
        <RecordLink to="renewal-notices" search={{ stepId: row.stepId, sentFrom: row.sentOn, sentTo: row.sentOn }}>
          {format.integer(row.notices)}
        </RecordLink>
      ),
    },
    { key: 'renewed', header: renewed, kind: 'integer' },
    { key: 'rateBps', header: rateBps, align: 'end', text: row => format.percent(row.rateBps) },
    { key: 'grossCents', header: grossCents, kind: 'money' },
    {
      key: 'file',
      header: file,
      cell: row => <WaveFiles of={row} />,
    },
  ]
  return (
    <>
      <SmallTable query={query} columns={columns} empty={words.noResponses} />
      <p className={classes.dimmed}>{words.responsesHint}</p>
    </>
  )
}
