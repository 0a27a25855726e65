import {
  partnerCatalogueLinesContract,
  partnerCataloguesContract,
  sentCataloguesContract,
} from '../domain/exchange/contract/catalogues.ts'
import { catalogueLabels } from '../domain/exchange/labels/catalogues.ts'
import {
  partnerCatalogueLineList,
  partnerCatalogueList,
  sentCatalogueList,
} from '../domain/exchange/queries/catalogues.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import { exported } from './exported.ts'

/** The lists of exchanges with other sites that can leave as a file. */
export const exchangeLists: readonly ExportedList[] = [
  exported(sentCataloguesContract.list, sentCatalogueList, catalogueLabels),
  exported(partnerCataloguesContract.list, partnerCatalogueList, catalogueLabels, language => ({
    state: catalogueLabels[language].states,
  })),
  exported(partnerCatalogueLinesContract.list, partnerCatalogueLineList, catalogueLabels, language => ({
    verdict: catalogueLabels[language].verdicts,
  })),
]
