import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { POSTAL_VERSION } from '../../../values/postal-print.ts'
import { countryNamed } from '../formats/cells.ts'
import type { FileFacts } from '../rules/file-facts.ts'
import type { Layout } from '../rules/layout.ts'

/** From how many copies an envelope is a parcel where the title says nothing. */
const PARCEL = 2

export type RunOfFile = {
  id: string
  number: number
  dispatchedOn: string
  issueNumber: string
  issueDay: string | null
  titleName: string
  titleCode: string
  mailingHouseId: string | null
  parcelFrom: number
}

/** The run a file is made of. */
export async function runOfFile({ db, company }: Ctx, runId: string): Promise<RunOfFile> {
  const { rows } = await db.execute<RunOfFile>(sql`
    select r.id, r.number, r.dispatched_on as "dispatchedOn", coalesce(issue.number, '') as "issueNumber",
      issue.cover_on as "issueDay", title.name as "titleName", title.code as "titleCode",
      title.mailing_house_id as "mailingHouseId", coalesce(title.parcel_from_copies, ${PARCEL}) as "parcelFrom"
    from dispatch_runs r
    join titles title on title.company_id = r.company_id and title.id = r.title_id
    left join issues issue on issue.company_id = r.company_id and issue.id = r.issue_id
    where r.company_id = ${company.id} and r.id = ${runId}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

/** What the file of a run says that may change later: read once, kept with the file. */
export async function factsOf(ctx: Ctx, run: RunOfFile, layout: Layout): Promise<FileFacts> {
  const says = (...sources: string[]) => layout.columns.some(({ source }) => sources.includes(source))
  const inRun = sql`s.company_id = ${ctx.company.id} and s.run_id = ${run.id}`
  const { rows: countries } = await ctx.db.execute<{ country: string }>(
    sql`select distinct s.country from shipments s where ${inRun}`,
  )
  return {
    normaliser: POSTAL_VERSION,
    titleName: run.titleName,
    issueNumber: run.issueNumber,
    runNumber: run.number,
    runOn: run.dispatchedOn,
    parcelFrom: run.parcelFrom,
    countries: Object.fromEntries(countries.map(({ country }) => [country, countryNamed(country)])),
    weights: await weightsOf(ctx, run.id),
    natures: says('nature', 'giftMark') ? await naturesOf(ctx, run.id) : {},
  }
}

/** Grams of one copy of each issue of a run that was weighed. */
export async function weightsOf({ db, company }: Ctx, runId: string): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ id: string; grams: number }>(sql`
    select i.id, i.weight_grams as grams from issues i
    where i.company_id = ${company.id} and i.weight_grams is not null
      and i.id in (select s.issue_id from shipments s where s.company_id = ${company.id} and s.run_id = ${runId})`)
  return Object.fromEntries(rows.map(({ id, grams }) => [id, grams]))
}

async function naturesOf({ db, company }: Ctx, runId: string): Promise<Record<string, number[]>> {
  const { rows } = await db.execute<{ nature: string; numbers: number[] }>(sql`
    select p.nature, array_agg(s.number order by s.number) as numbers from shipments s
    join purchases p on p.company_id = ${company.id} and p.id = s.purchase_id
    where s.company_id = ${company.id} and s.run_id = ${runId} and p.nature <> 'paid' group by 1 order by 1`)
  return Object.fromEntries(rows.map(({ nature, numbers }) => [nature, numbers]))
}
