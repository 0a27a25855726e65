import { textKey } from '../../../values/text-key.ts'
import { fieldsOf, KINDS, type Kind, type Mapping, REQUIRED } from './kinds.ts'

/** What each field is called in the files people have: French, English, and the screens of older software. */
const NAMES: Record<string, string> = {
  contactNumber:
    'id con, id contact, contact, no contact, n contact, num contact, numero contact, contact number, id client, code client, no client, num client, customer number, customer id, client id',
  externalId: 'identifiant d origine, original identifier, external id, reference externe',
  honorific: 'civ, civilite, titre, title, honorific, hon, genre',
  lastName: 'nom, last name, lastname, surname, nom de famille, name last',
  firstName: 'prenom, first name, firstname, given name',
  legalName:
    'raison sociale, societe, organisation, organization, company, company name, entreprise, legal name, etablissement',
  name: 'nom complet, nom prenom, nom et prenom, full name, client, customer, destinataire, abonne, subscriber',
  email: 'mail, email, e mail, courriel, adresse mail, courriels, e mails, emails, mail 1, billing email',
  email2: 'mail 2, email 2, courriel 2',
  phone: 'telephone, tel, phone, telephones, phones, telephone 1, portable, mobile, tel fixe',
  phone2: 'telephone 2, tel 2, phone 2, tel portable',
  siren:
    'siren, siret, no siren, no siret, numero siren, numero siret, siren siret, company number, registration number',
  vatNumber:
    'tva intracommunautaire, no tva, n tva, numero tva, numero de tva, no tva intra, vat number, vat id, vat no',
  electronicAddress: 'adresse electronique, adresse de facturation electronique, electronic address, peppol id',
  language: 'langue, language',
  line1: 'adresse, adresse 1, adresse1, address, address 1, address1, rue, street, voie, line1',
  line2: 'adresse 2, adresse2, address 2, address2, complement, complement d adresse, line2',
  line3: 'adresse 3, adresse3, address 3, address3, lieu dit, line3',
  postcode: 'code postal, cp, codepostal, postcode, postal code, zip, zip code, zipcode',
  town: 'ville, town, city, commune, localite',
  country: 'pays, country, country code, code pays',
  shippingLine1: 'adresse de livraison, livraison adresse 1, adresse livraison, shipping address 1, shipping address',
  shippingLine2: 'livraison adresse 2, shipping address 2',
  shippingLine3: 'livraison adresse 3, shipping address 3',
  shippingPostcode: 'livraison code postal, code postal livraison, shipping postcode, shipping zip',
  shippingTown: 'livraison ville, ville livraison, shipping town, shipping city',
  shippingCountry: 'livraison pays, pays livraison, shipping country',
  isSupplier: 'fournisseur, supplier',
  isMailingHouse: 'routeur, mailing house',
  note: 'note, notes, remarque, commentaire, observations, comment',
  privateNote: 'note confidentielle, private note, note interne',
  label: 'libelle, label, libelle produit, denomination, designation, description, intitule, libele',
  product:
    'produit, product, code produit, product code, code article, article, reference, ref, sku, offre, offer, formule',
  copies: 'nb ex, nb exemplaires, exemplaires, copies, quantite, qte, quantity, nbex',
  netCents:
    'ht, net, montant ht, prix ht, pu ht, total ht, net amount, net price, net total, amount excl tax, total excl tax, net cents',
  grossCents:
    'ttc, gross, montant ttc, prix ttc, pu ttc, total ttc, gross amount, gross price, gross total, amount incl tax, prix de vente, gross cents',
  amountCents: 'montant, amount, prix, price, total, regle, paye, paid',
  vatCents: 'montant tva, tva montant, vat amount, tax',
  vatRateBps: 'taux tva, taux de tva, tva, vat, vat rate, tax rate',
  boughtOn:
    'achat le, achete le, date achat, date d achat, bought on, date commande, order date, commande le, bought, date',
  startsOn: 'debut, start, starts, starts on, date debut, date de debut, du, start date, debut abonnement, abonne du',
  expiresOn:
    'fin, end, ends, ends on, expires, date fin, date de fin, au, end date, echeance, expiration, fin abonnement',
  reviewOn: 'a revoir le, review on, date de revue, review date',
  expiresIn: 'expire dans, expires in, expires in days, jours restants, days left',
  lastDispatchedOn:
    'derniere, derniere exped, derniere exped., derniere expedition, last dispatched, last dispatched on, last shipment, dernier envoi',
  recipientNumber: 'id destinataire, no destinataire, recipient number, recipient id, destinataire id',
  nature: 'nature, nature de l achat',
  reason: 'motif, raison, reason',
  cancelledOn: 'annule le, annulee le, cancelled on, canceled on, date annulation, resilie le',
  invoiceNumber: 'facture, no facture, numero facture, invoice, invoice number, facture ligne',
  purchaseNumber: 'id achat, achat, purchase, purchase number, purchase id, no achat, numero achat, id abonnement',
  issue: 'numero, issue, no, issue number, parution, numero de parution',
  dispatchedOn:
    'expedition, expedie le, dispatched, dispatched on, date expedition, date d expedition, envoye, envoye le, sent, sent on, date envoi, date',
  by: 'par, by, operateur, created by, cree par',
  runNumber: 'expedition, run, run number, no expedition, n expedition, numero expedition, id expedition, run id',
}

