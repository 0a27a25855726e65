import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CatalogueProduct } from '../rules/catalogue.ts'

/** A product here, as a catalogue would say it. */
export type OwnProduct = { id: string; titleId: string | null; product: CatalogueProduct }

type Row = Omit<CatalogueProduct, 'components'> & {
  id: string
  titleId: string | null
  components: CatalogueProduct['components'] | null
}

/**
 * Products as a catalogue says them on a day, in the order of codes: all, or those of some families with what their bundles are
 * made of. One statement; pictures stay here.
 */
export async function ownProducts(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  { asOf, families = [] }: { asOf: string; families?: readonly string[] },
): Promise<OwnProduct[]> {
  const chosen =
    families.length === 0
      ? sql``
      : sql`and (p.family = any(${sql.param([...families])}::text[]) or exists (
          select from product_components c join products bundle on bundle.company_id = ${company.id} and bundle.id = c.product_id
          where c.company_id = ${company.id} and c.component_id = p.id
            and bundle.family = any(${sql.param([...families])}::text[])))`
  const { rows } = await db.execute<Row>(sql`
    select p.id, p.title_id as "titleId", p.code, p.label, p.kind, p.family, p.brand, p.ean13 as gtin, coalesce(t.code, '') as title,
      coalesce(i.number, '') as issue, p.latest_issue as "latestIssue", p.offer_code as "offerCode", p.term_months as "termMonths",
      p.issues_due as "issuesDue", p.served_by as "servedBy", p.price_basis as "priceBasis", p.price_cents as "priceCents",
      p.tax_class as "taxClass", p.vat_rate_bps as "vatRateBps", p.supply, p.archived_on as "archivedOn", made.components
    from products p
    left join titles t on t.company_id = ${company.id} and t.id = p.title_id
    left join issues i on i.company_id = ${company.id} and i.id = p.issue_id
    left join (
      select c.product_id, json_agg(json_build_object('code', x.code, 'weightCents', c.weight_cents) order by c.position) as components
      from product_components c
      join (
        select o.product_id, coalesce(max(o.starts_on) filter (where o.starts_on <= ${asOf}), min(o.starts_on)) as starts_on
        from product_components o where o.company_id = ${company.id} group by o.product_id) standing
        on standing.product_id = c.product_id and standing.starts_on = c.starts_on
      join products x on x.company_id = ${company.id} and x.id = c.component_id
      where c.company_id = ${company.id} group by c.product_id) made on made.product_id = p.id
    where p.company_id = ${company.id} ${chosen}
    order by p.code collate "C"`)
  return rows.map(({ id, titleId, components, ...product }) => ({
    ...{ id, titleId },
    product: { ...product, components: components ?? [] },
  }))
}
