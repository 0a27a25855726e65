import { accountsContract } from '../domain/accounts/contract.ts'
import {
  accountsContract as bookAccountsContract,
  rulesContract as bookRulesContract,
} from '../domain/books/contract/chart.ts'
import { withoutRateContract } from '../domain/books/contract/without-rate.ts'
import { booksContract } from '../domain/books/contract.ts'
import { catalogContract } from '../domain/catalog/contract.ts'
import { contractForecastContract, contractSettingsContract } from '../domain/contracts/contract/forecast.ts'
import { contractNoticesContract } from '../domain/contracts/contract/notices.ts'
import { contractPricesContract } from '../domain/contracts/contract/prices.ts'
import { contractTermsContract } from '../domain/contracts/contract/terms.ts'
import { contractsContract } from '../domain/contracts/contract.ts'
import { debitBatchesContract, debitsContract } from '../domain/debits/contract/batches.ts'
import { debitCandidatesContract, debitNoticesContract } from '../domain/debits/contract/notices.ts'
import { debitReturnFilesContract, debitReturnsContract } from '../domain/debits/contract/returns.ts'
import { debitSettingsContract, mandatesContract } from '../domain/debits/contract.ts'
import { filesContract } from '../domain/dispatch/contract/files.ts'
import { leftOutContract } from '../domain/dispatch/contract/left-out.ts'
import { missedContract } from '../domain/dispatch/contract/missed.ts'
import { postalContract } from '../domain/dispatch/contract/postal.ts'
import { profilesContract } from '../domain/dispatch/contract/profiles.ts'
import { runLifeContract } from '../domain/dispatch/contract/run-life.ts'
import { watchContract } from '../domain/dispatch/contract/watch.ts'
import { dispatchContract, runsContract, shipmentsContract } from '../domain/dispatch/contract.ts'
import {
  partnerCatalogueLinesContract,
  partnerCataloguesContract,
  sentCataloguesContract,
} from '../domain/exchange/contract/catalogues.ts'
import { collectedContract } from '../domain/exchange/contract/collected.ts'
import { mailboxesContract } from '../domain/exchange/contract/mailboxes.ts'
import { receivedOrdersContract } from '../domain/exchange/contract/received.ts'
import { sentOrdersContract } from '../domain/exchange/contract/sent.ts'
import { exchangeSettingsContract, partnersContract } from '../domain/exchange/contract.ts'
import { importsContract } from '../domain/imports/contract.ts'
import { figuresContract } from '../domain/invoicing/contract/figures.ts'
import { documentMailsContract } from '../domain/invoicing/contract/mail.ts'
import { paperContract } from '../domain/invoicing/contract/paper.ts'
import { ratesContract } from '../domain/invoicing/contract/rates.ts'
import { invoicingSettingsContract, sellerContract } from '../domain/invoicing/contract/seller.ts'
import { invoicingContract } from '../domain/invoicing/contract.ts'
import { journalClosingsContract, journalContract } from '../domain/journal/contract.ts'
import { workContract } from '../domain/long-work/contract.ts'
import { messagingContract } from '../domain/messaging/contract.ts'
import { deliveriesContract } from '../domain/orders/contract/deliveries.ts'
import { deliveryMailsContract, orderMailsContract } from '../domain/orders/contract/mails.ts'
import {
  orderNaturesContract,
  orderSettingsContract,
  orderStatusesContract,
  resourcesContract,
} from '../domain/orders/contract/settings.ts'
import { ordersContract } from '../domain/orders/contract.ts'
import { addressesContract } from '../domain/parties/contract/addresses.ts'
import { agenciesContract } from '../domain/parties/contract/agencies.ts'
import { duplicatesContract } from '../domain/parties/contract/duplicates.ts'
import { lettersContract } from '../domain/parties/contract/letters.ts'
import { partiesContract } from '../domain/parties/contract.ts'
import { bankAccountsContract } from '../domain/payments/contract/accounts.ts'
import { accountStatementsContract, balancesContract, cashInContract } from '../domain/payments/contract/balances.ts'
import { chequeDepositsContract } from '../domain/payments/contract/deposits.ts'
import { receivedContract } from '../domain/payments/contract/received.ts'
import { reminderPausesContract, remindersContract } from '../domain/payments/contract/reminders.ts'
import { movementsContract, statementsContract } from '../domain/payments/contract/statements.ts'
import { paymentsContract } from '../domain/payments/contract.ts'
import { renewalsContract } from '../domain/renewals/contract.ts'
import { retentionContract } from '../domain/retention/contract.ts'
import { replacementsContract } from '../domain/returns/contract/replacements.ts'
import { returnedMailContract, returnsSettingsContract } from '../domain/returns/contract.ts'
import { shopDoubtsContract } from '../domain/shops/contract/doubts.ts'
import { shopPaymentMethodsContract, shopStatusesContract } from '../domain/shops/contract/mappings.ts'
import { shopOrdersContract } from '../domain/shops/contract/orders.ts'
import { shopProductsContract } from '../domain/shops/contract/products.ts'
import { reconciliationContract } from '../domain/shops/contract/reconciliation.ts'
import { shopRecordsContract } from '../domain/shops/contract/records.ts'
import { answerOrderContract, shopRefundsContract } from '../domain/shops/contract/refunds.ts'
import { shopSubscriptionsContract } from '../domain/shops/contract/subscriptions.ts'
import { syncContract, takeAgainContract } from '../domain/shops/contract/sync.ts'
import { retryContract, takeContract } from '../domain/shops/contract/take.ts'
import { takeFileContract } from '../domain/shops/contract/take-file.ts'
import { shopsContract } from '../domain/shops/contract.ts'
import { expiringContract } from '../domain/subscriptions/contract/expiring.ts'
import { freeServicesContract } from '../domain/subscriptions/contract/free.ts'
import { adjustmentsContract, holdsContract, ledgerContract } from '../domain/subscriptions/contract/holds.ts'
import { manyHoldsContract } from '../domain/subscriptions/contract/many-holds.ts'
import { stockContract } from '../domain/subscriptions/contract/stock.ts'
import { singleIssuesContract, subscriptionsContract } from '../domain/subscriptions/contract.ts'
import { boardContract } from '../domain/tracking/contract/board.ts'
import { trackFiguresContract } from '../domain/tracking/contract/figures.ts'
import { stageMailsContract, trackMailsContract } from '../domain/tracking/contract/mails.ts'
import { operatorStagesContract, trackingSettingsContract } from '../domain/tracking/contract/settings.ts'
import { stagesContract, trackingContract } from '../domain/tracking/contract.ts'

