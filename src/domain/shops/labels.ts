import type { RefusalTexts } from '../../platform/http/refusal.ts'
import type { Language } from '../../values/labels.ts'

export const shopsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'shops.nameTaken': 'Une boutique porte déjà ce nom. Donnez-en un autre.',
    'shops.unknownTimeZone': 'Ce fuseau horaire n’existe pas. Un fuseau s’écrit comme Europe/Paris.',
    'shops.hasOrders':
      'Des commandes sont venues de cette boutique\u00a0: elle se garde. Mettez-la en sommeil pour ne plus rien en recevoir.',
    'shops.stillConnected': 'Cette boutique est encore connectée\u00a0: déconnectez-la d’abord.',
    'shops.asksItsOrders': ({ name }) =>
      `«\u202f${name}\u202f» donne elle-même ses commandes\u00a0: un fichier se prend dans une boutique de fichiers.`,
    'shops.unknownProduct': 'Ce produit n’existe plus. Choisissez-en un autre.',
  },
  en: {
    'shops.nameTaken': 'A shop has this name already. Choose another one.',
    'shops.unknownTimeZone': 'There is no such time zone. One is written like Europe/Paris.',
    'shops.hasOrders': 'Orders came from this shop: it is kept. Put it to rest to receive nothing more from it.',
    'shops.stillConnected': 'This shop is still connected: disconnect it first.',
    'shops.asksItsOrders': ({ name }) => `“${name}” gives its orders by itself: a file is taken into a shop of files.`,
    'shops.unknownProduct': 'This product is no longer there. Choose another one.',
  },
}
