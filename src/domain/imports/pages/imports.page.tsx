import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { importsContract } from '../contract.ts'
import { importWords } from '../labels/screens.ts'
import { importsLabels } from '../labels.ts'
import { KINDS } from '../rules/kinds.ts'
import { ImportStatus } from './import-status.part.tsx'
import { SendFile } from './send-file.part.tsx'

const api = apiOf('imports', importsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The files brought in, newest first. Source: M-14. */
export function ImportsPage() {
  const labels = useLabels(importsLabels)
  const words = useLabels(importWords)
  const format = useFormat()
  const path = useCompanyPath()
  return (
    <ListPage
      title={labels.imports}
      name="imports"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      exportPath="/imports/export"
      empty={{ text: words.none }}
      headingEnd={<SendFile />}
      card={row => path(`imports/${row.id}`)}
      rowName={row => row.fileName}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, kinds, states } = useLabels(importsLabels)
  return useMemo(
    () => [
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 150, sort: true, phone: 2 },
      { key: 'fileName', header: columns.fileName, width: 260, grow: true, phone: 1 },
      { key: 'kind', header: columns.kind, width: 120, text: row => (row.kind ? kinds[row.kind] : ''), phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 150,
        cell: row => <ImportStatus of={row.state} />,
        text: row => states[row.state],
        phone: 'end',
      },
      { key: 'lineCount', header: columns.lineCount, kind: 'integer' },
      { key: 'madeCount', header: columns.madeCount, kind: 'integer' },
      { key: 'knownCount', header: columns.knownCount, kind: 'integer' },
      { key: 'refusedCount', header: columns.refusedCount, kind: 'integer' },
      { key: 'createdBy', header: columns.createdBy, width: 72 },
    ],
    [columns, kinds, states],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(importsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: labels.columns.kind,
        options: KINDS.map(value => ({ value, label: labels.kinds[value] })),
      },
    ],
    [labels],
  )
}
