import { accountsContract } from '../domain/accounts/contract.ts'
import { accountsLabels } from '../domain/accounts/labels.ts'
import { auditList, userList } from '../domain/accounts/queries.ts'
import { withoutRateContract } from '../domain/books/contract/without-rate.ts'
import { booksContract } from '../domain/books/contract.ts'
import { withoutRateWords } from '../domain/books/labels/without-rate.ts'
import { booksLabels } from '../domain/books/labels.ts'
import { bookEntryList } from '../domain/books/queries/entries.ts'
import { withoutRateList } from '../domain/books/queries/without-rate.ts'
import { catalogContract } from '../domain/catalog/contract.ts'
import { catalogLabels } from '../domain/catalog/labels.ts'
import { issueList } from '../domain/catalog/queries/issues.ts'
import { stockMovementList } from '../domain/catalog/queries/stock-movements.ts'
import { productList, titleList } from '../domain/catalog/queries.ts'
import { missedContract } from '../domain/dispatch/contract/missed.ts'
import { profilesContract } from '../domain/dispatch/contract/profiles.ts'
import { watchContract } from '../domain/dispatch/contract/watch.ts'
import { dispatchContract, runsContract, shipmentsContract } from '../domain/dispatch/contract.ts'
import { profileLabels } from '../domain/dispatch/labels/profiles.ts'
import { dispatchLabels } from '../domain/dispatch/labels.ts'
import { changeList } from '../domain/dispatch/queries/changes.ts'
import { chosen, type Which } from '../domain/dispatch/queries/chosen.ts'
import { duplicateList } from '../domain/dispatch/queries/duplicates.ts'
import { missedList } from '../domain/dispatch/queries/missed.ts'
import { notInList } from '../domain/dispatch/queries/not-in.ts'
import { profileList } from '../domain/dispatch/queries/profiles.ts'
import { recipientList } from '../domain/dispatch/queries/recipients.ts'
import { runList, shipmentList } from '../domain/dispatch/queries/runs.ts'
import { importsContract } from '../domain/imports/contract.ts'
import { importsLabels } from '../domain/imports/labels.ts'
import { importList, lineList } from '../domain/imports/queries/imports.ts'
import { ratesContract } from '../domain/invoicing/contract/rates.ts'
import { invoicingContract } from '../domain/invoicing/contract.ts'
import { ratesWords } from '../domain/invoicing/labels/rates.ts'
import { invoicingWords } from '../domain/invoicing/labels/screens.ts'
import { invoicingLabels } from '../domain/invoicing/labels.ts'
import { rateList } from '../domain/invoicing/queries/rates.ts'
import { invoiceList } from '../domain/invoicing/queries.ts'
import { journalClosingsContract, journalContract } from '../domain/journal/contract.ts'
import { journalLabels } from '../domain/journal/labels.ts'
import { closingList, sealedList } from '../domain/journal/queries/lists.ts'
import { duplicatesContract as partyDuplicatesContract } from '../domain/parties/contract/duplicates.ts'
import { partiesContract } from '../domain/parties/contract.ts'
import { duplicateWords } from '../domain/parties/labels/duplicates.ts'
import { partiesLabels } from '../domain/parties/labels.ts'
import { partyDuplicateList } from '../domain/parties/queries/duplicates.ts'
import { partyList } from '../domain/parties/queries/party-list.ts'
import { bankAccountsContract } from '../domain/payments/contract/accounts.ts'
import { accountStatementsContract, balancesContract } from '../domain/payments/contract/balances.ts'
import { chequeDepositsContract } from '../domain/payments/contract/deposits.ts'
import { reminderPausesContract, remindersContract } from '../domain/payments/contract/reminders.ts'
import { movementsContract, statementsContract } from '../domain/payments/contract/statements.ts'
import { paymentsContract } from '../domain/payments/contract.ts'
import { balanceLabels } from '../domain/payments/labels/balances.ts'
import { reminderLabels } from '../domain/payments/labels/reminders.ts'
import { statementLabels } from '../domain/payments/labels/statements.ts'
import { paymentsLabels } from '../domain/payments/labels.ts'
import { bankAccountList } from '../domain/payments/queries/accounts.ts'
import { ageingList } from '../domain/payments/queries/ageing.ts'
import { depositList } from '../domain/payments/queries/deposits.ts'
import { lateList } from '../domain/payments/queries/late.ts'
import { movementList, statementList } from '../domain/payments/queries/movements.ts'
import { paymentList } from '../domain/payments/queries/payments.ts'
import { pauseList, reminderList } from '../domain/payments/queries/reminders.ts'
import { accountStatementList } from '../domain/payments/queries/statement.ts'
import { renewalsContract } from '../domain/renewals/contract.ts'
import { renewalsLabels } from '../domain/renewals/labels.ts'
import { candidateList } from '../domain/renewals/queries/candidates.ts'
import { noticeList } from '../domain/renewals/queries/notices.ts'
import { seriesList } from '../domain/renewals/queries/series.ts'
import { retentionContract } from '../domain/retention/contract.ts'
import { retentionLabels } from '../domain/retention/labels.ts'
import { overdueList } from '../domain/retention/queries/overdue.ts'
import { replacementsContract } from '../domain/returns/contract/replacements.ts'
import { returnedMailContract } from '../domain/returns/contract.ts'
import { returnsLabels } from '../domain/returns/labels.ts'
import { replacementList } from '../domain/returns/queries/replacements.ts'
import { returnedList } from '../domain/returns/queries/returned-mail.ts'
import { shopDoubtsContract } from '../domain/shops/contract/doubts.ts'
import { shopOrdersContract } from '../domain/shops/contract/orders.ts'
import { shopProductsContract } from '../domain/shops/contract/products.ts'
import { shopRecordsContract } from '../domain/shops/contract/records.ts'
import { shopRefundsContract } from '../domain/shops/contract/refunds.ts'
import { connectionWords } from '../domain/shops/labels/connection.ts'
import { doubtWords } from '../domain/shops/labels/doubts.ts'
import { orderWords } from '../domain/shops/labels/orders.ts'
import { productWords } from '../domain/shops/labels/products.ts'
import { refundWords } from '../domain/shops/labels/refunds.ts'
import { shopDoubtList } from '../domain/shops/queries/doubts.ts'
import { orderListIn } from '../domain/shops/queries/orders.ts'
import { shopProductList } from '../domain/shops/queries/products.ts'
import { shopList } from '../domain/shops/queries/records.ts'
import { shopRefundList } from '../domain/shops/queries/refunds.ts'
import { expiringContract } from '../domain/subscriptions/contract/expiring.ts'
import { freeServicesContract } from '../domain/subscriptions/contract/free.ts'
import { stockContract } from '../domain/subscriptions/contract/stock.ts'
import { singleIssuesContract, subscriptionsContract } from '../domain/subscriptions/contract.ts'
import { natureLabels } from '../domain/subscriptions/labels/natures.ts'
import { stockLabels } from '../domain/subscriptions/labels/stock.ts'
import { holdKinds } from '../domain/subscriptions/labels/why.ts'
import { subscriptionsLabels } from '../domain/subscriptions/labels.ts'
import { expiringList } from '../domain/subscriptions/queries/expiring.ts'
import { freeServiceList } from '../domain/subscriptions/queries/free.ts'
import { singleIssueList } from '../domain/subscriptions/queries/single-issues.ts'
import { stockList } from '../domain/subscriptions/queries/stock.ts'
import { subscriptionList } from '../domain/subscriptions/queries/subscriptions.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import type { Language } from '../values/labels.ts'
import { contractLists } from './contract-lists.ts'
import { debitLists } from './debit-lists.ts'
import { exchangeLists } from './exchange-lists.ts'
import { exported } from './exported.ts'
import { orderLists } from './order-lists.ts'
import { say } from './texts.ts'