/** What a heading means in one kind of file only; it wins over the general meaning. */
const NAMES_IN: Record<Kind, Record<string, string>> = {
  parties: {
    number:
      'numero, number, no, n, id, id con, id contact, contact, contact number, code client, no client, id client, client id, customer id',
    kind: 'type, kind, nature',
    isCustomer: 'client, customer, est client',
    name: 'nom complet, nom prenom, nom et prenom, full name, name',
  },
  products: {
    code: 'code, code produit, product code, reference, ref, produit, product, article, code article, sku',
    label: `${NAMES.label}, name, nom`,
    kind: 'type, kind, genre',
    title: 'titre, title, code titre, publication, magazine',
    termMonths: 'duree, duree mois, mois, term, term months, months, duration',
    issuesDue: 'numeros dus, nb numeros, nombre de numeros, issues due, issues, numeros',
    servedBy: 'service, servi, served, served by',
    supplierName: 'fournisseur, supplier, supplier name, editeur',
    archivedOn: 'retire le, withdrawn on, archive le',
    components: 'composition, made of, produits groupes, components',
    composedOn: 'en vigueur le, in force on, composition depuis',
  },
  invoices: {
    number: 'numero, number, no, facture, no facture, numero facture, invoice, invoice number, num facture, invoice no',
    issuedOn: 'date, date facture, facture le, issued on, invoice date, date de facture, emise le',
    quantity: 'quantite, qte, quantity, qty, nb ex, nb, copies',
    unitGrossCents: 'pu ttc, prix unitaire ttc, unit price, unit gross price, prix unitaire, pu',
  },
  purchases: {
    number:
      'id achat, id, numero, number, no, purchase, purchase number, purchase id, no achat, no abonnement, id abonnement, subscription id, order',
    honorific: 'civ, civilite, title, titre, honorific, hon',
    termMonths: 'duree, duree abo, duree mois, mois, months, term, duration',
    product: `${NAMES.product}, code`,
  },
  runs: {
    number: 'id, numero expedition, no expedition, n expedition, number, no, run, run number, expedition',
    title: 'titre, title, code titre, publication, magazine',
    issue: 'numero, issue, parution, no parution, issue number, n, numero parution',
    dispatchedOn:
      'date, date d expedition, expedition, dispatched on, dispatched, date expedition, expedie le, expedition du, date d expedition',
  },
  shipments: {
    number: 'id, id envoi, no envoi, number, shipment, shipment number, envoi',
    copies: `${NAMES.copies}`,
    runNumber: `${NAMES.runNumber}`,
    dispatchedOn: 'envoye, envoye le, sent, sent on, date, date envoi, dispatched on',
  },
}

const spelled = (names: string) => new Set(names.split(',').map(name => textKey(name)))
const general = new Map(Object.entries(NAMES).map(([field, names]) => [field, spelled(names)]))
const particular = new Map(
  KINDS.map(kind => [kind, new Map(Object.entries(NAMES_IN[kind]).map(([field, names]) => [field, spelled(names)]))]),
)

/** The column of each field that a heading names; a column is read once, its first meaning in the order of fields. */
export function guessedMapping(kind: Kind, headings: readonly string[]): Mapping {
  const keys = headings.map(heading => textKey(heading.replace(/([a-z])([A-Z])/g, '$1 $2')))
  const mapping: Mapping = {}
  const taken = new Set<number>()
  for (const names of [particular.get(kind)!, general])
    for (const field of Object.keys(fieldsOf(kind))) {
      const known = mapping[field] === undefined ? names.get(field) : undefined
      const column = known ? keys.findIndex((key, at) => !taken.has(at) && known.has(key)) : -1
      const own = column >= 0 ? column : exact(field, keys, taken, mapping)
      if (own < 0) continue
      mapping[field] = own
      taken.add(own)
    }
  return mapping
}

/** The name of the field itself, as our templates write it. */
function exact(field: string, keys: readonly string[], taken: ReadonlySet<number>, mapping: Mapping): number {
  if (mapping[field] !== undefined) return -1
  const key = textKey(field.replace(/([a-z])([A-Z])/g, '$1 $2'))
  return keys.findIndex((other, at) => !taken.has(at) && other === key)
}

/** Groups of fields of which a line needs one and no column gives any. */
export const missingFields = (kind: Kind, mapping: Mapping): string[][] =>
  REQUIRED[kind].filter(group => group.every(field => mapping[field] === undefined)).map(group => [...group])

/** Headings that only one kind of file has. */
const TELLING: Record<Kind, readonly string[]> = {
  parties: ['isCustomer', 'isSupplier', 'phone', 'privateNote', 'externalId', 'email', 'siren'],
  products: ['code', 'vatRateBps', 'supplierName', 'issuesDue'],
  invoices: ['unitGrossCents', 'vatCents', 'quantity', 'issuedOn'],
  purchases: ['expiresOn', 'expiresIn', 'lastDispatchedOn', 'boughtOn', 'startsOn'],
  runs: ['by', 'dispatchedOn'],
  shipments: ['runNumber', 'purchaseNumber'],
}

/** The kind of file whose fields these headings name best, or undefined when none has what it needs. */
export function guessedKind(headings: readonly string[]): Kind | undefined {
  const scored = KINDS.map(kind => {
    const mapping = guessedMapping(kind, headings)
    const telling = TELLING[kind].filter(field => mapping[field] !== undefined).length
    const score = missingFields(kind, mapping).length > 0 ? 0 : Object.keys(mapping).length + 2 * telling
    return { kind, score }
  })
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > 0 ? best.kind : undefined
}
