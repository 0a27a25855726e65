import { IconArrowsExchange } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of what is exchanged with other sites. */
export const exchangeScreens: Screen[] = [
  {
    path: 'sent-orders',
    group: 'trade',
    icon: IconArrowsExchange,
    right: 'exchange.read',
    also: [
      'collected-documents',
      'partner-catalogues',
      'sent-catalogues',
      'partners',
      'mailboxes',
      'exchange-settings',
    ],
    label: { fr: 'Échanges entre sites', en: 'Exchanges between sites' },
    knownAs: { fr: 'envoyer une commande, intergestan', en: 'send orders to suppliers' },
    load: async () => (await import('../../domain/exchange/pages/sent-orders.page.tsx')).SentOrdersPage,
  },
  {
    path: 'collected-documents',
    right: 'exchange.read',
    label: { fr: 'Relever les commandes', en: 'Collect orders' },
    knownAs: { fr: 'quarantaine, messages relevés', en: 'quarantine, collected mails' },
    load: async () => (await import('../../domain/exchange/pages/collected-documents.page.tsx')).CollectedDocumentsPage,
  },
  {
    path: 'mailboxes',
    right: 'exchange.read',
    label: { fr: 'Serveur entrant', en: 'Incoming server' },
    load: async () => (await import('../../domain/exchange/pages/mailboxes.page.tsx')).MailboxesPage,
  },
  {
    path: 'mailbox-authorised',
    right: 'exchange.write',
    label: { fr: 'Accès à une boîte', en: 'Access to a mailbox' },
    load: async () => (await import('../../domain/exchange/pages/mailbox-authorised.page.tsx')).MailboxAuthorisedPage,
  },
  {
    path: 'partners',
    right: 'exchange.read',
    label: { fr: 'Partenaires d’échange', en: 'Exchange partners' },
    load: async () => (await import('../../domain/exchange/pages/partners.page.tsx')).PartnersPage,
  },
  {
    path: 'exchange-settings',
    right: 'exchange.read',
    label: { fr: 'Réglages des échanges', en: 'Settings of exchanges' },
    load: async () => (await import('../../domain/exchange/pages/exchange-settings.page.tsx')).ExchangeSettingsPage,
  },
  {
    path: 'partner-catalogues',
    right: 'exchange.read',
    label: { fr: 'Catalogues reçus', en: 'Received catalogues' },
    knownAs: { fr: 'catalogues échangés, reprendre des prix', en: 'exchanged catalogues, take over prices' },
    load: async () => (await import('../../domain/exchange/pages/partner-catalogues.page.tsx')).PartnerCataloguesPage,
  },
  {
    path: 'partner-catalogues/$id',
    right: 'exchange.read',
    label: { fr: 'Catalogue d’un partenaire', en: 'Catalogue of a partner' },
    load: async () => (await import('../../domain/exchange/pages/partner-catalogue.page.tsx')).PartnerCataloguePage,
  },
  {
    path: 'sent-catalogues',
    right: 'exchange.read',
    label: { fr: 'Catalogues envoyés', en: 'Sent catalogues' },
    load: async () => (await import('../../domain/exchange/pages/sent-catalogues.page.tsx')).SentCataloguesPage,
  },
]
