import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { Picture } from './picture-field.part.tsx'
import { EditProduct } from './product.form.tsx'

const api = apiOf('catalog', catalogContract)
export type Product = Awaited<ReturnType<typeof api.products.get.call>>

/** One product beside its list. */
export function ProductPanel({ id }: { id: string }) {
  const words = useLabels(catalogWords)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const query = useQuery(api.products.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {product => (
        <>
          <RecordHead
            number={product.code}
            name={product.label}
            actions={
              !editing &&
              may('catalog.write') && (
                <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                  {words.edit}
                </Button>
              )
            }
          />
          {editing ? <EditProduct product={product} onDone={() => setEditing(false)} /> : <ProductFacts of={product} />}
          <Stamps {...product} />
        </>
      )}
    </RecordPanel>
  )
}

function ProductFacts({ of }: { of: Product }) {
  const { columns, kinds, service } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.kind, value: kinds[of.kind] },
        { label: columns.characteristic, value: of.characteristic },
        {
          label: columns.titleCode,
          value: of.titleId && (
            <RecordLink to="titles" search={{ open: of.titleId }}>
              {of.titleCode}
            </RecordLink>
          ),
        },
        { label: columns.termMonths, value: format.integer(of.termMonths) },
        { label: columns.servedBy, value: of.servedBy && service[of.servedBy] },
        { label: columns.issuesDue, value: format.integer(of.issuesDue) },
        { label: columns.issueNumber, value: of.latestIssue ? words.latest : of.issueNumber },
        { label: columns.netCents, value: format.money(of.netCents) },
        { label: columns.vatRateBps, value: format.percent(of.vatRateBps) },
        { label: columns.grossCents, value: format.money(of.grossCents) },
        { label: columns.supplierName, value: of.supplierName },
        { label: columns.ean13, value: of.ean13 },
        { label: columns.brand, value: of.brand },
        { label: columns.family, value: of.family },
        { label: words.picture, value: of.image && <Picture of={of.image} side={64} /> },
        { label: columns.archivedOn, value: format.day(of.archivedOn) },
      ]}
    />
  )
}
