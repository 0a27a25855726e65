import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { labels } from '../../values/labels.ts'
import { formatMoney } from '../../values/money.ts'
import { methodWords } from '../invoicing/labels/methods.ts'

export const paymentsLabels = labels(
  {
    columns: {
      number: 'N°',
      receivedOn: 'Reçu le',
      customer: 'Client',
      method: 'Mode',
      cents: 'Montant',
      openCents: 'À affecter',
      currency: 'Devise',
      euroCents: 'En euros',
      state: 'État',
      reference: 'Référence',
      drawer: 'Tireur',
      bankAccount: 'Compte',
      depositNumber: 'Remise',
      source: 'Origine',
      createdBy: 'Par',
    },
    methods: methodWords.fr,
    states: { open: 'à affecter', partial: 'affecté en partie', allocated: 'affecté', undone: 'annulé' },
  },
  {
    columns: {
      number: 'No.',
      receivedOn: 'Received on',
      customer: 'Customer',
      method: 'Method',
      cents: 'Amount',
      openCents: 'Unallocated',
      currency: 'Currency',
      euroCents: 'In euros',
      state: 'State',
      reference: 'Reference',
      drawer: 'Drawer',
      bankAccount: 'Account',
      depositNumber: 'Deposit',
      source: 'Source',
      createdBy: 'By',
    },
    methods: methodWords.en,
    states: { open: 'unallocated', partial: 'partly allocated', allocated: 'allocated', undone: 'undone' },
  },
)

export const paymentsRefusals = labels(
  {
    'payments.nothing': 'Dites un montant\u00a0: zéro n’est pas un règlement.',
    'payments.notYet': 'Ce jour n’est pas encore venu\u00a0: dites celui où l’argent a été reçu.',
    'payments.moreThanPaid': ({ left, currency }) =>
      left === undefined
        ? 'Les factures choisies dépassent le montant du règlement.'
        : `Il ne reste que ${formatMoney(Number(left), String(currency), 'fr')} à affecter sur ce règlement.`,
    'payments.otherCurrency': ({ paid, paying }) =>
      `Ce qui paie est en ${paying}, ce qui est payé en ${paid}\u00a0: un règlement se fait dans la devise du document.`,
    'payments.eurosOfOther': 'Les euros crédités ne se disent que d’un règlement dans une autre devise, du même signe.',
    'payments.wrongSide':
      'Un encaissement règle des factures, un remboursement rend des avoirs ou des règlements\u00a0: le signe ne convient pas.',
    'payments.unknownCustomer': 'Ce client n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'payments.unknownInvoice': 'Cette facture n’existe pas dans cette société.',
    'payments.noneOpen': 'Il n’y a plus rien à encaisser sur ces pièces.',
    'payments.nothingOpen': ({ number }) => `Il n’y a rien à encaisser sur ${number}.`,
    'payments.chequeNotWaiting': 'Un de ces chèques est déjà sur une remise, ou annulé\u00a0: relisez la liste.',
    'payments.notOnDeposit': 'Un de ces chèques n’est pas sur cette remise\u00a0: relisez-la.',
    'payments.depositBrought': 'Cette remise est déjà portée à la banque\u00a0: elle ne change plus.',
    'payments.broughtBefore': 'Une remise ne part pas avant le jour qu’elle porte.',
    'payments.notAtBank': 'Des chèques se remettent sur un compte en banque\u00a0: ce compte n’a pas d’IBAN.',
    'payments.ibanForm': 'Cet IBAN est faux\u00a0: sa clé ne convient pas. Vérifiez-le chiffre à chiffre.',
    'payments.bicForm': 'Un BIC a 8 ou 11 caractères, comme AGRIFRPP882.',
    'payments.bankAccountUsed': 'Ce compte porte des règlements, des remises ou des relevés\u00a0: il se garde.',
    'payments.unknownPayment': 'Ce règlement n’existe pas dans cette société.',
    'payments.unknownBankAccount': 'Ce compte n’existe pas dans cette société. Choisissez-le dans la liste.',
    'payments.bankAccountNameTaken': 'Un autre compte porte déjà ce nom.',
    'payments.alreadyTaken': 'Ce règlement est déjà enregistré\u00a0: la même origine porte déjà ce numéro.',
    'payments.alreadyUndone': 'Ce règlement est déjà annulé.',
    'payments.undoesItself': 'Ce règlement en annule un autre\u00a0: saisissez-en un nouveau plutôt que de l’annuler.',
    'payments.undoneBefore': ({ on }) => `Un règlement ne peut pas être annulé avant le jour où il est venu, le ${on}.`,
    'payments.notAllocated': 'Cette affectation est déjà retirée.',
    'payments.undoneForGood':
      'Un règlement annulé et son contraire restent liés\u00a0: saisissez un nouveau règlement.',
  } satisfies RefusalTexts,
  {
    'payments.nothing': 'Say an amount: zero is no payment.',
    'payments.notYet': 'This day has not come yet: say the one when the money came.',
    'payments.moreThanPaid': ({ left, currency }) =>
      left === undefined
        ? 'The invoices chosen are more than the payment.'
        : `Only ${formatMoney(Number(left), String(currency), 'en')} of this payment is left to allocate.`,
    'payments.otherCurrency': ({ paid, paying }) =>
      `What pays is in ${paying}, what is paid in ${paid}: a document is paid in its own currency.`,
    'payments.eurosOfOther': 'Euros credited are only said of a payment in another currency, with the same sign.',
    'payments.wrongSide':
      'Money that comes in pays invoices, money that goes out pays back credit notes or payments: the sign does not fit.',
    'payments.unknownCustomer': 'This customer does not exist in this company. Choose one from the contacts.',
    'payments.unknownInvoice': 'This invoice does not exist in this company.',
    'payments.noneOpen': 'Nothing is left to cash in on these documents.',
    'payments.nothingOpen': ({ number }) => `Nothing is left to cash in on ${number}.`,
    'payments.chequeNotWaiting': 'One of these cheques is already on a deposit, or undone: read the list again.',
    'payments.notOnDeposit': 'One of these cheques is not on this deposit: read it again.',
    'payments.depositBrought': 'This deposit was already brought to the bank: it no longer changes.',
    'payments.broughtBefore': 'A deposit does not leave before the day it bears.',
    'payments.notAtBank': 'Cheques are brought to an account at a bank: this one has no IBAN.',
    'payments.ibanForm': 'This IBAN is wrong: its check digits do not fit. Check it digit by digit.',
    'payments.bicForm': 'A BIC has 8 or 11 characters, such as AGRIFRPP882.',
    'payments.bankAccountUsed': 'This account bears payments, deposits or statements: it is kept.',
    'payments.unknownPayment': 'This payment does not exist in this company.',
    'payments.unknownBankAccount': 'This account does not exist in this company. Choose one from the list.',
    'payments.bankAccountNameTaken': 'Another account already has this name.',
    'payments.alreadyTaken': 'This payment is already recorded: the same source already bears this number.',
    'payments.alreadyUndone': 'This payment is already undone.',
    'payments.undoesItself': 'This payment undoes another: record a new one instead of undoing it.',
    'payments.undoneBefore': ({ on }) => `A payment cannot be undone before the day it came, ${on}.`,
    'payments.notAllocated': 'This allocation is already taken back.',
    'payments.undoneForGood': 'A payment that was undone and its opposite stay together: record a new payment.',
  } satisfies RefusalTexts,
)
