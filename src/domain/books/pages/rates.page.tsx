import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { ratesContract } from '../../invoicing/contract/rates.ts'
import { ratesWords } from '../../invoicing/labels/rates.ts'
import { booksWords } from '../labels/screens.ts'
import { useBooksTabs } from './books-tabs.part.tsx'
import { RateForm } from './rate.form.tsx'
import { RemoveButton } from './removing.part.tsx'
import { WithoutRate } from './without-rate.part.tsx'

const api = apiOf('currencyRates', ratesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What one euro was in other currencies, and over it what waits for a rate. Source: CGI art. 266, 1 bis. */
export function RatesPage() {
  const words = useLabels(ratesWords)
  const books = useLabels(booksWords)
  const format = useFormat()
  const may = useMay()
  const [typing, setTyping] = useState<{ currency: string } | null>(null)
  const mayType = may('books.write')
  return (
    <>
      <ListPage
        title={books.books}
        name="currency-rates"
        source={api}
        counted={count => format.many(count, words.one, words.more)}
        columns={useColumns()}
        tabs={useBooksTabs('exchange-rates')}
        searchPlaceholder={words.search}
        exportPath="/currency-rates/export"
        empty={{ text: words.empty }}
        above={<WithoutRate onType={mayType ? currency => setTyping({ currency }) : undefined} />}
        headingEnd={
          mayType && (
            <Button leftSection={<IconPlus size={15} />} onClick={() => setTyping({ currency: '' })}>
              {words.add}
            </Button>
          )
        }
        rowName={row => `${row.currency} ${format.day(row.ratedOn)}`}
      />
      {typing && <RateForm currency={typing.currency} onClose={() => setTyping(null)} />}
    </>
  )
}

function useColumns(): ListColumn<Row>[] {
  const words = useLabels(ratesWords)
  const [language] = useLanguage()
  const may = useMay()
  const format = useFormat()
  return useMemo(() => {
    const rate = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      minimumFractionDigits: 4,
      maximumFractionDigits: 6,
    })
    return [
      { key: 'currency', header: words.currency, width: 90, phone: 1, sort: true },
      { key: 'ratedOn', header: words.columns.ratedOn, kind: 'day', phone: 2, sort: true },
      {
        key: 'perEuroMicros',
        header: words.rate,
        width: 150,
        align: 'end',
        phone: 'end',
        text: ({ perEuroMicros, currency }) => `${rate.format(perEuroMicros / 1_000_000)} ${currency}`,
      },
      { key: 'createdBy', header: words.columns.createdBy, width: 110, grow: true },
      ...(may('books.write')
        ? [
            {
              key: 'delete',
              header: '',
              width: 110,
              cell: ({ id, currency, ratedOn }: Row) => (
                <RemoveButton what={`${currency} ${format.day(ratedOn)}`} remove={() => api.delete.call({ id })} />
              ),
              text: () => '',
            },
          ]
        : []),
    ]
  }, [words, language, may, format])
}
