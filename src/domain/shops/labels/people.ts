import { labels } from '../../../values/labels.ts'

/** How somebody is called whom an order does not name. */
export const namelessWords = labels({ nobody: 'Client sans nom' }, { nobody: 'Customer without a name' })
