import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

export const depositRow = z.object({
  id,
  number: z.int(),
  depositedOn: isoDay,
  bankAccountId: id,
  bankAccount: z.string(),
  state: z.enum(['here', 'brought']),
  broughtOn: isoDay.nullable(),
  chequeCount: z.int(),
  cents,
  createdBy: z.string(),
})

export const chequeRow = z.object({
  id: id.describe('of the payment'),
  number: z.int(),
  receivedOn: isoDay,
  customerId: id,
  customer: z.string(),
  reference: z.string().describe('number of the cheque'),
  drawer: z.string(),
  cents,
})

export const depositCard = depositRow.extend({
  cheques: z.array(chequeRow),
  createdAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
})

const cheques = z.array(id).min(1).max(10_000).describe('payments by cheque')

/** Cheques brought to the bank together, each on one slip. */
export const chequeDepositsContract = {
  ...listContract({
    path: '/cheque-deposits',
    summary: 'Cheque deposits',
    right: 'payments.read',
    row: depositRow,
    sorts: ['number', 'depositedOn'],
    filters: { bankAccountId: id.optional(), state: z.enum(['here', 'brought']).optional() },
  }),
  waiting: contract({
    method: 'GET',
    path: '/cheque-deposits/waiting',
    summary: 'Cheques on no deposit yet, the oldest first',
    right: 'payments.read',
  })
    .input(z.object({}))
    .output(z.array(chequeRow)),
  get: contract({
    method: 'GET',
    path: '/cheque-deposits/{id}',
    summary: 'A cheque deposit and its cheques',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(depositCard),
  create: contract({
    method: 'POST',
    path: '/cheque-deposits',
    summary: 'Put cheques on a deposit slip, which gets the next number',
    right: 'payments.write',
    refusals: ['payments.chequeNotWaiting', 'payments.unknownBankAccount', 'payments.notAtBank'],
  })
    .input(z.object({ bankAccountId: id, depositedOn: isoDay.optional(), cheques }))
    .output(depositCard),
  takeOff: contract({
    method: 'POST',
    path: '/cheque-deposits/{id}/take-off',
    summary: 'Take cheques off a deposit that is still here; without any left it is gone',
    right: 'payments.write',
    refusals: ['payments.depositBrought', 'payments.notOnDeposit'],
  })
    .input(z.object({ id, cheques }))
    .output(z.object({ id, left: z.int() })),
  bring: contract({
    method: 'POST',
    path: '/cheque-deposits/{id}/bring',
    summary: 'Say that a deposit was brought to the bank: its cheques stay on it',
    right: 'payments.write',
    refusals: ['payments.depositBrought', 'payments.broughtBefore'],
  })
    .input(z.object({ id, on: isoDay.optional() }))
    .output(depositCard),
}
