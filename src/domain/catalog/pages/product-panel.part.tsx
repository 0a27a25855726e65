import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Picture } from '../../../platform/web/fields/picture-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { bundleWords } from '../labels/bundles.ts'
import { catalogWords } from '../labels/screens.ts'
import { taxWords } from '../labels/tax.ts'
import { catalogLabels } from '../labels.ts'
import { inForce } from '../rules/bundle.ts'
import { BundleSplit } from './bundle-split.part.tsx'
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
          {editing ? (
            <EditProduct product={product} onDone={() => setEditing(false)} />
          ) : (
            <>
              <ProductFacts of={product} />
              <Compositions of={product} />
            </>
          )}
          <Stamps {...product} />
        </>
      )}
    </RecordPanel>
  )
}

/** What a bundle is made of, the composition in force first said so, and the parts of its price. Source: CIR-14. */
function Compositions({ of }: { of: Product }) {
  const words = useLabels(bundleWords)
  const { today } = useSession()
  const now = inForce(of.compositions, today)
  const when = ({ startsOn }: { startsOn: string }) =>
    startsOn > today
      ? words.toCome(startsOn)
      : startsOn === now?.startsOn
        ? words.inForce(startsOn)
        : words.past(startsOn)
  return of.compositions.map(composition => (
    <RecordPart key={composition.startsOn} title={when(composition)}>
      <BundleSplit price={of} components={composition.components} linked />
    </RecordPart>
  ))
}

function ProductFacts({ of }: { of: Product }) {
  const { columns, kinds, service } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { mixedRate } = useLabels(bundleWords)
  const tax = useLabels(taxWords)
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
        { label: columns.vatRateBps, value: of.kind === 'bundle' ? mixedRate : format.percent(of.vatRateBps) },
        { label: columns.grossCents, value: format.money(of.grossCents) },
        { label: tax.taxClassShort, value: of.taxClass && tax.classes[of.taxClass] },
        { label: tax.supply, value: of.kind !== 'bundle' && tax.supplies[of.supply] },
        { label: columns.supplierName, value: of.supplierName },
        { label: columns.ean13, value: of.ean13 },
        { label: columns.brand, value: of.brand },
        { label: columns.family, value: of.family },
        { label: words.picture, value: of.image && <Picture of={of.image} width={64} height={64} /> },
        { label: columns.archivedOn, value: format.day(of.archivedOn) },
      ]}
    />
  )
}
