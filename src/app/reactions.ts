import { bookRated } from '../domain/books/actions/catch-up.ts'
import { bookCharges, bookCreditNotes, bookMoney, bookSales, bookSlips, letterPaid } from '../domain/books/actions.ts'
import { issueChanged } from '../domain/catalog/actions.ts'
import { collectByContract } from '../domain/contracts/actions/mandates.ts'
import { freeTerms } from '../domain/contracts/actions/terms.ts'
import { matchCredits } from '../domain/debits/actions/credits.ts'
import { debitsPaid, debitsUnpaid, returnsCharged } from '../domain/debits/actions/events.ts'
import { sayPaid } from '../domain/debits/actions/settled.ts'
import { runGone, runHandedOver } from '../domain/dispatch/actions/run-life.ts'
import { sayDespatched } from '../domain/exchange/actions/answer.ts'
import { sayRefused } from '../domain/exchange/actions/answer-received.ts'
import { settleCancelled, settleConfirmed } from '../domain/exchange/actions/decide.ts'
import {
  creditNotesIssued,
  draftsDiscarded,
  invoicesCancelled,
  invoicesIssued,
  linesIdentified,
} from '../domain/invoicing/actions/events.ts'
import { rateTyped } from '../domain/invoicing/actions/rates.ts'
import { deliveriesDone } from '../domain/orders/actions/deliver.ts'
import { freeCancelled, freeDiscarded } from '../domain/orders/actions/free.ts'
import { orderCancelled, orderRewritten, ordersConfirmed } from '../domain/orders/actions/life.ts'
import { addressChanged } from '../domain/parties/actions/address-rows.ts'
import { partiesMerged, partiesMerging } from '../domain/parties/actions/merge.ts'
import { allocationsMade } from '../domain/payments/actions/allocations.ts'
import { settleCredited } from '../domain/payments/actions/credit-notes.ts'
import { depositsBrought } from '../domain/payments/actions/deposits.ts'
import { ratePayments } from '../domain/payments/actions/rates.ts'
import { statementsTaken } from '../domain/payments/actions/statements.ts'
import { paymentsRecorded } from '../domain/payments/actions.ts'
import { releaseReplacements } from '../domain/returns/actions/replacements.ts'
import { resumeReturned } from '../domain/returns/actions/resume.ts'
import { doubtsStay } from '../domain/shops/actions/doubts.ts'
import { dropNotes, queueNotes } from '../domain/shops/actions/notes.ts'
import { purchaseFromLines } from '../domain/subscriptions/actions/identified.ts'
import { refuseUnknownEffect } from '../domain/subscriptions/actions/issue-change.ts'
import { shipmentsFollow } from '../domain/subscriptions/actions/merged-parties.ts'
import { realignAfterIssue } from '../domain/subscriptions/actions/realign.ts'
import { stopCancelled } from '../domain/subscriptions/actions/stop.ts'
import { holdUnpaid, resumePaid } from '../domain/subscriptions/actions/unpaid.ts'
import { purchaseFromInvoices } from '../domain/subscriptions/actions.ts'
import { arriveCancelled, startTracks } from '../domain/tracking/actions/move.ts'
import { followRewritten } from '../domain/tracking/actions/rewritten.ts'
import { on, type Reaction } from '../platform/http/reaction.ts'

/** What causes what across slices, in the same transaction: one line a reaction. */
export const reactions: readonly Reaction[] = [
  on(issueChanged, refuseUnknownEffect),
  on(issueChanged, realignAfterIssue),
  on(partiesMerging, doubtsStay),
  on(partiesMerged, shipmentsFollow),
  on(addressChanged, resumeReturned),
  on(runGone, releaseReplacements),
  on(runGone, dropNotes),
  on(runHandedOver, queueNotes),
  on(invoicesIssued, purchaseFromInvoices),
  on(invoicesIssued, collectByContract),
  on(linesIdentified, purchaseFromLines),
  on(invoicesIssued, bookSales),
  on(creditNotesIssued, bookCreditNotes),
  on(creditNotesIssued, settleCredited),
  on(paymentsRecorded, bookMoney),
  on(depositsBrought, bookSlips),
  on(allocationsMade, letterPaid),
  on(statementsTaken, matchCredits),
  on(allocationsMade, sayPaid),
  on(returnsCharged, bookCharges),
  on(debitsUnpaid, holdUnpaid),
  on(debitsPaid, resumePaid),
  on(rateTyped, ratePayments),
  on(rateTyped, bookRated),
  on(invoicesCancelled, stopCancelled),
  on(ordersConfirmed, (ctx, { orderIds }) => startTracks(ctx, orderIds)),
  on(orderRewritten, followRewritten),
  on(orderCancelled, (ctx, { orderId, reason, statusId }) =>
    arriveCancelled(ctx, { orderId, comment: reason, movedWith: 'reaction' }, statusId),
  ),
  on(deliveriesDone, sayDespatched),
  on(orderCancelled, sayRefused),
  on(orderCancelled, settleCancelled),
  on(ordersConfirmed, settleConfirmed),
  on(draftsDiscarded, freeTerms),
  on(draftsDiscarded, freeDiscarded),
  on(invoicesCancelled, freeCancelled),
]
