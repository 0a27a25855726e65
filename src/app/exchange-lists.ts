import {
  partnerCatalogueLinesContract,
  partnerCataloguesContract,
  sentCataloguesContract,
} from '../domain/exchange/contract/catalogues.ts'
import { collectedContract } from '../domain/exchange/contract/collected.ts'
import { mailboxesContract } from '../domain/exchange/contract/mailboxes.ts'
import { sentOrdersContract } from '../domain/exchange/contract/sent.ts'
import { partnersContract } from '../domain/exchange/contract.ts'
import { catalogueLabels } from '../domain/exchange/labels/catalogues.ts'
import { collectedLabels } from '../domain/exchange/labels/collected.ts'
import { mailboxLabels } from '../domain/exchange/labels/mailboxes.ts'
import { exchangeLabels } from '../domain/exchange/labels.ts'
import {
  partnerCatalogueLineList,
  partnerCatalogueList,
  sentCatalogueList,
} from '../domain/exchange/queries/catalogues.ts'
import { collectedList } from '../domain/exchange/queries/collected.ts'
import { mailboxList } from '../domain/exchange/queries/mailboxes.ts'
import { partnerList } from '../domain/exchange/queries/partners.ts'
import { toSendList } from '../domain/exchange/queries/sent.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import { exported } from './exported.ts'

const partnerHeadings = {
  fr: { columns: exchangeLabels.fr.partnerColumns },
  en: { columns: exchangeLabels.en.partnerColumns },
}

/** The lists of exchanges with other sites that can leave as a file. */
export const exchangeLists: readonly ExportedList[] = [
  exported(mailboxesContract.list, mailboxList, mailboxLabels, language => ({
    protocol: mailboxLabels[language].protocols,
    security: mailboxLabels[language].securities,
  })),
  exported(collectedContract.list, collectedList, collectedLabels, language => ({
    kind: collectedLabels[language].kinds,
    state: collectedLabels[language].states,
  })),
  exported(sentOrdersContract.list, toSendList, exchangeLabels, language => ({
    sentState: exchangeLabels[language].states,
  })),
  exported(partnersContract.list, partnerList, partnerHeadings, language => ({
    state: exchangeLabels[language].partnerStates,
    pricePolicy: exchangeLabels[language].pricePolicies,
  })),
  exported(sentCataloguesContract.list, sentCatalogueList, catalogueLabels),
  exported(partnerCataloguesContract.list, partnerCatalogueList, catalogueLabels, language => ({
    state: catalogueLabels[language].states,
  })),
  exported(partnerCatalogueLinesContract.list, partnerCatalogueLineList, catalogueLabels, language => ({
    verdict: catalogueLabels[language].verdicts,
  })),
]
