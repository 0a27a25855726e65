import { and, asc, eq, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isTooSlow } from '../rules/steps.ts'
import { renewalSeries, renewalSteps } from '../tables.ts'

type Row = {
  id: string
  name: string
  titleId: string
  titleName: string
  productId: string | null
  productCode: string
  link: string
  automatic: boolean
  active: boolean
  stepCount: number
  noticeCount: number
}

const seriesTables = sql`renewal_series r
  join titles title on title.company_id = r.company_id and title.id = r.title_id
  left join products product on product.company_id = r.company_id and product.id = r.product_id`

export const seriesList = defineList<Row, Row, { titleId?: string | undefined; active?: boolean | undefined }>({
  from: ({ today }) => sql`${seriesTables} cross join (select ${today}::date as today) clock`,
  columns: {
    id: sql`r.id`,
    name: sql`r.name`,
    titleId: sql`r.title_id`,
    titleName: sql`title.name`,
    productId: sql`r.product_id`,
    productCode: sql`coalesce(product.code, '')`,
    link: sql`r.link`,
    automatic: sql`r.automatic`,
    active: sql`r.active`,
    stepCount: sql`(select count(*) from renewal_steps s where s.company_id = r.company_id and s.series_id = r.id and s.active)`,
    noticeCount: sql`(select count(*) from renewal_steps s
      join renewal_notices n on n.company_id = s.company_id and n.step_id = s.id and n.cancelled_on is null
        and n.sent_on > clock.today - 366
      where s.company_id = r.company_id and s.series_id = r.id)`,
  },
  id: sql`r.id`,
  sorts: { name: sql`lower(r.name)`, title: sql`lower(title.name)` },
  defaultSort: 'name',
  where: ({ company }, { titleId, active }) => [
    sql`r.company_id = ${company.id}`,
    ...(titleId ? [sql`r.title_id = ${titleId}`] : []),
    ...(active === undefined ? [] : [sql`r.active = ${active}`]),
  ],
  search: (_ctx, text) => [sql`position(lower(${text.trim()}) in lower(r.name || ' ' || title.name)) > 0`],
  row: found => found,
})

type Named = { titleName: string; productCode: string; frequency: string }

/** A series with its steps in their order, or a refusal. */
export async function seriesCard({ db, company }: Ctx, id: string) {
  const [series] = await db
    .select()
    .from(renewalSeries)
    .where(and(eq(renewalSeries.companyId, company.id), eq(renewalSeries.id, id)))
  if (!series) refuse('NOT_FOUND', { status: 404 })
  const steps = await db
    .select()
    .from(renewalSteps)
    .where(and(eq(renewalSteps.companyId, company.id), eq(renewalSteps.seriesId, id)))
    .orderBy(asc(renewalSteps.position))
  const { rows } = await db.execute<Named>(sql`
    select title.name as "titleName", coalesce(product.code, '') as "productCode", title.frequency
    from ${seriesTables} where r.company_id = ${company.id} and r.id = ${id}`)
  const { titleName, productCode, frequency } = rows[0]!
  const tooSlow = isTooSlow(
    frequency,
    steps.filter(({ active }) => active),
  )
  return { ...series, titleName, productCode, frequency, tooSlow, steps }
}
