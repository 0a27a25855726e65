import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

const fields = {
  name: z.string().trim().min(1).max(100),
  iban: z.string().trim().max(42).describe('empty: a till'),
  bic: z.string().trim().max(11),
  accountCode: z.string().trim().min(1).max(20).describe('of the chart of accounts'),
}

export const bankAccountRow = z.object({ id, ...fields, revision: z.int() })
const refusals = ['payments.bankAccountNameTaken', 'payments.ibanForm', 'payments.bicForm'] as const

/** Where money is: accounts at banks, and tills. */
export const bankAccountsContract = {
  ...listContract({
    path: '/bank-accounts',
    summary: 'Bank accounts and tills',
    right: 'payments.read',
    row: bankAccountRow,
    sorts: ['name'],
  }),
  get: contract({
    method: 'GET',
    path: '/bank-accounts/{id}',
    summary: 'A bank account or till',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(bankAccountRow),
  create: contract({
    method: 'POST',
    path: '/bank-accounts',
    summary: 'Add a bank account or till',
    right: 'books.write',
    refusals,
  })
    .input(
      z.object({
        name: fields.name,
        iban: fields.iban.default(''),
        bic: fields.bic.default(''),
        accountCode: fields.accountCode.optional().describe('512000 for an account, 530000 for a till when left out'),
      }),
    )
    .output(bankAccountRow),
  update: contract({
    method: 'PATCH',
    path: '/bank-accounts/{id}',
    summary: 'Change a bank account or till',
    right: 'books.write',
    refusals: [...refusals, 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int().optional(), ...z.object(fields).partial().shape }))
    .output(bankAccountRow),
  remove: contract({
    method: 'DELETE',
    path: '/bank-accounts/{id}',
    summary: 'Delete a bank account or till that nothing refers to',
    right: 'books.write',
    refusals: ['payments.bankAccountUsed'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
