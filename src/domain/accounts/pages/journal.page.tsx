import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { History } from '../../../platform/web/record/history.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'

const api = apiOf('accounts', accountsContract)
type Row = Awaited<ReturnType<typeof api.audit.list.call>>['rows'][number]

/** Who changed what in the company, latest first. */
export function JournalPage() {
  const words = useLabels(peopleWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.journal}
      name="journal"
      source={api.audit}
      counted={count => format.many(count, words.entryOne, words.entryMany)}
      columns={useColumns()}
      filters={useFilters()}
      exportPath="/audit-entries/export"
      empty={{ text: words.noEntries }}
      panel={(_id, entry) =>
        entry && (
          <PanelBody>
            <RecordHead
              name={`${words.recordNames[entry.record] ?? entry.record}, ${words[kindOf(entry)].toLowerCase()}`}
              status={entry.operation}
            />
            <History changes={[entry]} names={{}} />
          </PanelBody>
        )
      }
      rowName={entry => `${entry.at} ${entry.operation}`}
    />
  )
}

const kindOf = ({ from, to }: Pick<Row, 'from' | 'to'>) =>
  from === null ? 'created' : to === null ? 'deleted' : 'changed'

function useColumns(): ListColumn<Row>[] {
  const words = useLabels(peopleWords)
  return useMemo(
    () => [
      { key: 'at', header: words.at, kind: 'instant', sort: true, phone: 'end' },
      { key: 'initials', header: words.who, width: 72 },
      { key: 'user', header: words.user, width: 180, grow: true, phone: 2 },
      {
        key: 'record',
        header: words.record,
        width: 150,
        text: entry => words.recordNames[entry.record] ?? entry.record,
        phone: 1,
      },
      {
        key: 'change',
        header: words.change,
        width: 130,
        text: entry => words[kindOf(entry)],
        screenOnly: true,
        phone: 1,
      },
      { key: 'operation', header: words.operation, width: 220, grow: true },
      { key: 'via', header: words.via, width: 90, text: entry => words.viaNames[entry.via] ?? entry.via },
    ],
    [words],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(peopleWords)
  const { data } = useQuery(api.users.names.queryOptions({ input: {} }))
  return useMemo(
    () => [
      { kind: 'days', label: words.period, from: 'from', to: 'to' },
      {
        kind: 'choice',
        single: true,
        key: 'userId',
        label: words.user,
        options: (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    [words, data],
  )
}
