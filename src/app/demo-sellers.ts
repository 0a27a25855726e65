import { readFileSync } from 'node:fs'
import { changeSeller } from '../domain/invoicing/actions/seller.ts'
import type { Seller } from '../domain/invoicing/rules/seller.ts'
import type { Ctx } from '../platform/http/context.ts'

/** Invented: nobody bears these numbers, whose keys are right. */
const CAPITAL_SOCIAL: Partial<Seller> = {
  legalName: 'Éditions Capital Social',
  legalForm: 'SARL',
  capitalCents: 800_000,
  siren: '123456782',
  nic: '00010',
  register: 'RCS Paris',
  vatNumber: 'FR11123456782',
  lines: '27 rue des Maraîchers',
  postcode: '75020',
  town: 'Paris',
  phone: '01 99 00 12 34',
  email: 'abonnements@capital-social.example',
  website: 'capital-social.example',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  electronicAddress: '123456782',
  colour: '#8c1d2f',
  footer: 'Capital Social, la revue trimestrielle de l’économie sociale',
}

const BOXES: Partial<Seller> = {
  legalName: 'Le Panier de Saison',
  legalForm: 'SAS',
  capitalCents: 1_500_000,
  siren: '987654324',
  nic: '00019',
  register: 'RCS Avignon',
  vatNumber: 'FR14987654324',
  lines: 'Domaine des Figuiers\n140 chemin des Vergers',
  postcode: '84000',
  town: 'Avignon',
  phone: '04 99 00 56 78',
  email: 'bonjour@panier.example',
  website: 'panier.example',
  iban: 'FR7614508000100004200015706',
  bic: 'CEPAFRPP',
  electronicAddress: '987654324',
  colour: '#3f6b2a',
}

const WORKSHOP: Partial<Seller> = {
  legalName: 'Atelier du Canal',
  legalForm: 'SARL',
  capitalCents: 1_000_000,
  siren: '111111118',
  nic: '00019',
  register: 'RCS Sedan',
  vatNumber: 'FR44111111118',
  lines: '3 quai du Halage',
  postcode: '08200',
  town: 'Sedan',
  phone: '03 99 00 78 90',
  email: 'atelier@canal.example',
  website: 'canal.example',
  colour: '#0f6b6b',
}

const logo = (company: string) =>
  `data:image/png;base64,${readFileSync(new URL(`../../demo/${company}/logo.png`, import.meta.url), 'base64')}`

/** Who sells in the company of the documents. */
export const sayCapitalSocial = (ctx: Ctx) => changeSeller(ctx, { ...CAPITAL_SOCIAL, logo: logo('capital-social') })
/** Who makes what is ordered. */
export const sayWorkshop = (ctx: Ctx) => changeSeller(ctx, WORKSHOP)
/** Who sells the boxes. */
export const sayBoxes = (ctx: Ctx) => changeSeller(ctx, { ...BOXES, logo: logo('boxes') })
