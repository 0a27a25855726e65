import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { JournalCode } from '../rules/chart.ts'

type Row = {
  id: string
  year: number
  number: number
  line: number
  journal: JournalCode
  bookedOn: string
  accountCode: string
  accountLabel: string
  auxCode: string
  auxLabel: string
  piece: string
  label: string
  debitCents: number | null
  creditCents: number | null
  letter: string
  validatedOn: string
  record: string
  recordId: string
}
type Filters = {
  journal?: JournalCode | undefined
  account?: string | undefined
  auxCode?: string | undefined
  from?: string | undefined
  to?: string | undefined
  year?: number | undefined
  recordId?: string | undefined
  unmatched?: boolean | undefined
}

const ENTRIES = sql`book_entries b left join book_matches m on m.company_id = b.company_id and m.id = b.id`

/** Lines of the books: a journal, or with an account its ledger. */
export const bookEntryList = defineList<Row, Row, Filters>({
  from: ENTRIES,
  columns: {
    id: sql`b.id`,
    year: sql`b.year`,
    number: sql`b.number`,
    line: sql`b.line`,
    journal: sql`b.journal`,
    bookedOn: sql`b.booked_on`,
    accountCode: sql`b.account_code`,
    accountLabel: sql`b.account_label`,
    auxCode: sql`b.aux_code`,
    auxLabel: sql`b.aux_label`,
    piece: sql`b.piece`,
    label: sql`b.label`,
    debitCents: sql`nullif(b.debit_cents, 0)`,
    creditCents: sql`nullif(b.credit_cents, 0)`,
    letter: sql`coalesce(m.letter, '')`,
    validatedOn: sql`b.validated_on`,
    record: sql`b.record`,
    recordId: sql`b.record_id`,
  },
  id: sql`b.id`,
  sorts: {
    number: [sql`b.year`, sql`b.number`, sql`b.line`],
    bookedOn: [sql`b.booked_on`, sql`b.year`, sql`b.number`, sql`b.line`],
  },
  defaultSort: 'number',
  where: matching,
  search: (_ctx, text) => [found(text)],
  row: each => each,
})

function matching(
  { company }: Ctx,
  { journal, account, auxCode, from, to, year, recordId, unmatched }: Filters,
): SQL[] {
  return [
    sql`b.company_id = ${company.id}`,
    ...(journal ? [sql`b.journal = ${journal}`] : []),
    ...(account ? [within(account)] : []),
    ...(auxCode ? [sql`b.aux_code = ${auxCode}`] : []),
    ...(from ? [sql`b.booked_on >= ${from}::date`] : []),
    ...(to ? [sql`b.booked_on <= ${to}::date`] : []),
    ...(year ? [sql`b.year = ${year}`] : []),
    ...(recordId ? [sql`b.record_id = ${recordId}`] : []),
    ...(unmatched === undefined ? [] : [sql`b.aux_code <> '' and (m.id is null) = ${unmatched}`]),
  ]
}

const found = (text: string) =>
  sql`position(upper(${text.trim()}) in upper(b.piece || ' ' || b.label || ' ' || b.aux_label)) > 0`

/** What the lines of a list come to on each side. */
export async function entryTotals(ctx: Ctx, { search, ...filters }: Filters & { search?: string | undefined }) {
  const conditions = [...matching(ctx, filters), ...(search?.trim() ? [found(search)] : [])]
  const { rows } = await ctx.db.execute<{ debitCents: number; creditCents: number }>(sql`
    select coalesce(sum(b.debit_cents), 0)::bigint as "debitCents", coalesce(sum(b.credit_cents), 0)::bigint as "creditCents"
    from ${ENTRIES} where ${sql.join(conditions, sql` and `)}`)
  return rows[0]!
}

/** A whole code, which the index finds, or how several begin. */
const within = (typed: string) => {
  const account = typed.trim().toUpperCase()
  return account.length < 6 ? sql`starts_with(b.account_code, ${account})` : sql`b.account_code = ${account}`
}

type Between = { from: string; to: string; journal?: JournalCode | undefined; account?: string | undefined }
export type BalanceRow = {
  accountCode: string
  accountLabel: string
  openingCents: number
  debitCents: number
  creditCents: number
  closingCents: number
}

/** What each account had before, moved and has, in one pass over the entries. */
export async function balanceOf({ db, company }: Ctx, { from, to, journal, account }: Between): Promise<BalanceRow[]> {
  const during = sql`filter (where b.booked_on >= ${from}::date)`
  const { rows } = await db.execute<BalanceRow>(sql`
    select b.account_code as "accountCode", max(b.account_label) as "accountLabel",
      coalesce(sum(b.debit_cents - b.credit_cents) filter (where b.booked_on < ${from}::date), 0)::bigint as "openingCents",
      coalesce(sum(b.debit_cents) ${during}, 0)::bigint as "debitCents", coalesce(sum(b.credit_cents) ${during}, 0)::bigint as "creditCents",
      sum(b.debit_cents - b.credit_cents)::bigint as "closingCents"
    from book_entries b
    where b.company_id = ${company.id} and b.booked_on <= ${to}::date ${journal ? sql`and b.journal = ${journal} and b.booked_on >= ${from}::date` : sql``}
      ${account ? sql`and ${within(account)}` : sql``}
    group by b.account_code order by b.account_code`)
  return rows
}
