import { contractNoticesContract } from '../domain/contracts/contract/notices.ts'
import { contractPricesContract } from '../domain/contracts/contract/prices.ts'
import { contractTermsContract } from '../domain/contracts/contract/terms.ts'
import { contractsContract } from '../domain/contracts/contract.ts'
import { contractChangesLabels } from '../domain/contracts/labels/changes.ts'
import { contractsLabels } from '../domain/contracts/labels.ts'
import { contractList } from '../domain/contracts/queries/contracts.ts'
import { dueNoticeList } from '../domain/contracts/queries/due-notices.ts'
import { priceChangeList } from '../domain/contracts/queries/prices.ts'
import { termList } from '../domain/contracts/queries/terms.ts'
import { paymentsLabels } from '../domain/payments/labels.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import { exported } from './exported.ts'

/** The lists of contracts, their terms, notices and changes of price that can leave as a file. */
export const contractLists: readonly ExportedList[] = [
  exported(contractsContract.list, contractList, contractsLabels, language => ({
    state: contractsLabels[language].states,
    unit: contractsLabels[language].units,
    paymentMethod: paymentsLabels[language].methods,
    invoicing: contractsLabels[language].invoicings,
    renewal: contractsLabels[language].renewals,
  })),
  exported(contractTermsContract.list, termList, contractsLabels, language => ({
    state: contractsLabels[language].termStates,
    paymentMethod: paymentsLabels[language].methods,
    invoicing: contractsLabels[language].invoicings,
  })),
  exported(contractNoticesContract.list, dueNoticeList, contractChangesLabels, language => ({
    kind: contractChangesLabels[language].kinds,
    reached: contractChangesLabels[language].channels,
  })),
  exported(contractPricesContract.list, priceChangeList, contractChangesLabels, language => ({
    kind: contractChangesLabels[language].priceKinds,
  })),
]
