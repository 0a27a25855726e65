import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { paymentMethodsOf, statusesOf } from '../queries/mappings.ts'
import { shopById } from '../queries/shops.ts'
import type { Meaning } from '../rules/order.ts'

const plain = (rows: readonly { status: string; meaning: Meaning }[]) =>
  Object.fromEntries(rows.map(({ status, meaning }) => [status, meaning]))

/** Says what statuses of a shop mean; what a person said is not guessed. Source: ABO-8. */
export async function saveStatuses(ctx: Ctx, shopId: string, said: readonly { status: string; meaning: Meaning }[]) {
  const { db, company, actor } = ctx
  await shopById(ctx, shopId)
  const before = plain(await statusesOf(ctx, shopId))
  await db.execute(sql`
    insert into shop_statuses (company_id, id, shop_id, status, meaning, guessed, created_by, updated_by)
    select ${company.id}, given.id, ${shopId}, given.status, given.meaning, false, ${actor.initials}, ${actor.initials}
    from unnest(${sql.param(said.map(() => newId()))}::uuid[], ${sql.param(said.map(({ status }) => status))}::text[],
      ${sql.param(said.map(({ meaning }) => meaning))}::text[]) as given (id, status, meaning)
    on conflict (company_id, shop_id, status) do update set meaning = excluded.meaning, guessed = false,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at, revision = shop_statuses.revision + 1
    where shop_statuses.meaning <> excluded.meaning or shop_statuses.guessed`)
  ctx.record({ record: 'shop_statuses', id: shopId, from: before, to: { ...before, ...plain(said) } })
}

type Method = { externalId: string; method: PaymentMethod; bankAccountId: string | null }

/** Says how ways of paying of a shop are recorded, from now on. */
export async function savePaymentMethods(ctx: Ctx, shopId: string, said: readonly Method[]) {
  const { db, company, actor } = ctx
  await shopById(ctx, shopId)
  await accountsExist(ctx, said)
  const before = await paymentMethodsOf(ctx, shopId)
  await db.execute(sql`
    insert into shop_payment_methods (company_id, id, shop_id, external_id, method, bank_account_id, created_by, updated_by)
    select ${company.id}, given.id, ${shopId}, given.external_id, given.method, given.account, ${actor.initials}, ${actor.initials}
    from unnest(${sql.param(said.map(() => newId()))}::uuid[], ${sql.param(said.map(({ externalId }) => externalId))}::text[],
      ${sql.param(said.map(({ method }) => method))}::text[], ${sql.param(said.map(({ bankAccountId }) => bankAccountId))}::uuid[])
      as given (id, external_id, method, account)
    on conflict (company_id, shop_id, external_id) do update set method = excluded.method,
      bank_account_id = excluded.bank_account_id, updated_by = excluded.updated_by, updated_at = excluded.updated_at,
      revision = shop_payment_methods.revision + 1`)
  const byCode = (rows: readonly Method[]) =>
    Object.fromEntries(rows.map(({ externalId, method, bankAccountId }) => [externalId, { method, bankAccountId }]))
  ctx.record({ record: 'shop_payment_methods', id: shopId, from: byCode(before), to: byCode([...before, ...said]) })
}

async function accountsExist({ db, company }: Ctx, said: readonly Method[]) {
  const ids = [...new Set(said.flatMap(({ bankAccountId }) => bankAccountId ?? []))]
  if (ids.length === 0) return
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from bank_accounts where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`,
  )
  if (rows.length < ids.length) refuse('payments.unknownBankAccount', { field: 'methods' })
}
