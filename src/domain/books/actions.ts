import type { Ctx } from '../../platform/http/context.ts'
import { bookReturnCharges } from './actions/charges.ts'
import { letterAllocations } from './actions/lettering.ts'
import { bookChequeDeposits, bookPayments } from './actions/money.ts'
import { bookDocuments } from './actions/sales.ts'

// What the books do about what happened, in its transaction.

export const bookSales = async (ctx: Ctx, { invoiceIds }: { invoiceIds: readonly string[] }) =>
  void (await bookDocuments(ctx, invoiceIds))

export const bookCreditNotes = async (ctx: Ctx, { creditNoteIds }: { creditNoteIds: readonly string[] }) =>
  void (await bookDocuments(ctx, creditNoteIds))

export const bookMoney = async (ctx: Ctx, { paymentIds }: { paymentIds: readonly string[] }) =>
  void (await bookPayments(ctx, paymentIds))

export const bookSlips = async (ctx: Ctx, { depositIds }: { depositIds: readonly string[] }) =>
  void (await bookChequeDeposits(ctx, depositIds))

export const bookCharges = async (ctx: Ctx, { returnIds }: { returnIds: readonly string[] }) =>
  void (await bookReturnCharges(ctx, returnIds))

export const letterPaid = (ctx: Ctx, { allocationIds }: { allocationIds: readonly string[] }) =>
  letterAllocations(ctx, allocationIds)
