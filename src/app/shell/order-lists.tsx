import { OrdersPage, SupplierOrdersPage } from '../../domain/orders/pages/orders.page.tsx'
import { Promised } from '../../domain/tracking/pages/promised.part.tsx'

/** The lists of orders with the colour of their promised day. Source: X-57. */
export const OrdersScreen = () => <OrdersPage Promised={Promised} />
export const SupplierOrdersScreen = () => <SupplierOrdersPage Promised={Promised} />