const status = (language: Language) => ({ status: subscriptionsLabels[language].status })
const nature = (language: Language) => ({
  nature: natureLabels[language].natures,
  isParcel: natureLabels[language].parcels,
})
const dispatchKind = (language: Language) => ({
  kind: dispatchLabels[language].kind,
  state: dispatchLabels[language].state,
  purchaseKind: dispatchLabels[language].kind,
})

const dispatchWatch = (language: Language) => ({
  why: dispatchLabels[language].notIn,
  reason: holdKinds[language],
  change: dispatchLabels[language].changes,
  cause: dispatchLabels[language].causes,
  answer: dispatchLabels[language].answers,
})
/** Lists of a run to be made, with the title and issue that its filters name. */
const ofChosen: ExportedList['query'] = async (ctx, { kind, title, issue, ...query }) => ({
  ...query,
  chosen: await chosen(ctx, { kind, title, issue } as Which),
})

/** A product's code and name have headings of their own in its list. Source: ABO-18. */
const productHeadings = {
  fr: { columns: { ...catalogLabels.fr.columns, ...catalogLabels.fr.productColumns } },
  en: { columns: { ...catalogLabels.en.columns, ...catalogLabels.en.productColumns } },
}

const replacementHeadings = {
  fr: { columns: { ...returnsLabels.fr.columns, ...returnsLabels.fr.replacementColumns } },
  en: { columns: { ...returnsLabels.en.columns, ...returnsLabels.en.replacementColumns } },
}

