import { useMemo, useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { catalogueLabels } from '../labels/catalogues.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { type SentCatalogue, sentCatalogues } from './catalogue-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'
import { SendCatalogue } from './send-catalogue.form.tsx'

/** Catalogues that were written for partners, to be downloaded again. Source: D8, INT-8. */
export function SentCataloguesPage() {
  const words = useLabels(catalogueWords)
  const { title } = useLabels(exchangeWords)
  const format = useFormat()
  const [sending, setSending] = useState(false)
  const send = { label: words.send, right: 'exchange.write', run: () => setSending(true) }
  return (
    <>
      <ListPage
        title={title}
        name="sent-catalogues"
        source={sentCatalogues}
        counted={count => format.many(count, words.catalogueOne, words.catalogueMany)}
        columns={useColumns()}
        actions={useActions()}
        tabs={useExchangeTabs('sent-catalogues')}
        exportPath="/sent-catalogues/export"
        empty={{ text: words.nothingSent, action: send }}
        mainAction={send}
        rowName={({ edition }) => String(edition)}
      />
      {sending && <SendCatalogue onClose={() => setSending(false)} />}
    </>
  )
}

function useActions(): RowAction<SentCatalogue>[] {
  const words = useLabels(catalogueWords)
  const notify = useNotify()
  const company = useCompany()
  return [
    {
      key: 'download',
      label: words.download,
      run: ({ rows: [row] }) =>
        void download(`/sent-catalogues/${row!.id}/file`, { company }).catch(error => notify.failed(error)),
    },
  ]
}

function useColumns(): ListColumn<SentCatalogue>[] {
  const { columns, allFamilies } = useLabels(catalogueLabels)
  return useMemo(
    () => [
      { key: 'edition', header: columns.edition, kind: 'integer', width: 70, sort: true },
      { key: 'asOf', header: columns.asOf, kind: 'day', width: 110, phone: 1 },
      {
        key: 'families',
        header: columns.families,
        width: 200,
        grow: true,
        phone: 'end',
        cell: ({ families }) => families.join(', ') || allFamilies,
        text: ({ families }) => families.join(', ') || allFamilies,
      },
      { key: 'productCount', header: columns.productCount, kind: 'integer', width: 90 },
      { key: 'sentTo', header: columns.sentTo, width: 260, phone: 2 },
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 140 },
      { key: 'createdBy', header: columns.createdBy, width: 70 },
    ],
    [columns, allFamilies],
  )
}
