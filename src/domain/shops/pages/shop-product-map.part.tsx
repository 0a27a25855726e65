import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { shopProductsContract } from '../contract/products.ts'
import { productWords } from '../labels/products.ts'
import type { ShopProduct } from './shop-product-panel.part.tsx'
import classes from './shops.module.css'

const api = apiOf('shopProducts', shopProductsContract)

/** Says which product of ours it is: one proposed, another, or none. */
export function MapProduct({ of: product }: { of: ShopProduct }) {
  const words = useLabels(productWords)
  const may = useMay()
  const [other, setOther] = useState<string | null>(null)
  const { working, map } = useMapping(product.id)
  const { waitingSales, proposals } = product
  return (
    <>
      <p className={classes.none}>
        {waitingSales > 0 && <strong>{words.waits(waitingSales)}. </strong>}
        {words.explained}
      </p>
      {may('shops.write') && (
        <>
          {proposals.length > 0 && (
            <RecordPart title={words.proposed}>
              <ul className={classes.proposals}>
                {proposals.map((proposal, at) => (
                  <Proposal
                    key={proposal.productId}
                    of={proposal}
                    first={at === 0}
                    working={working}
                    onMap={() => map(proposal.productId)}
                  />
                ))}
              </ul>
            </RecordPart>
          )}
          <Group gap={8} align="end" wrap="nowrap">
            <div className={classes.lookup}>
              <LookupField
                name="productId"
                label={proposals.length > 0 ? words.other : words.ours}
                description={words.bundleHint}
                value={other}
                onChange={setOther}
                source={productLookup}
              />
            </div>
            <Button variant="default" disabled={other === null} loading={working} onClick={() => map(other)}>
              {words.map}
            </Button>
          </Group>
          <div>
            <Button variant="subtle" loading={working} onClick={() => map(null)}>
              {words.noneOfOurs}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

type ProposalProps = { of: ShopProduct['proposals'][number]; first: boolean; working: boolean; onMap(): void }

function Proposal({ of: { code, label, grossCents, reasons }, first, working, onMap }: ProposalProps) {
  const words = useLabels(productWords)
  const format = useFormat()
  return (
    <li>
      <div>
        {code} · {label}
        <p className={classes.none}>
          {[format.money(grossCents), ...reasons.map(reason => words.reasons[reason])].filter(Boolean).join(' · ')}
        </p>
      </div>
      <Button
        variant={first ? 'filled' : 'default'}
        size="compact-sm"
        aria-label={words.mapTo(code)}
        loading={working}
        onClick={onMap}
      >
        {words.map}
      </Button>
    </li>
  )
}

/** Says it, and tells what came of it. */
function useMapping(id: string) {
  const words = useLabels(productWords)
  const notify = useNotify()
  const { isPending, mutate } = useMutation(
    api.map.mutationOptions({
      onSuccess: ({ productCode, lines, workId, state }) => {
        if (state === 'none') notify.done(words.left)
        else if (workId) notify.done(words.working(productCode))
        else notify.done(lines > 0 ? words.mappedWith(productCode, lines) : words.mapped(productCode))
        refresh()
      },
      onError: notify.failed,
    }),
  )
  return { working: isPending, map: (productId: string | null) => mutate({ id, productId }) }
}
