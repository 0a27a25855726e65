import type { ShopKind } from '../rules/order.ts'
import type { ShopAccess, ShopClient } from './client.ts'
import { wooClient } from './woocommerce.ts'

/** What asks a shop, by its kind; a kind whose orders come as files alone has none. */
const CLIENTS: Partial<Record<ShopKind, (access: ShopAccess) => ShopClient>> = { woocommerce: wooClient }

export const clientOf = (kind: ShopKind, access: ShopAccess): ShopClient | undefined => CLIENTS[kind]?.(access)
