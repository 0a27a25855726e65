import { debitBatchesContract, debitsContract } from '../domain/debits/contract/batches.ts'
import { debitCandidatesContract, debitNoticesContract } from '../domain/debits/contract/notices.ts'
import { debitReturnFilesContract, debitReturnsContract } from '../domain/debits/contract/returns.ts'
import { mandatesContract } from '../domain/debits/contract.ts'
import { debitsLabels } from '../domain/debits/labels/lists.ts'
import { batchList, debitList } from '../domain/debits/queries/batches.ts'
import { debitCandidateList } from '../domain/debits/queries/candidates.ts'
import { mandateList } from '../domain/debits/queries/mandates.ts'
import { debitNoticeList } from '../domain/debits/queries/notices.ts'
import { returnFileList, returnList } from '../domain/debits/queries/returns.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import { exported } from './exported.ts'

const batchHeadings = {
  fr: { columns: { ...debitsLabels.fr.columns, ...debitsLabels.fr.batchColumns } },
  en: { columns: { ...debitsLabels.en.columns, ...debitsLabels.en.batchColumns } },
}

/** The lists of direct debits that can leave as a file. */
export const debitLists: readonly ExportedList[] = [
  exported(mandatesContract.list, mandateList, debitsLabels, language => ({
    scheme: debitsLabels[language].schemes,
    frequency: debitsLabels[language].frequencies,
    state: debitsLabels[language].states,
  })),
  exported(debitCandidatesContract.list, debitCandidateList, debitsLabels, language => ({
    scheme: debitsLabels[language].schemes,
    verdict: debitsLabels[language].verdicts,
    channel: debitsLabels[language].channels,
  })),
  exported(debitNoticesContract.list, debitNoticeList, debitsLabels, language => ({
    channel: debitsLabels[language].channels,
  })),
  exported(debitBatchesContract.list, batchList, batchHeadings, language => ({
    scheme: debitsLabels[language].schemes,
    state: debitsLabels[language].batchStates,
  })),
  exported(debitsContract.list, debitList, debitsLabels, language => ({ state: debitsLabels[language].debitStates })),
  exported(debitReturnsContract.list, returnList, debitsLabels, language => ({ kind: debitsLabels[language].kinds })),
  exported(debitReturnFilesContract.list, returnFileList, debitsLabels),
]
