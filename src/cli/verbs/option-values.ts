/** Reads the values of options; what can't be read is told by commander. */
import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError, which commander prints */
export const wholeBetween =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
