import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'

const api = apiOf('catalog', catalogContract)
type Product = Awaited<ReturnType<typeof api.products.list.call>>['rows'][number]

/** The products that sell a title, as its settings list them. Source: ABO-23. */
export function TitleProducts({ titleId }: { titleId: string }) {
  const { columns, titleProductColumns, kinds } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { noneTaken } = useLabels(titleWords)
  const query = useQuery(api.products.list.queryOptions({ input: { titleId, limit: 100 } }))
  const shown: ListColumn<Product>[] = [
    {
      key: 'code',
      header: titleProductColumns.code,
      cell: row => (
        <RecordLink to="products" search={{ open: row.id }}>
          {row.code}
        </RecordLink>
      ),
    },
    { key: 'kind', header: words.abo, text: row => kinds[row.kind] },
    { key: 'characteristic', header: columns.characteristic },
    { key: 'label', header: titleProductColumns.label },
    { key: 'netCents', header: columns.netCents, kind: 'money' },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
  ]
  return <SmallTable query={query} columns={shown} empty={noneTaken} />
}
