import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { productsById } from '../queries.ts'
import { type Component, type Composition, compositionFault, type GivenComponent, mayBegin } from '../rules/bundle.ts'
import { productComponents } from '../tables.ts'

type Composing = { components: readonly GivenComponent[]; startsOn: string; before: readonly Composition[] }

/** Says what a bundle is made of from a day on; what was in force before that day stays. Source: CIR-14. */
export async function compose(ctx: Ctx, bundleId: string, { components, startsOn, before }: Composing) {
  const { company, today, db } = ctx
  const known = await productsById(ctx, [...new Set(components.map(({ productId }) => productId))])
  const fault = compositionFault(bundleId, components, known)
  if (fault) refuse(fault.code, fault)
  if (!mayBegin(startsOn, before, today)) refuse('catalog.compositionPast', { field: 'startsOn' })
  await db.execute(sql`
    delete from product_components where company_id = ${company.id} and product_id = ${bundleId} and starts_on = ${startsOn}`)
  await db.insert(productComponents).values(
    components.map(({ productId, weightCents }, at) => ({
      companyId: company.id,
      id: newId(),
      productId: bundleId,
      startsOn,
      position: at + 1,
      componentId: productId,
      weightCents: weightCents ?? null,
    })),
  )
  ctx.record({
    record: 'products',
    id: bundleId,
    from: { components: saidOf(before.find(one => one.startsOn === startsOn)?.components ?? []) },
    to: { components: saidOf(components), startsOn },
  })
}

const saidOf = (components: readonly (GivenComponent | Component)[]) =>
  components.map(({ productId, weightCents }) => ({ productId, weightCents: weightCents ?? null }))

/** A bundle is split by the price of a product, which must stay one as long as it is. */
export async function refuseFreeComponent({ db, company, today }: Ctx, productId: string) {
  const { rows } = await db.execute<{ code: string }>(sql`
    select bundle.code from product_components c
    join products bundle on bundle.company_id = ${company.id} and bundle.id = c.product_id
    where c.company_id = ${company.id} and c.component_id = ${productId} and c.weight_cents is null
      and c.starts_on >= coalesce((select max(o.starts_on) from product_components o
        where o.company_id = ${company.id} and o.product_id = c.product_id and o.starts_on <= ${today}), c.starts_on)
    order by bundle.code limit 1`)
  if (rows[0]) refuse('catalog.bundleNeedsPrice', { field: 'priceCents', values: { bundle: rows[0].code } })
}
