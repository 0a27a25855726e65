import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { FileFault } from '../../../platform/files/read-zip.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { ReadStatement } from '../formats/camt053.ts'
import { readStatementFile, type StatementFile } from '../formats/statement.ts'
import { type CsvColumns, type CsvLayout, type Keyed, keyed, missingColumns } from '../rules/statement.ts'
import { bankStatements } from '../tables/bank.ts'
import { proposeAgain } from './propose.ts'

/** Movements of a bank account became known. */
export const statementsTaken = event<{ statementIds: readonly string[] }>('payments.statementsTaken')

export type GivenFile = {
  name: string
  /** Base64. */
  content: string
  /** For a file that does not say whose account it is. */
  bankAccountId?: string | undefined
  /** What each column is, when a guess is not right. */
  columns?: CsvColumns | undefined
}
/** What a file says of one account, which is ours when `bankAccountId` is known. */
type OfAccount = ReadStatement & { bankAccountId: string | null; bankAccount: string }
export type Opened = { file: StatementFile; sha256: string; accounts: OfAccount[] }

/** Reads a file and finds whose accounts it tells of; nothing is kept. */
export async function openStatement(ctx: Ctx, given: GivenFile): Promise<Opened> {
  const content = Buffer.from(given.content, 'base64')
  const kept = await keptLayouts(ctx, given.bankAccountId)
  const file = orRefused(() => readStatementFile(content, guessed => layoutOf(guessed, given.columns, kept)))
  const ours = await bankAccountsOf(ctx)
  const only = ours.length === 1 ? ours[0] : undefined
  const said = ours.find(({ id }) => id === given.bankAccountId)
  if (given.bankAccountId && !said) refuse('payments.unknownBankAccount', { field: 'bankAccountId' })
  const accounts = file.statements.map(statement => {
    const byIban = ours.find(({ iban }) => iban !== '' && iban === statement.account)
    const silent = said ?? only
    const own = byIban ?? (statement.account === '' || silent?.iban === '' ? silent : undefined)
    return { ...statement, bankAccountId: own?.id ?? null, bankAccount: own?.name ?? '' }
  })
  return { file, sha256: createHash('sha256').update(content).digest('hex'), accounts }
}

/** The columns said, else those answered before for the same headings, else those guessed. */
function layoutOf(guessed: CsvLayout, columns: CsvColumns | undefined, kept: readonly CsvLayout[]): CsvLayout {
  const before = kept.find(({ headings }) => headings.join('\n') === guessed.headings.join('\n'))
  return { ...guessed, columns: columns ?? before?.columns ?? guessed.columns }
}

async function keptLayouts({ db, company }: Ctx, bankAccountId: string | undefined): Promise<CsvLayout[]> {
  const { rows } = await db.execute<{ layout: CsvLayout }>(sql`
    select layout from bank_statements where company_id = ${company.id} and layout is not null
      ${bankAccountId ? sql`and bank_account_id = ${bankAccountId}` : sql``} order by created_at desc, id desc limit 20`)
  return rows.map(({ layout }) => layout)
}

async function bankAccountsOf({ db, company }: Ctx) {
  const { rows } = await db.execute<{ id: string; name: string; iban: string }>(
    sql`select id, name, iban from bank_accounts where company_id = ${company.id} order by name`,
  )
  return rows
}

function orRefused<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof FileFault) refuse(`payments.${error.fault}`, { field: 'content' })
    throw error
  }
}

/** Keeps what a file says of our accounts: movements known from another statement are not taken again. */
export async function takeStatement(ctx: Ctx, given: GivenFile) {
  const opened = await openStatement(ctx, given)
  const { file, accounts } = opened
  if (file.format === 'csv' && missingColumns(file.layout.columns).length > 0)
    refuse('payments.columnsMissing', { field: 'columns' })
  const ours = accounts.filter(({ bankAccountId }) => bankAccountId !== null)
  if (ours.length === 0) {
    const iban = accounts.map(({ account }) => account).join(', ')
    refuse(iban === '' ? 'payments.bankAccountAsked' : 'payments.notOurAccount', {
      field: 'bankAccountId',
      values: { iban },
    })
  }
  const taken = []
  for (const account of ours) taken.push(await takeAccount(ctx, opened, account, given.name))
  await ctx.happened(statementsTaken, { statementIds: taken.map(({ id }) => id) })
  await proposeAgain(ctx)
  return taken
}

async function takeAccount(ctx: Ctx, { file, sha256 }: Opened, account: OfAccount, name: string) {
  const { db, company, actor } = ctx
  const { movements, refused } = account
  const bankAccountId = account.bankAccountId!
  const days = movements.map(({ bookedOn }) => bookedOn).sort()
  const id = newId()
  const row = {
    ...{ id, bankAccountId, name, format: file.format, sha256, refused },
    layout: file.format === 'csv' ? file.layout : null,
    startsOn: days[0] ?? null,
    endsOn: days.at(-1) ?? null,
    readCount: movements.length,
  }
  const stamp = { companyId: company.id, createdBy: actor.initials, updatedBy: actor.initials }
  await db.insert(bankStatements).values({ ...row, ...stamp })
  const takenCount = await insertMovements(ctx, id, bankAccountId, keyed(movements))
  await db.execute(
    sql`update bank_statements set taken_count = ${takenCount} where company_id = ${company.id} and id = ${id}`,
  )
  ctx.record({
    record: 'bank_statements',
    id,
    from: null,
    to: { bankAccountId, name, sha256, readCount: row.readCount, takenCount, refusedCount: refused.length },
  })
  return { id, bankAccountId, bankAccount: account.bankAccount, readCount: row.readCount, takenCount, refused }
}

async function insertMovements(
  { db, company, actor }: Ctx,
  statementId: string,
  bankAccountId: string,
  movements: readonly Keyed[],
): Promise<number> {
  const rows = movements.map(movement => ({ ...movement, id: newId() }))
  const { rowCount } = await db.execute(sql`
    insert into bank_movements (company_id, id, statement_id, bank_account_id, line, booked_on, value_on, cents, other_name,
      other_iban, text, reference, reversal, bank_reference, created_by, updated_by)
    select ${company.id}, id, ${statementId}, ${bankAccountId}, line, "bookedOn", "valueOn", cents, "otherName",
      "otherIban", text, reference, reversal, key, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) as movement (id uuid, line int, "bookedOn" date, "valueOn" date,
      cents bigint, "otherName" text, "otherIban" text, text text, reference text, reversal boolean, key text)
    on conflict (company_id, bank_account_id, bank_reference) do nothing`)
  return rowCount ?? 0
}
