import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { productsById } from '../queries.ts'
import { type Component, type Composition, compositionFault, type GivenComponent, mayBegin } from '../rules/bundle.ts'
import { productComponents } from '../tables.ts'

export type Composing = { components: readonly GivenComponent[]; startsOn: string; before: readonly Composition[] }

/** Says what a bundle is made of from a day on; what was in force before that day stays. Source: CIR-14. */
export const compose = (ctx: Ctx, bundleId: string, composing: Composing): Promise<void> =>
  composeAll(ctx, [{ bundleId, ...composing }])

/** Says what many bundles are made of, each once, in three statements. */
export async function composeAll(ctx: Ctx, asked: readonly (Composing & { bundleId: string })[]): Promise<void> {
  if (asked.length === 0) return
  const { company, today, db } = ctx
  const named = asked.flatMap(({ components }) => components.map(({ productId }) => productId))
  const known = await productsById(ctx, [...new Set(named)])
  for (const { bundleId, components, startsOn, before } of asked) {
    const fault = compositionFault(bundleId, components, known)
    if (fault) refuse(fault.code, fault)
    if (!mayBegin(startsOn, before, today)) refuse('catalog.compositionPast', { field: 'startsOn' })
  }
  const begun = givenRows(asked, { bundleId: 'uuid', startsOn: 'date' })
  await db.execute(sql`
    delete from product_components c using (${begun}) g
    where c.company_id = ${company.id} and c.product_id = g."bundleId" and c.starts_on = g."startsOn"`)
  const rows = asked.flatMap(({ bundleId, components, startsOn }) =>
    components.map(({ productId, weightCents }, at) => ({
      ...{ id: newId(), productId: bundleId, startsOn, position: at + 1 },
      ...{ componentId: productId, weightCents: weightCents ?? null },
    })),
  )
  await plannedForAnyCompany(ctx, rows.length, () => insertRows(ctx, productComponents, rows))
  for (const { bundleId, components, startsOn, before } of asked)
    ctx.record({
      record: 'products',
      id: bundleId,
      from: { components: saidOf(before.find(one => one.startsOn === startsOn)?.components ?? []) },
      to: { components: saidOf(components), startsOn },
    })
}

const saidOf = (components: readonly (GivenComponent | Component)[]) =>
  components.map(({ productId, weightCents }) => ({ productId, weightCents: weightCents ?? null }))

/** A bundle is split by the price of a product, which must stay one as long as it is; these are free now. */
export async function refuseFreeComponents({ db, company, today }: Ctx, productIds: readonly string[]) {
  if (productIds.length === 0) return
  const { rows } = await db.execute<{ code: string }>(sql`
    select bundle.code from product_components c
    join products bundle on bundle.company_id = ${company.id} and bundle.id = c.product_id
    where c.company_id = ${company.id} and c.component_id = any(${sql.param([...productIds])}::uuid[]) and c.weight_cents is null
      and c.starts_on >= coalesce((select max(o.starts_on) from product_components o
        where o.company_id = ${company.id} and o.product_id = c.product_id and o.starts_on <= ${today}), c.starts_on)
    order by bundle.code limit 1`)
  if (rows[0]) refuse('catalog.bundleNeedsPrice', { field: 'priceCents', values: { bundle: rows[0].code } })
}
