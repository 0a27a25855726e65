import { type SQL, sql } from 'drizzle-orm'
import { bundlePrice, type Composition, inForceOrFirst, sharesOf, type TaxedComponent } from '../rules/bundle.ts'
import type { ProductKind } from '../rules/product-code.ts'

/** What a title `t` says of its registration as press, with its name; null: no title. */
export const registeredAs = (t: SQL) => sql`case when ${t}.id is not null then json_build_object('name', ${t}.name,
  'cppap', ${t}.cppap, 'cppapUntil', ${t}.cppap_until, 'frequency', ${t}.frequency) end`

/** Every component of a bundle `p`, the latest composition first; null for any other product. */
export const componentsOf = sql`case when p.kind = 'bundle' then (
  select json_agg(json_build_object('startsOn', c.starts_on, 'productId', x.id, 'code', x.code, 'label', x.label, 'kind', x.kind,
    'titleId', x.title_id, 'weightCents', c.weight_cents, 'taxClass', x.tax_class, 'supply', x.supply,
    'registered', ${registeredAs(sql`xt`)}, 'vatRateBps', x.vat_rate_bps, 'netCents', x.net_cents,
    'grossCents', x.gross_cents) order by c.starts_on desc, c.position)
  from product_components c join products x on x.company_id = c.company_id and x.id = c.component_id
    left join titles xt on xt.company_id = x.company_id and xt.id = x.title_id
  where c.company_id = p.company_id and c.product_id = p.id) end`

/** What a row of products holds of a bundle: one side of its price, and its components. */
export type Stored<Product> = Omit<Product, 'compositions'> & {
  compositions: (TaxedComponent & { startsOn: string })[] | null
}

type Priced = {
  kind: ProductKind
  priceBasis: string
  priceCents: number
  vatRateBps: number
  netCents: number
  grossCents: number
  compositions: Composition[]
}

/** The product as it is sold: a bundle has its compositions, and the price they come to on a day. */
export function sold<Product extends Priced>(stored: Stored<Product>, today: string): Product {
  const compositions = [...Map.groupBy(stored.compositions ?? [], ({ startsOn }) => startsOn)].map(
    ([startsOn, components]) => ({
      startsOn,
      components: components.map(({ startsOn: _, ...component }) => component),
    }),
  )
  const product = { ...stored, compositions } as unknown as Product
  const now = inForceOrFirst(compositions, today)
  return now ? { ...product, ...bundlePrice(product, now.components) } : product
}

/** The compositions of a bundle with what each component comes to in its price. */
export const withShares = (product: Pick<Priced, 'priceBasis' | 'priceCents' | 'compositions'>) =>
  product.compositions.map(({ startsOn, components }) => {
    const shares = sharesOf(product, components)
    return { startsOn, components: components.map((component, at) => ({ ...component, share: shares[at]! })) }
  })
