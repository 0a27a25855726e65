import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../../platform/http/context.ts'
import { id, isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { EURO } from '../../values/currency.ts'
import { day, formatDay } from '../../values/day.ts'
import { spacedIban } from '../../values/iban.ts'
import type { Language } from '../../values/labels.ts'
import { formatMoney } from '../../values/money.ts'
import { currentSeller } from '../invoicing/queries/seller.ts'
import { addressOf } from '../parties/queries/address-for.ts'
import { partyName } from '../parties/queries.ts'
import { balanceLabels } from './labels/balances.ts'
import { moneyPrintWords } from './labels/printouts.ts'
import { paymentsLabels } from './labels.ts'
import { accountStatementPdf } from './printouts/account-statement.ts'
import { depositSlipPdf } from './printouts/deposit-slip.ts'
import { bankAccountById } from './queries/accounts.ts'
import { depositById } from './queries/deposits.ts'
import { accountStatementList, type StatementRow } from './queries/statement.ts'

const written = (on: string | null, language: Language) => (on ? formatDay(day(on), language) : '')
const money = (cents: number, language: Language, currency = EURO) => formatMoney(cents, currency, language)
const filled = (lines: readonly string[]) => lines.map(line => line.trim()).filter(line => line !== '')

/** The company as it stands at the head of a paper. */
async function senderOf(ctx: Ctx) {
  const seller = await currentSeller(ctx)
  if (!seller) return { seller, lines: [ctx.company.name] }
  const { legalName, lines, postcode, town, phone, email } = seller
  return { seller, lines: filled([legalName, ...lines.split('\n'), `${postcode} ${town}`, phone, email]) }
}

const slipInput = z.object({ id })

/** The slip that goes to the bank with its cheques. */
export const depositSlipDownload: Download<typeof slipInput> = {
  path: '/cheque-deposits/:id/slip',
  right: 'payments.read',
  summary: 'Cheque deposit slip as a PDF',
  input: slipInput,
  file: async (ctx, { id }) => {
    const { language } = ctx
    const deposit = await depositById(ctx, id)
    const bank = await bankAccountById(ctx, deposit.bankAccountId)
    const { lines } = await senderOf(ctx)
    const pdf = await depositSlipPdf(
      {
        sender: lines,
        number: String(deposit.number),
        day: written(deposit.depositedOn, language),
        bank: bank.name,
        iban: spacedIban(bank.iban),
        holder: lines[0]!,
        cheques: deposit.cheques.map(({ reference, drawer, customer, cents }) => ({
          number: reference,
          drawer: drawer || customer,
          amount: money(cents, language),
        })),
        total: money(deposit.cents, language),
      },
      language,
    )
    return pdfFile(`${moneyPrintWords[language].slipFile}-${deposit.number}.pdf`, pdf)
  },
}

const statementInput = z.object({
  customerId: id,
  currency: z.string().length(3).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
})

/** The account of a customer between two days, to send. */
export const accountStatementDownload: Download<typeof statementInput> = {
  path: '/account-statements/print',
  right: 'payments.read',
  summary: 'Statement of account of a customer as a PDF',
  input: statementInput,
  file: async (ctx, asked) => {
    const { language, today } = ctx
    const words = moneyPrintWords[language]
    const rows: StatementRow[] = []
    for await (const page of accountStatementList.all(ctx, asked)) rows.push(...page)
    const { name, number, lines } = await addresseeOf(ctx, asked.customerId)
    const { seller, lines: sender } = await senderOf(ctx)
    const left = rows.at(-1)!.balanceCents
    const label = left > 0 ? words.statement.owed : left < 0 ? words.statement.ours : words.statement.none
    const pdf = await accountStatementPdf(
      {
        sender,
        addressee: lines,
        customer: `${number} · ${name}`,
        period: words.period(written(asked.from ?? null, language), written(asked.to ?? today, language)),
        day: written(today, language),
        lines: rows.map(row => lineOf(row, language)),
        result: { label, amount: left === 0 ? '' : money(Math.abs(left), language, asked.currency) },
        transfer: left > 0 && seller?.iban ? filled([spacedIban(seller.iban), seller.bic]) : [],
      },
      language,
    )
    return pdfFile(`${words.statementFile}-${number}-${asked.to ?? today}.pdf`, pdf)
  },
}

function lineOf(
  { on, kind, number, label, method, dueOn, currency, debitCents, creditCents, balanceCents }: StatementRow,
  language: Language,
) {
  const what = method ? paymentsLabels[language].methods[method] : balanceLabels[language].movements[kind]
  return {
    on: written(on, language),
    what: filled([`${what} ${number}`, label]).join(' · '),
    due: written(dueOn, language),
    debit: debitCents === 0 ? '' : money(debitCents, language, currency),
    credit: creditCents === 0 ? '' : money(creditCents, language, currency),
    balance: money(balanceCents, language, currency),
  }
}

async function addresseeOf({ db, company, today }: Ctx, customerId: string) {
  const billing = addressOf(
    sql`${company.id}::uuid`,
    sql`p.id`,
    { on: today, issueDay: today },
    sql``,
    sql`and a.purpose = 'billing'`,
  )
  const { rows } = await db.execute<{ name: string; number: number; lines: (string | null)[] }>(sql`
    select ${partyName('p')} as name, p.number, array[home.line1, home.line2, home.line3,
      concat_ws(' ', home.postcode, home.town)] as lines
    from parties p left join lateral (${billing}) home on true
    where p.company_id = ${company.id} and p.id = ${customerId}`)
  const { name, number, lines } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return { name, number, lines: filled([name, ...lines.map(line => line ?? '')]) }
}