/** Every operation of Facteur, by the words a person would say: REST, OpenAPI, client, command line and tests come from it. */
export const contract = {
  ...accountsContract,
  agencies: agenciesContract,
  parties: partiesContract,
  addresses: addressesContract,
  letters: lettersContract,
  partyDuplicates: duplicatesContract,
  ...catalogContract,
  ...messagingContract,
  work: workContract,
  journal: journalContract,
  journalClosings: journalClosingsContract,
  invoices: { ...invoicingContract, ...paperContract },
  seller: sellerContract,
  invoicingSettings: invoicingSettingsContract,
  salesFigures: figuresContract,
  currencyRates: ratesContract,
  withoutRate: withoutRateContract,
  moneyReceived: receivedContract,
  payments: { ...paymentsContract, ...cashInContract },
  bankAccounts: bankAccountsContract,
  chequeDeposits: chequeDepositsContract,
  balances: balancesContract,
  accountStatements: accountStatementsContract,
  documentMails: documentMailsContract,
  bankStatements: statementsContract,
  bankMovements: movementsContract,
  reminders: remindersContract,
  reminderPauses: reminderPausesContract,
  debitSettings: debitSettingsContract,
  mandates: mandatesContract,
  debitCandidates: debitCandidatesContract,
  debitNotices: debitNoticesContract,
  debitBatches: debitBatchesContract,
  debits: debitsContract,
  debitReturns: debitReturnsContract,
  debitReturnFiles: debitReturnFilesContract,
  subscriptions: { ...subscriptionsContract, ...ledgerContract, ...expiringContract },
  holds: { ...holdsContract, ...manyHoldsContract },
  adjustments: adjustmentsContract,
  singleIssues: singleIssuesContract,
  freeServices: freeServicesContract,
  stock: stockContract,
  renewals: renewalsContract,
  contracts: contractsContract,
  contractTerms: contractTermsContract,
  contractSettings: contractSettingsContract,
  contractForecast: contractForecastContract,
  contractNotices: contractNoticesContract,
  contractPriceChanges: contractPricesContract,
  dispatch: { ...dispatchContract, ...leftOutContract, ...watchContract },
  missedCopies: missedContract,
  runs: { ...runsContract, ...runLifeContract },
  returnedMail: returnedMailContract,
  returnsSettings: returnsSettingsContract,
  replacements: replacementsContract,
  shipments: shipmentsContract,
  mailingProfiles: profilesContract,
  mailingFiles: filesContract,
  postalFaults: postalContract,
  orders: { ...ordersContract, ...orderMailsContract },
  deliveries: { ...deliveriesContract, ...deliveryMailsContract },
  orderStatuses: orderStatusesContract,
  orderNatures: orderNaturesContract,
  resources: resourcesContract,
  orderSettings: orderSettingsContract,
  tracking: { ...trackingContract, ...trackMailsContract, ...boardContract, ...trackFiguresContract },
  stages: stagesContract,
  stageMails: stageMailsContract,
  trackingSettings: trackingSettingsContract,
  operatorStages: operatorStagesContract,
  exchangeSettings: exchangeSettingsContract,
  partners: partnersContract,
  sentOrders: sentOrdersContract,
  receivedOrders: receivedOrdersContract,
  mailboxes: mailboxesContract,
  collectedDocuments: collectedContract,
  sentCatalogues: sentCataloguesContract,
  partnerCatalogues: partnerCataloguesContract,
  partnerCatalogueLines: partnerCatalogueLinesContract,
  books: booksContract,
  bookAccounts: bookAccountsContract,
  bookRules: bookRulesContract,
  shops: {
    ...shopsContract,
    ...shopRecordsContract,
    ...takeContract,
    ...takeFileContract,
    ...syncContract,
    ...reconciliationContract,
  },
  shopOrders: { ...shopOrdersContract, ...retryContract, ...takeAgainContract, ...answerOrderContract },
  shopProducts: shopProductsContract,
  shopDoubts: shopDoubtsContract,
  shopRefunds: shopRefundsContract,
  shopSubscriptions: shopSubscriptionsContract,
  shopStatuses: shopStatusesContract,
  shopPaymentMethods: shopPaymentMethodsContract,
  imports: importsContract,
  retention: retentionContract,
}
