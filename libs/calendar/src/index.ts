export { addDays, type Day, daysBetween, formatDay, isDay, weekday } from './day.ts';
export { type Country, easterSunday, holidaysOf, isHoliday } from './holidays.ts';
export { formatMinutes, formatMoment, formatWait, withDay } from './in-words.ts';
export {
  addWorkingDays,
  isWorkingDay,
  previousWorkingDay,
  workingDaysAfter,
  workingDaysBefore,
} from './working-days.ts';
export {
  addMonths,
  addYears,
  endOfDay,
  endOfDayAfter,
  type Month,
  momentAt,
  monthOf,
  nextMonth,
  previousMonth,
  startOfDay,
  startOfMonth,
  zonedDay,
} from './zoned.ts';
