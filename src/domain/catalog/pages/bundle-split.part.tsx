import { Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useNarrow } from '../../../platform/web/layout.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { bundleWords } from '../labels/bundles.ts'
import { bundlePrice, type Component, sharesOf } from '../rules/bundle.ts'

type Part = {
  id: string
  code: string
  label: string
  weightCents: number | null
  vatRateBps: number | null
  netCents: number
  vatCents: number
  grossCents: number
}

type SplitProps = {
  price: { priceBasis: string; priceCents: number }
  components: readonly Component[]
  /** Whether the products can be opened from here: not while something is being typed. */
  linked?: boolean
}

/** What each product comes to in the price of a bundle, to the cent. Source: CIR-14. */
export function BundleSplit({ price, components, linked = false }: SplitProps) {
  const words = useLabels(bundleWords)
  const format = useFormat()
  const narrow = useNarrow()
  const shares = sharesOf(price, components)
  const { netCents, grossCents } = bundlePrice(price, components)
  const rows: Part[] = components.map((component, at) => ({ ...component, id: component.productId, ...shares[at]! }))
  const total = { code: '', label: words.total, weightCents: null, vatRateBps: null }
  rows.push({ ...total, id: 'total', netCents, vatCents: grossCents - netCents, grossCents })
  const columns: ListColumn<Part>[] = [
    { key: 'code', header: words.component, cell: part => <Named part={part} linked={linked} /> },
    ...(narrow ? [] : [{ key: 'netCents', header: words.net, kind: 'money' } as const]),
    {
      key: 'vatRateBps',
      header: words.rate,
      align: 'end',
      text: ({ vatRateBps }) => (vatRateBps === null ? '' : format.percent(vatRateBps)),
    },
    { key: 'vatCents', header: words.vat, kind: 'money' },
    { key: 'grossCents', header: words.gross, kind: 'money' },
  ]
  const read = { data: { rows }, error: null } as UseQueryResult<{ rows: Part[] }>
  return <SmallTable query={read} columns={columns} empty="" />
}

function Named({ part: { id, code, label, weightCents }, linked }: { part: Part; linked: boolean }) {
  const words = useLabels(bundleWords)
  const format = useFormat()
  if (!code) return <strong>{label}</strong>
  const named = <span style={{ whiteSpace: 'nowrap' }}>{code}</span>
  return (
    <>
      {linked ? (
        <RecordLink to="products" search={{ open: id }}>
          {named}
        </RecordLink>
      ) : (
        named
      )}{' '}
      {label}
      {weightCents !== null && (
        <Text size="xs" c="dimmed">
          {words.fixed(format.money(weightCents))}
        </Text>
      )}
    </>
  )
}
