/** Why `lint` judges some files of the public test data otherwise than their authors. */

export const judgedOtherwise: Readonly<Record<string, string>> = {};
