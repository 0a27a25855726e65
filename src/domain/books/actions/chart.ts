import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Account, DEFAULT_ACCOUNTS, DEFAULT_RULES, fallbackOf, type Purpose } from '../rules/chart.ts'

/** Gives a company the accounts and rules to begin with, once. */
export async function ensureChart(ctx: Ctx) {
  const { db, company, actor } = ctx
  const { rows } = await db.execute(sql`select from book_accounts where company_id = ${company.id} limit 1`)
  if (rows.length > 0) return
  const rules = DEFAULT_RULES.map(rule => ({ id: newId(), ...rule }))
  await insertAccounts(ctx, DEFAULT_ACCOUNTS)
  await db.execute(sql`
    insert into book_rules (company_id, id, purpose, tax_class, territory, vat_rate_bps, account_code, created_by, updated_by)
    select ${company.id}, id, purpose, "taxClass", territory, "vatRateBps", "accountCode", ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rules)}::json) as rule
      (id uuid, purpose text, "taxClass" text, territory text, "vatRateBps" int, "accountCode" text)
    on conflict do nothing`)
}

/** A chart laid before there were these purposes gets their accounts with the first entry. */
export async function ensureAccounts(ctx: Ctx, purposes: readonly Purpose[]) {
  await ensureChart(ctx)
  const codes = purposes.map(fallbackOf)
  await insertAccounts(
    ctx,
    DEFAULT_ACCOUNTS.filter(({ code }) => codes.includes(code)),
  )
}

async function insertAccounts({ db, company, actor }: Ctx, those: readonly Account[]) {
  const accounts = those.map(account => ({ id: newId(), ...account }))
  await db.execute(sql`
    insert into book_accounts (company_id, id, code, label, created_by, updated_by)
    select ${company.id}, id, code, label, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(accounts)}::json) as account (id uuid, code text, label text)
    on conflict do nothing`)
}
