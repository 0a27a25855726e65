import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { subscriptionsContract } from '../contract.ts'
import { nameOf } from './purchase-facts.part.tsx'

const api = apiOf('catalog', catalogContract)

/** Finds a product on sale of one kind, by its code or label. */
const productsOf = (kind: 'subscription' | 'single-issue') =>
  lookupSource('products', api.products, ({ id, code, label }) => ({ value: id, label: `${code} · ${label}` }), {
    kind,
    sort: 'code',
  })
export const subscriptionProducts = productsOf('subscription')
export const singleIssueProducts = productsOf('single-issue')

/** Finds a subscription by its number or who receives it. */
export const subscriptionLookup = lookupSource(
  'subscriptions',
  apiOf('subscriptions', subscriptionsContract),
  ({ id, number, label, ...named }) => ({ value: id, label: `${number} · ${nameOf(named)}`, hint: label }),
)

/** Finds an issue of one title, or of any. */
export function useIssueLookup(titleId: string | undefined) {
  const { numbered } = useLabels(commonWords)
  return useMemo(
    () =>
      lookupSource(
        'issues',
        api.issues,
        ({ id, titleName, number, label }) => ({ value: id, label: `${titleName} ${numbered(number)}`, hint: label }),
        { ...(titleId ? { titleId } : {}), sort: '-coverOn' },
      ),
    [titleId, numbered],
  )
}