const ageingHeadings = {
  fr: { columns: { ...balanceLabels.fr.columns, ...balanceLabels.fr.ageingColumns } },
  en: { columns: { ...balanceLabels.en.columns, ...balanceLabels.en.ageingColumns } },
}

/** Every list that can leave as a file. */
export const lists: readonly ExportedList[] = [
  exported(accountsContract.users.list, userList, accountsLabels, language => ({
    role: accountsLabels[language].roles,
  })),
  exported(accountsContract.audit.list, auditList, accountsLabels),
  exported(partiesContract.list, partyList, partiesLabels, language => ({ kind: partiesLabels[language].kinds })),
  exported(partyDuplicatesContract.list, partyDuplicateList, duplicateWords, language => ({
    reasons: duplicateWords[language].reasons,
  })),
  exported(catalogContract.titles.list, titleList, catalogLabels, language => ({
    frequency: catalogLabels[language].frequencies,
    kind: catalogLabels[language].titleKinds,
    servedBy: catalogLabels[language].service,
    countedBy: catalogLabels[language].counted,
    latestAtShipment: catalogLabels[language].latestChosen,
  })),
  exported(catalogContract.issues.list, issueList, catalogLabels, language => ({
    status: catalogLabels[language].statuses,
    kind: catalogLabels[language].issueKinds,
    titleKind: catalogLabels[language].titleKinds,
  })),
  exported(catalogContract.stockMovements.list, stockMovementList, catalogLabels),
  exported(catalogContract.products.list, productList, productHeadings, language => ({
    kind: catalogLabels[language].kinds,
    servedBy: catalogLabels[language].service,
    priceBasis: catalogLabels[language].bases,
  })),
  exported(journalContract.list, sealedList, journalLabels, language => ({ kind: journalLabels[language].kinds })),
  exported(journalClosingsContract.list, closingList, journalLabels, language => ({
    period: journalLabels[language].periods,
  })),
  exported(invoicingContract.list, invoiceList, invoicingLabels, language => ({
    kind: invoicingWords[language].kinds,
    state: invoicingWords[language].states,
  })),
  exported(remindersContract.list, reminderList, reminderLabels, language => ({
    channel: reminderLabels[language].channels,
  })),
  exported(remindersContract.late, lateList, reminderLabels, language => ({
    channel: reminderLabels[language].channels,
    verdict: reminderLabels[language].verdicts,
  })),
  exported(reminderPausesContract.list, pauseList, reminderLabels, language => ({
    kind: reminderLabels[language].kinds,
  })),
  ...debitLists,
  ...orderLists,
  ...exchangeLists,
  exported(statementsContract.list, statementList, statementLabels),
  exported(movementsContract.list, movementList, statementLabels, language => ({
    state: statementLabels[language].states,
  })),
  exported(paymentsContract.list, paymentList, paymentsLabels, language => ({
    method: paymentsLabels[language].methods,
    state: paymentsLabels[language].states,
  })),
  exported(bankAccountsContract.list, bankAccountList, balanceLabels),
  exported(chequeDepositsContract.list, depositList, balanceLabels, language => ({
    state: balanceLabels[language].depositStates,
  })),
  exported(balancesContract.list, ageingList, ageingHeadings),
  exported(accountStatementsContract.list, accountStatementList, balanceLabels, language => ({
    kind: balanceLabels[language].movements,
    method: paymentsLabels[language].methods,
  })),
  exported(subscriptionsContract.list, subscriptionList, subscriptionsLabels, language => ({
    ...status(language),
    ...nature(language),
  })),
  exported(expiringContract.expiring, expiringList, subscriptionsLabels, status),
  exported(returnedMailContract.list, returnedList, returnsLabels, language => ({
    cause: returnsLabels[language].causes,
    state: returnsLabels[language].states,
  })),
  exported(replacementsContract.list, replacementList, replacementHeadings, language => ({
    reason: returnsLabels[language].reasons,
    state: returnsLabels[language].requestStates,
    purchaseKind: returnsLabels[language].kinds,
  })),
  exported(stockContract.list, stockList, stockLabels),
  exported(renewalsContract.list, seriesList, renewalsLabels),
  exported(renewalsContract.candidates, candidateList, renewalsLabels, language => ({
    verdict: renewalsLabels[language].verdicts,
  })),
  exported(renewalsContract.notices, noticeList, renewalsLabels, language => ({
    channel: renewalsLabels[language].channels,
  })),
  exported(singleIssuesContract.list, singleIssueList, subscriptionsLabels, language => ({
    ...nature(language),
    issueAtShipment: natureLabels[language].choices,
  })),
  exported(freeServicesContract.list, freeServiceList, subscriptionsLabels, nature),
  ...contractLists,
  exported(dispatchContract.recipients, recipientList, dispatchLabels, undefined, ofChosen),
  exported(watchContract.notIn, notInList, dispatchLabels, dispatchWatch, ofChosen),
  exported(watchContract.changes, changeList, dispatchLabels, dispatchWatch, ofChosen),
  exported(watchContract.duplicates, duplicateList, dispatchLabels, dispatchWatch, ofChosen),
  exported(missedContract.list, missedList, dispatchLabels),
  exported(runsContract.list, runList, dispatchLabels, dispatchKind),
  exported(shipmentsContract.list, shipmentList, dispatchLabels, dispatchKind),
  exported(profilesContract.list, profileList, profileLabels, language => ({
    format: profileLabels[language].formats,
  })),
  exported(retentionContract.list, overdueList, retentionLabels),
  exported(ratesContract.list, rateList, ratesWords),
  exported(withoutRateContract.list, withoutRateList, withoutRateWords, language => ({
    kind: withoutRateWords[language].kinds,
  })),
  exported(booksContract.list, bookEntryList, booksLabels, language => ({ journal: booksLabels[language].journals })),
  exported(shopRecordsContract.list, shopList, connectionWords, language => ({
    kind: connectionWords[language].kinds,
    invoicedBy: connectionWords[language].issuers,
  })),
  exported(shopOrdersContract.list, orderListIn(say), orderWords, language => ({ state: orderWords[language].states })),
  exported(shopProductsContract.list, shopProductList, productWords, language => ({
    state: productWords[language].states,
    decidedBy: productWords[language].deciders,
  })),
  exported(shopDoubtsContract.list, shopDoubtList, doubtWords, language => ({ why: doubtWords[language].whys })),
  exported(shopRefundsContract.list, shopRefundList, refundWords, language => ({
    state: refundWords[language].states,
    kind: refundWords[language].kinds,
    effect: refundWords[language].effects,
  })),
  exported(importsContract.list, importList, importsLabels, language => ({
    kind: importsLabels[language].kinds,
    state: importsLabels[language].states,
  })),
  exported(importsContract.lines, lineList, importsLabels, language => ({ state: importsLabels[language].lineStates })),
]
