import { IconEraser } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction, Selection } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { retentionContract } from '../contract.ts'
import { retentionWords } from '../labels/screens.ts'
import { retentionLabels } from '../labels.ts'

const api = apiOf('retention', retentionContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Contacts whose time is over, to be forgotten. Source: L-18. */
export function RetentionPage() {
  const words = useLabels(retentionWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [chosen, setChosen] = useState<Selection<Row> | null>(null)
  const actions: RowAction<Row>[] = [
    {
      key: 'erase',
      label: words.erase,
      icon: <IconEraser size={16} />,
      right: 'retention.write',
      on: 'all',
      danger: true,
      run: setChosen,
    },
  ]
  return (
    <>
      <ListPage
        title={words.title}
        name="retention"
        source={api}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        actions={actions}
        searchPlaceholder={words.search}
        exportPath="/retention/export"
        empty={{ text: words.none }}
        card={row => path(`contacts/${row.id}`)}
        rowName={row => `${row.number} ${row.legalName || row.lastName} ${row.firstName}`}
      />
      {chosen && <Erase chosen={chosen} onDone={() => setChosen(null)} />}
    </>
  )
}

function Erase({ chosen: { all, rows, count }, onDone }: { chosen: Selection<Row>; onDone(): void }) {
  const words = useLabels(retentionWords)
  const format = useFormat()
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const erase = async () => {
    setWorking(true)
    try {
      if (all) {
        await api.eraseAll.call({})
        notify.done(words.started)
      } else {
        const { erased } = await api.erase.call({ partyIds: rows.map(({ id }) => id) })
        notify.done(words.erased(erased))
      }
    } catch (error) {
      notify.failed(error)
    }
    onDone()
    refresh()
  }
  return (
    <Confirm
      opened
      danger
      title={words.eraseTitle(format.integer(count), count > 1)}
      text={words.eraseText}
      action={words.eraseNow}
      working={working}
      onConfirm={erase}
      onCancel={onDone}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(retentionLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 96, align: 'end', sort: true, phone: 2 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 180,
        grow: true,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 140, phone: 1 },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'town', header: columns.town, width: 180, grow: true, phone: 2 },
      { key: 'since', header: columns.since, kind: 'day', width: 140, phone: 'end' },
    ],
    [columns],
  )
}
