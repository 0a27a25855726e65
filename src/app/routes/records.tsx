import { IconAddressBook, IconBarcode, IconFileInvoice } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of sales, and of the records they name. */
export const recordsScreens: Screen[] = [
  {
    path: 'invoices',
    group: 'sales',
    icon: IconFileInvoice,
    right: 'invoicing.read',
    label: { fr: 'Factures', en: 'Invoices' },
    load: async () => (await import('../shell/sales.tsx')).InvoicesScreen,
  },
  {
    path: 'invoices/new',
    right: 'invoicing.write',
    label: { fr: 'Nouvelle facture', en: 'New invoice' },
    load: async () => (await import('../../domain/invoicing/pages/editor.page.tsx')).NewDocumentPage,
  },
  {
    path: 'invoices/$id/edit',
    right: 'invoicing.write',
    label: { fr: 'Facture', en: 'Invoice' },
    load: async () => (await import('../shell/sales.tsx')).EditorScreen,
  },
  {
    path: 'invoices/$id',
    right: 'invoicing.read',
    label: { fr: 'Facture', en: 'Invoice' },
    load: async () => (await import('../shell/cards.tsx')).InvoiceCard,
  },
  {
    path: 'contacts',
    group: 'records',
    icon: IconAddressBook,
    right: 'parties.read',
    also: ['duplicates', 'letters'],
    label: { fr: 'Contacts', en: 'Contacts' },
    load: async () => (await import('../../domain/parties/pages/parties.page.tsx')).PartiesPage,
  },
  {
    path: 'duplicates',
    right: 'parties.read',
    label: { fr: 'Contacts en double', en: 'Duplicate contacts' },
    load: async () => (await import('../../domain/parties/pages/duplicates.page.tsx')).DuplicatesPage,
  },
  {
    path: 'letters',
    right: 'parties.read',
    label: { fr: 'Lettres types', en: 'Letters' },
    load: async () => (await import('../../domain/parties/pages/letters.page.tsx')).LettersPage,
  },
  {
    path: 'contacts/$id',
    right: 'parties.read',
    label: { fr: 'Contact', en: 'Contact' },
    load: async () => (await import('../shell/contact-card.tsx')).ContactCard,
  },
  {
    path: 'products',
    group: 'records',
    icon: IconBarcode,
    right: 'catalog.read',
    label: { fr: 'Produits', en: 'Products' },
    load: async () => (await import('../../domain/catalog/pages/products.page.tsx')).ProductsPage,
  },
]
