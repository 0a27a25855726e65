import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { TAX_CLASSES } from '../../catalog/rules/tax.ts'
import { TERRITORIES } from '../../invoicing/rules/document.ts'
import { ACCOUNT_CODE, PURPOSES } from '../rules/chart.ts'

const code = z.string().trim().toUpperCase().regex(ACCOUNT_CODE)
const label = z.string().trim().min(1).max(100)
const account = z.object({ id, code: z.string(), label: z.string(), revision: z.int(), used: z.boolean() })

/** The chart of accounts, as far as sales and money need it. */
export const accountsContract = {
  all: contract({
    method: 'GET',
    path: '/book-accounts',
    summary: 'The chart of accounts',
    right: 'books.read',
  }).output(z.array(account)),
  create: contract({
    method: 'POST',
    path: '/book-accounts',
    summary: 'Add an account to the chart',
    right: 'books.write',
    refusals: ['books.accountCodeTaken'],
  })
    .input(z.object({ code, label }))
    .output(account),
  update: contract({
    method: 'PATCH',
    path: '/book-accounts/{id}',
    summary: 'Rename an account; what is written keeps its name of then',
    right: 'books.write',
    refusals: ['record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int().optional(), label }))
    .output(account),
  remove: contract({
    method: 'DELETE',
    path: '/book-accounts/{id}',
    summary: 'Take an account out of the chart, when no rule names it',
    right: 'books.write',
    refusals: ['books.accountNamed'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}

const rule = z.object({
  purpose: z.enum(PURPOSES),
  taxClass: z.enum(TAX_CLASSES).nullable(),
  territory: z.enum(TERRITORIES).nullable(),
  vatRateBps: z.int().min(0).max(10_000).nullable(),
  productId: id.nullable(),
  accountCode: code,
})
const ruleRow = rule.extend({
  id,
  accountCode: z.string(),
  accountLabel: z.string(),
  productCode: z.string().nullable(),
  revision: z.int(),
})

/** Which account something is written to; the rule that says most wins. */
export const rulesContract = {
  all: contract({
    method: 'GET',
    path: '/book-rules',
    summary: 'Which account each thing is written to; the rule that says most wins',
    right: 'books.read',
  }).output(z.array(ruleRow)),
  create: contract({
    method: 'POST',
    path: '/book-rules',
    summary: 'Say which account something is written to',
    right: 'books.write',
    refusals: ['books.ruleTaken', 'books.unknownAccount'],
  })
    .input(
      z.object({
        ...rule.shape,
        taxClass: rule.shape.taxClass.default(null),
        territory: rule.shape.territory.default(null),
        vatRateBps: rule.shape.vatRateBps.default(null),
        productId: rule.shape.productId.default(null),
      }),
    )
    .output(ruleRow),
  update: contract({
    method: 'PATCH',
    path: '/book-rules/{id}',
    summary: 'Change the account of a rule, for what is written from now on',
    right: 'books.write',
    refusals: ['books.unknownAccount', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int().optional(), accountCode: code }))
    .output(ruleRow),
  remove: contract({
    method: 'DELETE',
    path: '/book-rules/{id}',
    summary: 'Delete a rule; one that takes whatever no other takes stays',
    right: 'books.write',
    refusals: ['books.ruleNeeded'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
