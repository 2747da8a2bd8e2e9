import type { Step } from '../journey-context.ts';
import * as account from './account.ts';
import * as activate from './activate.ts';
import * as attest from './attest.ts';
import * as company from './company.ts';
import * as companyOrders from './company-orders.ts';
import * as companyPeople from './company-people.ts';
import { employeeAsks } from './company-request.ts';
import * as learn from './learn.ts';
import { disputedNumber } from './member-number.ts';
import { messages } from './messages.ts';
import * as money from './money.ts';
import { newsletter } from './newsletter.ts';
import * as order from './order.ts';
import * as pay from './pay.ts';
import { people } from './people.ts';
import * as registration from './registration.ts';
import { settings } from './settings.ts';
import * as share from './share.ts';
import * as unpaid from './unpaid.ts';
import * as visit from './visit.ts';

/** From a visitor to an attest that the federation has received, in order. */
export const steps: Step[] = [
  visit.catalogue,
  visit.professions,
  visit.search,
  visit.coursePage,
  visit.trailer,
  visit.packages,
  account.register,
  account.confirmationMail,
  account.confirm,
  account.logIn,
  account.refresh,
  account.reuse,
  order.cart,
  order.order,
  order.orderRepeated,
  order.proForma,
  activate.beforePayment,
  pay.startPayment,
  pay.checkout,
  pay.invoice,
  pay.webhookRepeated,
  activate.onPayment,
  activate.credit,
  activate.fromCredit,
  activate.enrolled,
  learn.privacy,
  learn.classroom,
  learn.chapter,
  learn.documents,
  learn.progress,
  learn.attentionChecks,
  attest.tooEarly,
  learn.finalTest,
  learn.otherCourses,
  learn.evaluation,
  learn.question,
  attest.attests,
  registration.monthlyRun,
  registration.federation,
  registration.resubmission,
  registration.runAgain,
  attest.download,
  attest.verify,
  share.colleague,
  share.invite,
  share.accept,
  disputedNumber,
  unpaid.withoutPayment,
  money.transfer,
  money.chargeBack,
  company.askForCompany,
  company.companyTakenIn,
  company.actForCompany,
  companyPeople.importPeople,
  companyOrders.companyOrders,
  companyPeople.employeeJoins,
  companyOrders.employeeLearns,
  companyOrders.companyArchive,
  employeeAsks,
  companyPeople.employeeLeaves,
  settings,
  people,
  newsletter,
  messages,
];
