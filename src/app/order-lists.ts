import { deliveriesContract } from '../domain/orders/contract/deliveries.ts'
import { ordersContract } from '../domain/orders/contract.ts'
import { ordersLabels } from '../domain/orders/labels.ts'
import { deliveryList } from '../domain/orders/queries/deliveries.ts'
import { orderList } from '../domain/orders/queries/orders.ts'
import { trackingContract } from '../domain/tracking/contract.ts'
import { trackingLabels } from '../domain/tracking/labels.ts'
import { trackList } from '../domain/tracking/queries/tracks.ts'
import type { ExportedList } from '../platform/http/list-download.ts'
import { exported } from './exported.ts'

const deliveryHeadings = {
  fr: { columns: { ...ordersLabels.fr.columns, ...ordersLabels.fr.deliveryColumns } },
  en: { columns: { ...ordersLabels.en.columns, ...ordersLabels.en.deliveryColumns } },
}

/** The lists of orders, their deliveries and stages that can leave as a file. */
export const orderLists: readonly ExportedList[] = [
  exported(ordersContract.list, orderList, ordersLabels, language => ({
    kind: ordersLabels[language].kinds,
    state: ordersLabels[language].states,
  })),
  exported(deliveriesContract.list, deliveryList, deliveryHeadings, language => ({
    kind: ordersLabels[language].deliveryKinds,
    state: ordersLabels[language].deliveryStates,
  })),
  exported(trackingContract.list, trackList, trackingLabels, language => ({
    lateness: trackingLabels[language].lateness,
    stageKind: trackingLabels[language].stageKinds,
  })),
]
